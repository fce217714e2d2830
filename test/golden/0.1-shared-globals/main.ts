import vm from 'node:vm';

// What the program puts on globalThis and what the outside puts there, and writes of the outside behind the first thousand objects of
// an argument: a recording with the features `shared-globals` and `many-parts`.
const outside = <T>(code: string): T => vm.runInThisContext(code) as T;

interface Row { marked?: boolean }
const mark = outside<(rows: Row[]) => void>('(rows) => { for (const row of rows.slice(-3)) row.marked = true; }');
const rows = Array.from({ length: 1_100 }, (): Row => ({}));
mark(rows);
console.log(rows.findIndex(({ marked }) => marked), rows.filter(({ marked }) => marked).length);

declare const own: { greet(text: string): string };
declare const added: (n: number) => number;
Object.assign(globalThis, { own: { greet: (text: string) => `hello ${text}` } });
console.log(own.greet('you'), outside<() => string>('() => globalThis.own.greet("outside")')());
outside<() => void>('() => { globalThis.added = (n) => n + 1; globalThis.queueMicrotask = ((queue) => (fn) => queue(() => fn("outside")))(queueMicrotask); }')();
console.log(added(1));
queueMicrotask(((by: string) => { console.log('queued', by); }) as () => void);
process.exitCode = 7;

// Passthrough functions that print by descriptors, and call functions of the program that came in options.
import * as fs from 'node:fs';
import { passthrough } from 'reprise';
const log = passthrough((s: string) => { fs.writeSync(1, s + '\n'); });
const log2 = passthrough((s: string) => { process.stdout.write(s + '\n'); });
const log3 = passthrough((s: string) => { console.log(s); });
log('a'); log2('b'); log3('c');
const opts = passthrough((o: { on: (x: number) => void; deep: { cb: () => void }[] }) => { o.on(1); o.deep[0].cb(); });
opts({ on: (x) => console.log('on', x, typeof Date.now()), deep: [{ cb: () => { const r = Math.random(); console.log('~ ' + r); } }] });
console.log('end');
const frozen = Object.freeze({ cb: Object.freeze({ f: () => { const r = Math.random(); console.log('~ f', r); return r; } }) });
const run2 = passthrough((o: typeof frozen) => { o.cb.f(); return o; }); console.log(run2(frozen) === frozen);
const list = [() => console.log('~ l', Math.random())]; const obj: any = { list, self: null, n: 1, m(this: any) { return this === obj; } }; obj.self = obj;
const run3 = passthrough((o: any) => { o.list[0](); o.self.list.push(o.list[0]); o.n++; o.late = o.m; console.log(o.m(), Array.isArray(o.list), Object.keys(o).join()); return o.list; });
console.log(run3(obj) === list, list.length, obj.n, list[0] === list[1], obj.late === obj.m);
const wa = passthrough((done: () => void) => { fs.write(1, 'async\n', () => { fs.appendFileSync(1, 'append\n'); done(); }); });
await new Promise<void>((r) => wa(r)); console.log('fin');

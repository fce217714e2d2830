// Globals that the program names alone: a package has added them, or replaced what the host has.
import { plant, replace } from 'planter';

declare const atLoad: (text: string) => string;
declare const planted: (x: number) => unknown;
declare const Plant: new (size: number) => { grow(): number };
declare const plantCount: number;

console.log(atLoad('at'), typeof atLoad, typeof planted);
plant();
console.log(planted(1), new Plant(4).grow(), plantCount, (globalThis as unknown as { plantCount: number }).plantCount);
const back = replace();
const seen: unknown[] = [];
queueMicrotask(((how: string) => { seen.push(how); }) as () => void);
seen.push(structuredClone({ a: 1 }));
setTimeout(() => {
  back();
  queueMicrotask(((how?: string) => { console.log(seen, how, structuredClone({ b: 2 })); }) as () => void);
}, 1);

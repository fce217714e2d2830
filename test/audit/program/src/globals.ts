// What a place is: each line ends with the places it holds, as operation | root | treatment.
export const a = Date.now(); //= Date.now | Date.now | value
export const b = new Date().getTime(); //= new Date | Date | value
export const c = new Date; //= new Date | Date | value
export const d = Date.UTC(2020, 1); //= Date.UTC | Date.UTC | pure
export const e = process.env['HOME'] ?? process?.env.PATH; //= process.env['HOME'] | process.env | value ;; process.env.PATH | process.env | value
export const f = [1, 2].map(Math.random); //= Math.random | Math.random | value
export const g = Math.floor(1.5) + Math['random'](); //= Math['random'] | Math.random | value
export const h = { fetch, setTimeout: globalThis.setTimeout }; //= fetch | fetch | effect ;; globalThis.setTimeout | setTimeout | schedule
export const { now } = performance; //= performance | performance | handle
export const i = (process as unknown as { hrtime: { bigint(): bigint } }).hrtime.bigint(); //= process.hrtime.bigint | process.hrtime | value
export class Stopwatch extends Date {} //= Date | Date | value
export const isDate = (x: unknown): boolean => x instanceof Date; //= Date | Date | value
export const tagged = String.raw`x`;
export const json = JSON.stringify({ ok: Number.isInteger(1) });
export const copied = structuredClone(json); //= structuredClone | structuredClone | pure
export const bytes = Buffer.from('x'); //= Buffer.from | Buffer.from | pure
queueMicrotask(() => console.log(navigator?.hardwareConcurrency)); //= queueMicrotask | queueMicrotask | pure ;; console.log | console.log | effect ;; navigator.hardwareConcurrency | navigator.hardwareConcurrency | value
export const type = typeof fetch, member = typeof process.report; //= process.report | process.report | handle
export type Clock = typeof Date;
export function shadowed(fetch: () => void, Date: { now(): number }): number {
  fetch();
  return Date.now();
}
export const computed = globalThis['Da' + 'te']; //= globalThis['Da' + 'te'] | globalThis | handle
export const reflected = Reflect.get(globalThis, 'Date'); //= globalThis | globalThis | handle
export const weak = new WeakRef({}); //= new WeakRef | WeakRef | handle
export const race = Promise.race([AbortSignal.timeout(1)]); //= AbortSignal.timeout | AbortSignal.timeout | schedule
export const text = new Intl.DateTimeFormat('de').format(); //= new Intl.DateTimeFormat | Intl.DateTimeFormat | value
if (typeof window !== 'undefined') window.alert('not here');
export const stack = new Error('x').stack, symbol = Symbol.for('x');
process.exitCode = 1; process.env['A'] = 'b'; delete process.env['A']; //= process.exitCode | process.exitCode | value ;; process.env['A'] | process.env | value ;; process.env['A'] | process.env | value
export const chain = fetch('http://localhost').then((response) => response.json()); //= fetch | fetch | effect
(fetch)('x'); //= fetch | fetch | effect

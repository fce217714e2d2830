// Comments and directives, in every form.
import { readFile } from 'node:fs/promises';
import { record } from 'reprise';
import { say, vary } from './say.js';

const wait = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms); });

/** @record */
function declared(a: number, b = Math.random(), ...rest: number[]): number { return a + b + rest.length + arguments.length; }
/** @record */
export default async function load(name: string): Promise<{ size: number; random: number }> {
  const text = await readFile(name, 'utf8');
  return { size: text.length > 0 ? 1 : 0, random: Math.random() };
}
/** @record */ function* steps(n: number) { for (let i = 0; i < n; i++) yield Math.random(); }
async function* slow(n: number) {
  'use record';
  for (let i = 0; i < n; i++) { await wait(1); yield Math.random(); }
}
function over(a: string): string;
function over(a: number): number;
/** @record */
function over(a: unknown): unknown { return typeof a === 'number' ? a * Math.random() : a; }
/** @record */
const arrow = async <T,>(a: T, { random } = { random: Math.random() }): Promise<[T, number]> => { await wait(1); return [a, random]; };
const left = /** @passthrough */ (a: number) => a + (Date.now() > 0 ? 1 : 0);

const object = {
  base: 2,
  /** @record */ method(a: number) { this.base += Math.random(); return a * this.base; },
  /** @record */ get twice() { return this.base * 2 * Math.random(); },
  /** @record */ set twice(value: number) { this.base = value * Math.random(); },
  /** @record */ property: async (visit: (n: number) => void) => { await wait(1); visit(Math.random()); await wait(1); visit(2); },
};

class Base {
  constructor(protected by: number) {}
  async load(a: number): Promise<number> { await wait(1); return a * this.by * Math.random(); }
}
class Derived extends Base {
  #secret = Math.floor(5.5);
  calls = 0;
  /** @record */
  async load(a: number, b: number = Math.random()): Promise<number> { this.calls++; return (await super.load(a)) + b + this.#secret; }
  /** @record */
  #hidden() { return this.#secret * Math.random(); }
  hidden() { return this.#hidden(); }
  /** @record */ field = (a: number) => a * this.by * Math.random();
  /** @record */
  static async shared(a = Math.random()) { await wait(1); return a; }
  /** @record */
  *each(n: number) { for (let i = 0; i < n; i++) { this.calls++; yield i * this.by * Math.random(); } }
}

vary(declared(1), declared(1, 2), declared(1, 2, 3));
vary(await load('package.json'));
vary([...steps(2)]);
for await (const step of slow(2)) vary(step);
vary(over(2), await arrow('t'), over('x'));
say(declared.length, declared.name, load.name, arrow.name, arrow.length, left(1));
vary(object.method(2), object.base, object.twice);
object.twice = 3;
vary(object.base);
await object.property((n) => { vary('visit', n, Math.random()); });
const derived = new Derived(3);
vary(await derived.load(2), derived.hidden(), derived.field(2), await Derived.shared(), [...derived.each(2)]);
say(derived.calls, derived.load.length, Object.getOwnPropertyNames(Derived.prototype));
const order: number[] = [];
/** @record */
const job = async (n: number) => { await wait(Math.random() * 10); return n; };
await Promise.all(Array.from({ length: 20 }, async (_, n) => { order.push(await job(n)); }));
vary(order);
// Met first within another one, which a replay does not run; of one name; made there.
/** @record */
function outer() { return named.load() + made().value; }
const named = { /** @record */ load() { return Math.random(); } };
const others = { /** @record */ load() { return Math.random(); } };
const made = () => ({ value: record(function made() { return Math.random(); })() });
vary(outer(), named.load(), others.load(), record(function made() { return Math.random(); })());

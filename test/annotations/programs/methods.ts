import { passthrough, record } from 'reprise';
import { say, vary } from './say.js';

const wait = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms); });

interface Greeter { greet(name: string): string }

class Base<T extends object> {
  protected calls = 0;
  readonly seen: T[] = [];

  @record
  async load(id: number, defaults: Partial<T> = { default: Math.random() } as unknown as Partial<T>): Promise<{ id: number; random: number; defaults: Partial<T> }> {
    await wait(1);
    this.calls++;
    return { id, random: Math.random(), defaults };
  }

  add(item: T): number;
  add(item: T, times: number): number;
  @record
  add(item: T, times = 1): number {
    for (let i = 0; i < times; i++) this.seen.push(item);
    return this.calls += Math.floor(Math.random() * 10);
  }

  @record
  static make(this: void, seed: number): number { return seed * Math.random(); }

  @record
  get total(): number { return this.calls * Math.random(); }

  set total(value: number) { this.calls = value; }

  @record
  who() { return this; }

  @passthrough
  name(): string { return `Base ${typeof Date.now()}`; }
}

class Derived extends Base<{ name: string }> implements Greeter {
  #secret = 42;

  @record
  override async load(id: number) {
    const base = await super.load(id);
    return { ...base, id: base.id + this.#secret };
  }

  @record
  greet(name: string): string { return `${name} ${this.#secret} ${Math.random() > 2 ? '' : super.name()}`; }

  @record
  *steps(n: number): Generator<number> { for (let i = 0; i < n; i++) { this.calls++; yield i * Math.random(); } }

  callsSoFar(): number { return this.calls; }
}

const derived = new Derived();
const loaded = await derived.load(1);
say('load', loaded.id, derived.callsSoFar());
vary(loaded);
vary(derived.add({ name: 'a' }), derived.add({ name: 'b' }, 2), derived.callsSoFar());
say(derived.seen);
vary(Base.make(2));
vary(derived.total);
derived.total = 5;
say(derived.callsSoFar(), derived.who() === derived, derived.greet('hi'), derived.name());
vary([...derived.steps(3)]);
say(derived.callsSoFar(), derived.load.name, derived.load.length, derived.add.length);
say(Object.getOwnPropertyNames(Base.prototype));
await Promise.all([derived.load(2), derived.load(3)]);
say(derived.callsSoFar());

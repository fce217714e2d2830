import { after, ask, Clock, frozen, make, Scale, work } from 'kit';

// What the program derives from the outside's classes and promises, and stretches of the outside that go on for long: recordings
// with the features `inherited-accessors`, `derived-promises`, `noted-classes`, `handled-rejections` and `continuations`.
const say = (...values: unknown[]): void => { console.log(...values); };

const notes = new WeakMap<object, Map<string, unknown>>();
Object.assign(Reflect, {
  metadata: (key: string, noted: unknown) => (target: object) => { notes.set(target, (notes.get(target) ?? new Map<string, unknown>()).set(key, noted)); },
  getMetadata: (key: string, target: object) => notes.get(target)?.get(key),
});
const injectable = (_target: unknown): void => { /* the compiler notes what the constructor takes */ };
@injectable
class Store {
  constructor(readonly clock: Clock) {}
}
@injectable
class Service {
  constructor(readonly store: Store, readonly clock: Clock) {}
  times(): number[] { return [this.store.clock.now(), this.clock.now()]; }
}
const service = make(Service) as Service;
say(service instanceof Service, service.store instanceof Store, service.times().join());

class Kitchen extends Scale {
  override get ounces(): number { return super.ounces * 10; }
  override set ounces(value: number) { super.ounces = value / 10; }
}
const kitchen = new Kitchen(100);
kitchen.ounces = 50;
say(kitchen.grams, kitchen.ounces, Reflect.set(frozen() as object, 'n', 2), Reflect.deleteProperty(frozen() as object, 'n'));

async function main(): Promise<void> {
  const derived = (work(1) as Promise<number>).then((n) => n + 1) as Promise<number> & { tap(look: (n: number) => void): Promise<number> };
  say(typeof derived.tap, await derived.tap((n) => { say('tapped', n); }));
  ask((error: Error) => { say('asked', error.message); });
  await new Promise<void>((done) => {
    after(3, (hops: number) => { say('after', hops); });
    after(900, (hops: number) => { say('after', hops); });
    let own = 0;
    const count = (): void => { own++; if (own < 400) void Promise.resolve().then(count); else say('counted', own); };
    count();
    after(1100, (hops: number) => { say('after', hops, own, Math.random() < 1); done(); });
  });
  process.exitCode = 7;
}
void main();

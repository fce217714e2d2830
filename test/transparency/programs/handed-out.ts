// Objects with behaviour that the program hands out.
import { awaits, configure, emitter as make, later, thenable, use } from 'things';

class Counter {
  #hidden = 100;
  count = 0;
  increment(): void { this.count++; this.#hidden++; }
  describe(): string { return `${this.constructor.name} ${this.count} ${this.#hidden}`; }
  get total(): number { return this.count + this.#hidden; }
}
const counter = new Counter();
console.log(use(counter), counter.count, counter.describe());
const options = {
  name: 'options', get computed() { return `computed ${this.name}`; }, list: [(x: number) => x + 1, (x: number) => x * 3],
  onReady(this: { by: string }, what: string) { console.log('onReady', what, this.by); },
  nested: { onDone(this: unknown, error: unknown, count: number) { console.log('onDone', error, count, this === options.nested); } },
} as Record<string, any>;
console.log(configure(options));
await later(1, 4);
console.log(options.result, options.nested.state, Object.keys(options).join());
console.log(await thenable('from outside'), await awaits({ then: (resolve: (x: string) => void) => resolve('own thenable') }), await awaits(Promise.resolve('own promise')));
const emitter = make();
emitter.on('data', function (this: unknown, value: unknown) { console.log('data', value, this === emitter); });
await new Promise<void>((resolve) => emitter.once('end', function (this: unknown, ...args: unknown[]) { console.log('end', args.length, this === emitter); resolve(); }));
const bound = { prefix: 'bound', handle(this: { prefix: string }, x: number) { console.log(this.prefix, x); } };
[1, 2].forEach(bound.handle, bound);

// Data that the outside changes after the program has got it, and what it writes into what functions of the program give or throw.
import { complete, count, Failure, fails, fill, fillAsync, Guard, live, serve, spoil, Store } from 'store';

class Loader { #loads = 0; load(): number { return ++this.#loads; } }

async function main(): Promise<void> {
  const data = live();
  count();
  console.log(data, live() === data);

  const store = new Store();
  const { items, index, state, bytes } = store;
  store.add({ a: 1 });
  store.add({ b: [2] });
  console.log(items, index, state, bytes[0]);
  items.push({ mine: true });
  store.hear((n: number) => { console.log('heard', n, items.length); });
  await store.addLater({ c: 3 });
  try { store.addAndThrow({ d: 4 }); } catch (error) { console.log((error as Error).message, items.length); }
  const loaded = await store.load();
  store.touch();
  store.clear();
  console.log(loaded, items, store.items === items);

  const object: { filled?: boolean; later?: number[] } = {};
  const list = [1];
  fill(() => object);
  fill(() => list);
  await fillAsync(async () => object);
  console.log(object, list);

  const own = new RangeError('own');
  try { spoil(() => { spoil(() => { throw own; }); }); } catch (error) { console.log(error === own, Object.entries(own)); }
  try { spoil(() => { fails(); }); } catch (error) { console.log(error instanceof Failure, Object.entries(error as object)); }
  const thrown: Error & { status?: number; output?: { headers: object }; passed?: boolean } = new Error('of a task');
  await new Promise<void>((resolve) => {
    new Guard().run(() => { throw thrown; }, (given: Guard | Error) => {
      const { message, status, output, passed } = given instanceof Guard ? given.failure as typeof thrown : given as typeof thrown;
      console.log(given === thrown, message, status, output?.headers, passed);
      if (passed) resolve();
    });
  });
  const limits: { most: number; check?(n: number): boolean } = { most: 3 };
  console.log(complete({ limits, count: () => 2 }), Object.keys(limits), limits.check?.(5));

  await new Promise<void>((resolve) => {
    serve(() => ({ user: 'ann' }), async (context: { user: string; bus: { publish(topic: string): string }; loader?: Loader }) => {
      console.log(context.user, context.bus.publish('news'), context.loader?.load());
      await null;
      if (context.loader !== undefined) resolve();
      context.loader = new Loader();
    });
  });
  process.on('uncaughtException', (error) => { console.log('uncaught', error instanceof Failure, (error as typeof Failure).status); });
  setTimeout(() => { fails(); }, 1);
}
void main();

// A program that puts counters into the place of functions of the language. The packages here call none of them, so the only
// call is its own, recorded and replayed as well.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { complete, count, Failure, fails, fillAsync, live, spoil, Store } from 'store';
import { after } from 'waiter';

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;
const namesOf = Object.getOwnPropertyNames;
const counts: Record<string, number> = { __proto__: null as never };
const restore: (() => void)[] = [];

for (const [name, owner] of Object.entries({ Array, ArrayBuffer, Error, JSON, Math, Number, Object, Reflect, String, Symbol })) {
  for (const key of namesOf(owner)) {
    const descriptor = getOwnPropertyDescriptor(owner, key)!;
    const real: unknown = descriptor.value;
    // The host asks for the way to print stacks wherever one is read.
    if (typeof real !== 'function' || descriptor.writable !== true || key === 'prepareStackTrace') continue;
    const counter = function (this: unknown, ...args: unknown[]): unknown {
      counts[`${name}.${key}`] = (counts[`${name}.${key}`] ?? 0) + 1;
      return apply(real, this, args);
    };
    defineProperty(owner, key, { ...descriptor, value: counter });
    restore.push(() => { defineProperty(owner, key, descriptor); });
  }
}

class Item { constructor(readonly name: string) {} get shout(): string { return `${this.name}!`; } }

const seen: unknown[] = [typeof Date.now(), typeof performance.now(), typeof Math.random(), new Date().getTime() > 0, process.pid > 0, process.env['HOME'] !== ''];
const data = live();
count();
seen.push(data.count, complete({ limits: { most: 2 }, count: () => 1, item: new Item('a') }));
try { spoil(() => { fails(); }); } catch (error) { seen.push((error as Error).message, (error as Error & { spoilt: number }).spoilt, error instanceof Failure); }
seen.push(readFileSync(process.argv[1]!, 'utf8').length > 100);
setTimeout(() => { seen.push('timer'); }, 1);
void (async () => {
  const store = new Store();
  const loaded = await store.load();
  store.touch();
  const made = { map: new Map([['k', new Set([1])]]) };
  await fillAsync(async () => made);
  seen.push(loaded.n, made, await after(sleep(3, 'slept')));
  for (const back of restore) back();
  console.log(seen, counts);
})();

// What packages were given they keep, and write into when they are called again; what they gave they fill when the program calls.
import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import * as filler from 'filler';
import { Cache, configure, count, counter, define, defineLater, equip, listen, work } from 'filler';

interface Defined { base: number; double?: number; fixed?: object }

async function main(): Promise<void> {
  const stats = { keys: [] };
  const cache = new Cache().use(stats);
  for (let i = 0; i < 12; i++) cache.get(`key ${i}`);
  console.log(stats);
  const options: Record<string, unknown> = {};
  configure(options);
  work();
  filler.work();
  console.log(options);
  const heard = filler.listen(new EventEmitter().on('newListener', () => {}), 'never');
  const emitter = new EventEmitter();
  const others = listen(emitter, 'said');
  emitter.emit('said', 1, 2);
  emitter.emit('said');
  console.log(heard, others);
  for (const fill of [define, defineLater]) {
    const object: Defined = { base: 4 };
    await fill(object);
    console.log(object.double, Object.keys(object));
    object.double = 20;
    const { writable, configurable } = Object.getOwnPropertyDescriptor(object, 'fixed')!;
    console.log(object.base, object.double, object.fixed, writable, configurable, { ...object });
  }
  const list: (number | (() => string))[] & { sum?: () => number } = [1, 2];
  equip(list);
  console.log(3 in list, list.length, (list[6] as () => string)());
  list.length = 2;
  console.log(list.sum!());
  // Timers of a package's own.
  const own = counter();
  const given: { count?: number } = {};
  count(given);
  await pause(50);
  console.log(own, given);
  delete given.count;
  filler.count(given);
  const other = filler.counter();
  await new Promise((done) => { setTimeout(done, 50); });
  console.log(own === other, other, given);
}
void main();

// Math.random, performance.now, process.hrtime.bigint, the time stamps of events: leaves besides Date and randomUUID.
import { leafNumber } from '../../recording/entry.js';
import { apply, defineProperty, getOwnPropertyDescriptor, ownKeys, random } from '../natives.js';
import { keepClock } from '../own-clocks.js';
import { setSpecialRoot } from '../roots.js';
import { isOutside, side } from '../side.js';
import { specialStandin } from '../standin.js';
import { bigintLeaf, clockLeaf, doubleLeaf, dress, seededLeaf, type Engine } from './leaf.js';

/** Makes the program's Math and the functions above. */
export function installNumbers(engine: Engine): void {
  setSpecialRoot('globalThis.Math', (path, real) => {
    const shown = Object.create(Object.prototype) as object;
    for (const key of ownKeys(real)) defineProperty(shown, key, getOwnPropertyDescriptor(real, key)!);
    const drawn = engine.random === undefined ? doubleLeaf(engine, 'Math.random', random) : seededLeaf(engine, 'Math.random', engine.random, random);
    defineProperty(shown, 'random', { value: drawn, writable: true, enumerable: false, configurable: true });
    keepClock('Math.random', shown, 'random');
    return specialStandin(path, real, shown);
  });
  const performanceNow = performance.now.bind(performance);
  setSpecialRoot('globalThis.performance.now', (path, real) => specialStandin(path, real, clockLeaf(engine, 'performance.now', performanceNow)));
  const bigint = process.hrtime.bigint;
  setSpecialRoot('globalThis.process.hrtime.bigint', (path, real) => specialStandin(path, real, bigintLeaf(engine, 'process.hrtime.bigint', bigint)));
  watchTimeStamps(engine);
}

/** The clock in every event: the program makes events of the host's own class, so the getter itself is replaced. */
function watchTimeStamps(engine: Engine): void {
  const native = getOwnPropertyDescriptor(Event.prototype, 'timeStamp')!;
  const read = native.get! as () => number;
  const number = leafNumber('Event.timeStamp');
  const get = dress(function (this: Event): number {
    if (side.state !== 0 && isOutside()) return apply(read, this, []) as number;
    if (engine.replaying) return engine.leaves.value('Event.timeStamp', get) as number;
    const value = apply(read, this, []) as number;
    if (engine.order.active && !engine.outside) engine.leaves.clock(get, number, value);
    return value;
  }, read);
  defineProperty(Event.prototype, 'timeStamp', { ...native, get });
}

// Date. The shape that survives most uses, by experiment: a function with `new.target` handling that shares the real
// prototype object and has own copies of the static functions; a subclass or a Proxy fails more.
import { leafNumber } from '../../recording/entry.js';
import { construct, defineProperty, getTime, NativeDate, now } from '../natives.js';
import { setSpecialRoot } from '../roots.js';
import { specialStandin } from '../standin.js';
import { clock, clockLeaf, dress, type Engine } from './leaf.js';

/** Makes the program's Date. */
export function installDate(engine: Engine): void {
  const asText = clock(engine, 'Date', now);
  const present = presentDate(engine);
  const StandinDate = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new NativeDate(asText(StandinDate)).toString();
    // By far the most frequent use.
    if (args.length === 0 && new.target === StandinDate) return present(StandinDate);
    return construct(NativeDate, args.length === 0 ? [getTime(present(StandinDate))] : args, new.target === StandinDate ? NativeDate : new.target);
  };
  dress(StandinDate, NativeDate);
  defineProperty(StandinDate, 'prototype', { value: NativeDate.prototype, writable: false, enumerable: false, configurable: false });
  const statics = { now: clockLeaf(engine, 'Date.now', now), UTC: NativeDate.UTC, parse: NativeDate.parse };
  for (const [key, value] of Object.entries(statics)) defineProperty(StandinDate, key, { value, writable: true, enumerable: false, configurable: true });
  // `new x.constructor()` would read the live clock otherwise.
  defineProperty(NativeDate.prototype, 'constructor', { value: StandinDate, writable: true, enumerable: false, configurable: true });
  setSpecialRoot('globalThis.Date', (path, real) => specialStandin(path, real, StandinDate));
}

/** Makes dates of the present. */
function presentDate(engine: Engine): (callee: object) => Date {
  if (engine.replaying) {
    const read = clock(engine, 'new Date', now);
    return (callee) => new NativeDate(read(callee));
  }
  const { leaves } = engine;
  const number = leafNumber('new Date');
  return (callee) => {
    // Making a date of a number that was read before takes longer than asking the date that was made.
    const date = new NativeDate();
    leaves.clock(callee, number, getTime(date));
    return date;
  };
}

// Date. The shape that survives most uses, by experiment: a function with `new.target` handling that shares the real
// prototype object and has own copies of the static functions; a subclass or a Proxy fails more.
import { construct, defineProperty, NativeDate, now } from '../natives.js';
import { setSpecialRoot } from '../roots.js';
import { specialStandin } from '../standin.js';
import { clock, clockLeaf, dress, type Engine } from './leaf.js';

/** Makes the program's Date. */
export function installDate(engine: Engine): void {
  const asText = clock(engine, 'Date', now);
  const asDate = clock(engine, 'new Date', now);
  const StandinDate = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new NativeDate(asText(StandinDate)).toString();
    const target = new.target === StandinDate ? NativeDate : new.target;
    // By far the most frequent use, and twice as fast without lists.
    if (args.length === 0 && target === NativeDate) return new NativeDate(asDate(StandinDate));
    return construct(NativeDate, args.length === 0 ? [asDate(StandinDate)] : args, target);
  };
  dress(StandinDate, NativeDate);
  defineProperty(StandinDate, 'prototype', { value: NativeDate.prototype, writable: false, enumerable: false, configurable: false });
  const statics = { now: clockLeaf(engine, 'Date.now', now), UTC: NativeDate.UTC, parse: NativeDate.parse };
  for (const [key, value] of Object.entries(statics)) defineProperty(StandinDate, key, { value, writable: true, enumerable: false, configurable: true });
  // `new x.constructor()` would read the live clock otherwise.
  defineProperty(NativeDate.prototype, 'constructor', { value: StandinDate, writable: true, enumerable: false, configurable: true });
  setSpecialRoot('globalThis.Date', (path, real) => specialStandin(path, real, StandinDate));
}

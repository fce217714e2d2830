// Date. The shape that survives most uses, by experiment: a function with `new.target` handling that shares the real
// prototype object and has own copies of the static functions; a subclass or a Proxy fails more.
import { leafNumber } from '../../recording/entry.js';
import type { Standin } from '../identity.js';
import { construct, defineProperty, getTime, NativeDate, now } from '../natives.js';
import { keepClock } from '../own-clocks.js';
import { setSpecialRoot } from '../roots.js';
import { specialStandin } from '../standin.js';
import { clock, clockLeaf, dress, type Engine } from './leaf.js';

const PATH = 'globalThis.Date';

/** Makes the program's Date. */
export function installDate(engine: Engine): void {
  const shown = makeDate(clock(engine, 'Date', now), presentDate(engine), clockLeaf(engine, 'Date.now', now));
  // `new x.constructor()` would read the live clock otherwise.
  defineProperty(NativeDate.prototype, 'constructor', { value: shown, writable: true, enumerable: false, configurable: true });
  keepClock('Date.now', shown, 'now');
  setSpecialRoot(PATH, (path, real) => specialStandin(path, real, shown));
}

/**
 * While recording: what the program sees of a class that a package has put in the place of Date, to set the clock. Undefined
 * if the class changes more than the clock.
 */
export function fakeDate(engine: Engine, fake: DateConstructor): Standin | undefined {
  const time = (): number => getTime(new fake());
  try {
    // Such as the time zone.
    if (new fake(0).getHours !== NativeDate.prototype.getHours || !Number.isFinite(time()) || !Number.isFinite(fake.now())) return undefined;
  } catch {
    return undefined;
  }
  const present = clock(engine, 'new Date', time);
  return specialStandin(PATH, fake, makeDate(clock(engine, 'Date', time), (callee) => new NativeDate(present(callee)), clockLeaf(engine, 'Date.now', () => fake.now())));
}

function makeDate(asText: (callee: object) => number, present: (callee: object) => Date, clockNow: () => number): object {
  const StandinDate = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return new NativeDate(asText(StandinDate)).toString();
    // By far the most frequent use.
    if (args.length === 0 && new.target === StandinDate) return present(StandinDate);
    return construct(NativeDate, args.length === 0 ? [getTime(present(StandinDate))] : args, new.target === StandinDate ? NativeDate : new.target);
  };
  dress(StandinDate, NativeDate);
  defineProperty(StandinDate, 'prototype', { value: NativeDate.prototype, writable: false, enumerable: false, configurable: false });
  const statics = { now: clockNow, UTC: NativeDate.UTC, parse: NativeDate.parse };
  for (const [key, value] of Object.entries(statics)) defineProperty(StandinDate, key, { value, writable: true, enumerable: false, configurable: true });
  return StandinDate;
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

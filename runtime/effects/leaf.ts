// Leaves: functions that take nothing, give a number or a string, and never call back. The hottest entries there are,
// so they have a path of their own past the membrane.
import { leafNumber, type LeafName } from '../../recording/entry.js';
import type { SeededRandom } from '../../recording/random.js';
import { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, setPrototypeOf } from '../natives.js';
import type { Recorder } from '../recorder.js';
import type { Replayer } from '../replayer.js';
import { isOutside, side } from '../side.js';

/** Whatever answers leaves in a process: they need to know which it is. */
export type Engine = Recorder | Replayer;

/** Gives a function the name and length of the one that it stands for. */
export function dress<F extends Function>(fn: F, real: Function): F {
  defineProperty(fn, 'name', { value: real.name, configurable: true });
  defineProperty(fn, 'length', { value: real.length, configurable: true });
  return fn;
}

/** Gives a function all that another one has: its name, and what belongs to it (`util.promisify.custom`, statics of a class). */
export function alike<F extends Function>(fn: F, real: Function): F {
  for (const key of ownKeys(real)) {
    const own = getOwnPropertyDescriptor(fn, key);
    if (own === undefined || own.configurable === true || own.writable === true) defineProperty(fn, key, { ...getOwnPropertyDescriptor(real, key)!, ...(own?.configurable === false ? { configurable: false, enumerable: own.enumerable === true } : {}) });
  }
  setPrototypeOf(fn, getPrototypeOf(real));
  return fn;
}

// Those below are alike, and kept apart: the engine inlines each into the program's own functions by what it learned of that
// one alone. What they call is a constant of theirs, which it may rely on, as it may not on a parameter.

/** Answers a leaf from the recording, for a callee. */
export function replayedLeaf<T>(replayer: Replayer, name: LeafName, real: () => T): (callee: object) => T {
  return (callee) => {
    if (side.state !== 0 && isOutside()) return real();
    const value = replayer.leaves.value(name, callee) as T;
    replayer.sites.leaf = 0;
    return value;
  };
}

/** The stand-in of a leaf in a replay. */
function replayedStandin<T>(replayer: Replayer, name: LeafName, real: () => T): () => T {
  const read = replayedLeaf(replayer, name, real);
  const leaf = (): T => read(leaf);
  return dress(leaf, real);
}

/** The stand-in of a clock of milliseconds. */
export function clockLeaf(engine: Engine, name: LeafName, real: () => number): () => number {
  if (engine.replaying) return replayedStandin(engine, name, real);
  const { leaves } = engine;
  const native = real;
  const number = leafNumber(name);
  const leaf = (): number => {
    const value = native();
    leaves.clock(leaf, number, value);
    return value;
  };
  return dress(leaf, real);
}

/** Reads a clock of whole milliseconds for a callee. */
export function clock(engine: Engine, name: LeafName, real: () => number): (callee: object) => number {
  if (engine.replaying) return replayedLeaf(engine, name, real);
  const number = leafNumber(name);
  return (callee) => {
    const value = real();
    engine.leaves.clock(callee, number, value);
    return value;
  };
}

/** The stand-in of a function that gives a double. */
export function doubleLeaf(engine: Engine, name: LeafName, real: () => number): () => number {
  if (engine.replaying) return replayedStandin(engine, name, real);
  const { leaves } = engine;
  const native = real;
  const number = leafNumber(name);
  const leaf = (): number => {
    const value = native();
    leaves.double(leaf, number, value);
    return value;
  };
  return dress(leaf, real);
}

/** The stand-in of a function that draws from a seeded generator, which runs in both modes. */
export function seededLeaf(engine: Engine, name: LeafName, random: SeededRandom, real: () => number): () => number {
  const generator = random;
  const native = real;
  if (engine.replaying) {
    const leaf = (): number => {
      if (side.state !== 0 && isOutside()) return native();
      const given = engine.leaves.drawn(name, leaf);
      engine.sites.leaf = 0;
      return given ?? generator.next();
    };
    return dress(leaf, real);
  }
  const { leaves } = engine;
  const leaf = (): number => {
    if (side.state !== 0 && isOutside()) return native();
    leaves.draw(leaf);
    return generator.next();
  };
  return dress(leaf, real);
}

/** The stand-in of a clock of nanoseconds. */
export function bigintLeaf(engine: Engine, name: LeafName, real: () => bigint): () => bigint {
  if (engine.replaying) return replayedStandin(engine, name, real);
  const { leaves } = engine;
  const native = real;
  const number = leafNumber(name);
  const leaf = (): bigint => {
    const value = native();
    leaves.bigint(leaf, number, value);
    return value;
  };
  return dress(leaf, real);
}

// Leaves: functions that take nothing, give a number or a string, and never call back. The hottest entries there are,
// so they have a path of their own past the membrane.
import { leafNumber, type LeafName } from '../../recording/entry.js';
import type { SeededRandom } from '../../recording/random.js';
import { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, setPrototypeOf } from '../natives.js';
import type { Recorder } from '../recorder.js';
import type { Replayer } from '../replayer.js';
import { isOutside, side } from '../side.js';

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

/** The stand-in of a function that gives a double. */
export function doubleLeaf(engine: Engine, name: LeafName, real: () => number): () => number {
  const number = leafNumber(name);
  const leaf: () => number = engine.replaying
    ? () => side.state !== 0 && isOutside() ? real() : engine.leaf(name, leaf) as number
    : () => {
      const value = real();
      engine.leaves.double(leaf, number, value);
      return value;
    };
  return dress(leaf, real);
}

/** The stand-in of a function that draws from a seeded generator, which runs in both modes. */
export function seededLeaf(engine: Engine, name: LeafName, random: SeededRandom, real: () => number): () => number {
  const leaf: () => number = engine.replaying
    ? () => {
      if (side.state !== 0 && isOutside()) return real();
      engine.drawn(name, leaf);
      return random.next();
    }
    : () => {
      if (side.state !== 0 && isOutside()) return real();
      engine.leaves.draw(leaf);
      return random.next();
    };
  return dress(leaf, real);
}

/** The stand-in of a function that gives whole milliseconds. */
export function clockLeaf(engine: Engine, name: LeafName, real: () => number): () => number {
  const read = clock(engine, name, real);
  const leaf: () => number = () => read(leaf);
  return dress(leaf, real);
}

/** Reads a clock for a callee. */
export function clock(engine: Engine, name: LeafName, real: () => number): (callee: object) => number {
  const number = leafNumber(name);
  return engine.replaying
    ? (callee) => side.state !== 0 && isOutside() ? real() : engine.leaf(name, callee) as number
    : (callee) => {
      const value = real();
      engine.leaves.clock(callee, number, value);
      return value;
    };
}

/** The stand-in of a function that gives a primitive; with arguments it is called through `otherwise`. */
export function valueLeaf<F extends (...args: never[]) => unknown>(engine: Engine, name: LeafName, real: F, otherwise: F): F {
  const number = leafNumber(name);
  const leaf = function (this: unknown, ...args: unknown[]): unknown {
    if (args.length > 0) return Reflect.apply(otherwise, this, args);
    if (side.state !== 0 && isOutside()) return real();
    if (engine.replaying) return engine.leaf(name, leaf);
    const value: unknown = real();
    engine.leaves.value(leaf, number, value);
    return value;
  };
  return dress(leaf, real) as unknown as F;
}

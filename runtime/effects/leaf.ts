// Leaves: functions that take nothing, give a number or a string, and never call back. The hottest entries there are,
// so they have a path of their own past the membrane.
import { isPrimitive, defineProperty } from '../natives.js';
import type { Recorder } from '../recorder.js';
import type { Replayer } from '../replayer.js';

export type Engine = Recorder | Replayer;

/** Gives a function the name and length of the one that it stands for. */
export function dress<F extends Function>(fn: F, real: Function): F {
  defineProperty(fn, 'name', { value: real.name, configurable: true });
  defineProperty(fn, 'length', { value: real.length, configurable: true });
  return fn;
}

/** The stand-in of a function that gives a number. */
export function numberLeaf(engine: Engine, name: string, real: () => number): () => number {
  const leaf: () => number = engine.replaying
    ? () => engine.leaf(name, leaf).value as number
    : () => {
      const value = real();
      engine.leafNumber(leaf, name, value);
      return value;
    };
  return dress(leaf, real);
}

/** The stand-in of a function that gives a primitive; with arguments it is called through `otherwise`. */
export function valueLeaf<F extends (...args: never[]) => unknown>(engine: Engine, name: string, real: F, otherwise: F): F {
  const leaf = function (this: unknown, ...args: unknown[]): unknown {
    if (args.length > 0) return Reflect.apply(otherwise, this, args);
    if (engine.replaying) return engine.value(engine.leaf(name, leaf).value);
    const value: unknown = real();
    return isPrimitive(value) ? engine.leaf(leaf, name, value) : value;
  };
  return dress(leaf, real) as unknown as F;
}

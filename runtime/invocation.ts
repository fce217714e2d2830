// The program, invoked by the outside: the same while recording and in a replay.
import type { CallInHow } from '../recording/flags.js';
import { apply, construct, get } from './natives.js';

/** Calls or constructs a function of the program, or uses `object[key]`: reads it, writes it, calls it as a method of the object. */
export function invoke(object: object, how: keyof typeof CallInHow, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[]): unknown {
  if (how === 'new') return construct(object as new (...args: unknown[]) => object, args);
  if (how === 'get') return get(object, key!);
  if (how === 'method') return apply(get(object, key!) as () => unknown, object, args as []);
  if (how === 'set') return (object as Record<PropertyKey, unknown>)[key!] = args[0];
  return apply(object as (...args: unknown[]) => unknown, thisArg, args);
}

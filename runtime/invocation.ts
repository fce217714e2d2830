// The program, invoked by the outside: the same while recording and in a replay.
import type { CallInHow } from '../recording/flags.js';
import { apply, construct, defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf, has, ownKeys } from './natives.js';

/** What else can be done with a proxy. */
function used(object: object, how: 'has' | 'keys' | 'descriptor' | 'prototype' | 'define' | 'delete', key: PropertyKey, [enumerable, value, getter, setter]: readonly unknown[]): unknown {
  switch (how) {
    case 'has': return has(object, key);
    case 'keys': return ownKeys(object);
    case 'descriptor': return getOwnPropertyDescriptor(object, key);
    case 'prototype': return getPrototypeOf(object);
    case 'delete': return deleteProperty(object, key);
    case 'define': {
      const accessor = { get: getter as (() => unknown) | undefined, set: setter as ((value: unknown) => void) | undefined };
      return defineProperty(object, key, { ...getter === undefined && setter === undefined ? { value, writable: true } : accessor, enumerable: enumerable === true, configurable: true });
    }
  }
}

/**
 * Calls or constructs a function of the program, or uses `object[key]`: reads it, writes it, calls it as a method of the object.
 *
 * @param thisArg - of a construction: the class that is constructed, if it is one of the outside's that extends this one
 */
export function invoke(object: object, how: keyof typeof CallInHow, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[]): unknown {
  if (how === 'new') return construct(object as new (...args: unknown[]) => object, args, (thisArg ?? object) as Function);
  if (how === 'get') return get(object, key!);
  if (how === 'method') return apply(get(object, key!) as () => unknown, object, args as []);
  if (how === 'set') return (object as Record<PropertyKey, unknown>)[key!] = args[0];
  if (how !== 'call') return used(object, how, key!, args);
  return apply(object as (...args: unknown[]) => unknown, thisArg, args);
}

/** Called in by a number of its own where the outside threw an error in its own time. */
export function throws(error: unknown): never {
  throw error;
}

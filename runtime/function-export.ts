// Functions of the program that are more than functions: classes, and functions with properties or a prototype of their
// own. The outside sees all of that, too, by a proxy around the wrapper that calls in.
import { programPrototype } from './mirrors.js';
import { wrapperOf } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { getOwnPropertyDescriptor, getPrototypeOf, hasOwn, isPrimitive, ownKeys } from './natives.js';

/** Whether a wrapper that only calls in would hide something of a function, which is no proxy. */
export function hasMore(fn: Function): boolean {
  if (Object.keys(fn).length > 0 || Object.getOwnPropertySymbols(fn).length > 0) return true;
  if (hasOwn(fn, 'prototype')) {
    const { value, writable } = getOwnPropertyDescriptor(fn, 'prototype')!;
    // That of a class is fixed. That of any other function is there whether or not it is used.
    if (writable !== true || isPrimitive(value) || ownKeys(value as object).length > 1) return true;
  }
  return intrinsicPath(getPrototypeOf(fn)!) === undefined;
}

/** `instanceof` outside. What the outside made with a class of the program has a mirror of its prototype; errors go out as they are. */
export function instanceTest(fn: object): (value: unknown) => boolean {
  return (value) => {
    const { prototype } = fn as { prototype?: object };
    if (isPrimitive(value) || prototype === undefined) return false;
    const seen = wrapperOf.get(prototype);
    for (let at = getPrototypeOf(value as object); at !== null; at = getPrototypeOf(at)) if (at === seen || at === prototype || programPrototype(at) === prototype) return true;
    return false;
  };
}

// Subclasses of outside classes. The outside constructs with a mirror of the program's prototype, whose methods call
// in; what it makes is a handle whose prototype in the program is the program's own.
import { programId, shownOf, standinOf } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } from './natives.js';

const mirrorOf = new WeakMap<object, object>();
const programPrototypeOf = new WeakMap<object, object>();

/** The program's prototype behind a mirror, if it is one. */
export function programPrototype(mirror: object): object | undefined {
  return programPrototypeOf.get(mirror);
}

/**
 * A `new.target` whose prototype mirrors the program's class. Also run in a replay, for the numbers it gives.
 *
 * @param outward - gives the outside's view of a method
 */
export function mirrorTarget(newTarget: Function, outward: (value: unknown) => unknown, replaying: boolean): Function {
  const mirror = (prototype: object): object => {
    const standin = standinOf.get(prototype);
    if (standin !== undefined) return standin.real ?? Object.prototype;
    if (intrinsicPath(prototype) !== undefined || shownOf.has(prototype)) return prototype;
    let made = mirrorOf.get(prototype);
    if (made !== undefined) return made;
    programId(prototype);
    const parent = getPrototypeOf(prototype);
    made = Object.create(parent === null ? null : mirror(parent)) as object;
    mirrorOf.set(prototype, made);
    programPrototypeOf.set(made, prototype);
    for (const key of ownKeys(prototype)) {
      if (key === 'constructor') continue;
      const descriptor = getOwnPropertyDescriptor(prototype, key)!;
      if ('value' in descriptor) descriptor.value = outward(descriptor.value);
      else {
        if (descriptor.get !== undefined) descriptor.get = outward(descriptor.get) as () => unknown;
        if (descriptor.set !== undefined) descriptor.set = outward(descriptor.set) as (value: unknown) => void;
      }
      if (!replaying) defineProperty(made, key, descriptor);
    }
    return made;
  };
  const target = function () { /* a new.target is never called */ };
  const prototype = (newTarget as { prototype: object }).prototype;
  target.prototype = mirror(prototype);
  return target;
}

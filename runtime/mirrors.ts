// Subclasses of outside classes. The outside constructs with a mirror of the program's prototype, whose methods call
// in; what it makes is a handle whose prototype in the program is the program's own.
import { idOf, programId, programOf, shownOf, standinOf } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { construct, defineProperty, get, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, setPrototypeOf } from './natives.js';

const mirrorOf = new WeakMap<object, object>();
const programPrototypeOf = new WeakMap<object, object>();
const classes = new WeakMap<Function, () => unknown>();
let mirrors = 0;

/** The program's prototype behind a mirror or what else the outside sees of it; undefined for the outside's own. */
export function programPrototype(prototype: object): object | undefined {
  return programPrototypeOf.get(prototype) ?? programOf.get(prototype);
}

/** Whether the outside made anything with a class of the program. */
export function hasMirrors(): boolean {
  return mirrors > 0;
}

/** The mirror of a program's prototype, if it was needed. */
export function knownMirror(prototype: object): object | undefined {
  return mirrorOf.get(prototype);
}

/**
 * A `new.target` whose prototype mirrors the program's class. Also run in a replay, for the numbers it gives.
 *
 * @param outward - gives the outside's view of a method
 * @param constructorOf - gives the outside's view of a prototype's constructor when it is asked for; absent in a replay
 */
export function mirrorTarget(newTarget: Function, outward: (value: unknown) => unknown, constructorOf: ((prototype: object) => unknown) | undefined): Function {
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
    mirrors++;
    programPrototypeOf.set(made, prototype);
    for (const key of ownKeys(prototype)) {
      // At its place: who lists what a prototype has of its own finds the same order.
      if (key === 'constructor') {
        if (constructorOf !== undefined) defineConstructor(made, prototype, constructorOf);
        continue;
      }
      const descriptor = getOwnPropertyDescriptor(prototype, key)!;
      if ('value' in descriptor) descriptor.value = outward(descriptor.value);
      else {
        if (descriptor.get !== undefined) descriptor.get = outward(descriptor.get) as () => unknown;
        if (descriptor.set !== undefined) descriptor.set = outward(descriptor.set) as (value: unknown) => void;
      }
      if (constructorOf !== undefined) defineProperty(made, key, descriptor);
    }
    return made;
  };
  const target = function () { /* a new.target is never called */ };
  const prototype = (newTarget as { prototype: object }).prototype;
  const mirrored = target.prototype = mirror(prototype);
  if (constructorOf === undefined) return target;
  // What a base class reads of the class that is being made: its name, static members.
  const seen = new Proxy(target, {
    get: (_, key) => {
      if (key === 'prototype') return mirrored;
      return key === 'name' ? newTarget.name : get(constructorOf(prototype) as object, key);
    },
  });
  classes.set(seen, () => constructorOf(prototype));
  return seen;
}

/** The class of the program that the outside constructs something of, by what it sees of the class. */
let constructed: Function | undefined;

/**
 * Constructs with a class of the program that the outside knows: as `new.target` it is what the outside has for that class. What is
 * made has the mirror of its prototype all the same.
 *
 * @param known - what the outside sees of the class
 */
export function constructKnown(real: Function, args: readonly unknown[], newTarget: Function, known: object): object {
  const around = constructed;
  constructed = newTarget;
  try {
    const made = construct(real as new (...args: unknown[]) => object, args, known as Function);
    const { prototype } = newTarget as { prototype: object };
    const mirror = mirrorOf.get(prototype);
    if (mirror !== undefined && programOf.get(getPrototypeOf(made) ?? made) === prototype) setPrototypeOf(made, mirror);
    return made;
  } finally {
    constructed = around;
  }
}

/** The prototype of what is made of a class right now; undefined for all others. */
export function constructedPrototype(fn: object): object | undefined {
  return fn === constructed ? mirrorOf.get((fn as { prototype: object }).prototype) : undefined;
}

/** What the outside sees of the program's class behind a `new.target` of {@link mirrorTarget}. */
export function mirroredClass(newTarget: Function): unknown {
  return classes.get(newTarget)?.();
}

/** The class gets a number when the outside meets it, and is not met where nobody asks. */
function defineConstructor(mirror: object, prototype: object, constructorOf: (prototype: object) => unknown): void {
  const keep = (on: object, value: unknown) => defineProperty(on, 'constructor', { value, writable: true, enumerable: on !== mirror, configurable: true });
  if (idOf((prototype as { constructor: object }).constructor) !== undefined) {
    keep(mirror, constructorOf(prototype));
    return;
  }
  defineProperty(mirror, 'constructor', {
    get: () => {
      const seen = constructorOf(prototype);
      keep(mirror, seen);
      return seen;
    },
    set(this: object, value: unknown) { keep(this, value); },
    enumerable: false, configurable: true,
  });
}

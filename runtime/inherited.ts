// What an object of the program is and has from the objects it inherits from: of the program, of the language, of the outside.
import { standinOf } from './identity.js';
import { apply, getOwnPropertyDescriptor, getPrototypeOf, isAnyArrayBuffer, isArgumentsObject, isBoxedPrimitive, isDate, isProxy, isRegExp } from './natives.js';

/** A property that a program object can only have from an object of the outside that it inherits from. */
export class Beyond {
  constructor(readonly real: object) {}
}

/** Where an object has a property from; undefined if it has none, or none that can be told. */
export function find(object: object, key: PropertyKey): { readonly holder: object; readonly descriptor: PropertyDescriptor } | Beyond | undefined {
  for (let at: object | null = object; at !== null; at = getPrototypeOf(at)) {
    const { real } = standinOf.get(at) ?? {};
    if (real !== undefined) return new Beyond(real);
    if (isProxy(at)) return undefined;
    const descriptor = getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return { holder: at, descriptor };
  }
  return undefined;
}

/** The setter that an assignment to a property of an object would run. */
export function setterOf(object: object, key: PropertyKey): ((value: unknown) => void) | undefined {
  for (let at: object | null = object; at !== null && !isProxy(at); at = getPrototypeOf(at)) {
    const descriptor = getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return descriptor.set;
  }
  return undefined;
}

/** Whether an object is a function, or the prototype of one. */
export function isClassPart(object: object): boolean {
  if (typeof object === 'function') return true;
  const constructor: unknown = getOwnPropertyDescriptor(object, 'constructor')?.value;
  return typeof constructor === 'function' && getOwnPropertyDescriptor(constructor, 'prototype')?.value === object;
}

/** Whether an object is of a class of the language, or of a subclass, whose methods want more than properties. */
export function hasSlots(object: object): boolean {
  return isDate(object) || isRegExp(object) || ArrayBuffer.isView(object) || isAnyArrayBuffer(object) || isBoxedPrimitive(object);
}

/** What `Object.prototype.toString` finds in an object's slots, and not in a proxy's. */
export function slotTag(object: object): string | undefined {
  return isDate(object) ? 'Date' : isRegExp(object) ? 'RegExp' : isArgumentsObject(object) ? 'Arguments' : isBoxedPrimitive(object) ? apply(objectToString, object, []).slice('[object '.length, -1) : undefined;
}

const objectToString = Object.prototype.toString as () => string;

/** Prototypes of pure host classes, such as EventEmitter's: the same object on both sides. */
export function isHostPrototype(prototype: object): boolean {
  const constructor: unknown = getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof constructor === 'function' && hostClasses.has(constructor);
}

const hostClasses = new Set<unknown>([(require('node:events') as { EventEmitter: unknown }).EventEmitter, EventTarget, Event]);

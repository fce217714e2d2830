// What crosses by value: data of the language and of the host that has no behaviour of its own.
import { codecOf } from './codec-registry.js';
import { intrinsicPath, isHeadersPrototype } from './intrinsics.js';
import { enumerableKeys, getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf, hasSymbols, isBoxedPrimitive, isMap, isNativeError, isPrimitive, isProxy, isSet, ownKeys } from './natives.js';
import { isWrittenInside, slots } from './slots.js';
import { stampOf } from './stamp.js';

/** Prototypes of the language's own errors. */
export const errorPrototypes = new Set<object>([Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError].map((c) => c.prototype as object));

/** Whether objects with a prototype may be data. */
export function isDataPrototype(prototype: object): boolean {
  return slots.has(prototype) || errorPrototypes.has(prototype) || isHeadersPrototype(prototype);
}

/**
 * Whether a value is data through and through; getters, symbol keys, functions and foreign classes are not.
 *
 * @param isClass - on the way in: whether a prototype is that of a class whose instances count as data. So do instances
 * that the outside made of classes with a codec
 */
export function isData(value: unknown, seen?: Set<object>, isClass?: (prototype: object) => boolean): boolean {
  if (isPrimitive(value)) return typeof value !== 'symbol';
  if (seen === undefined) flat = undefined;
  const object = value as object;
  if (typeof value === 'function') return false;
  const known = stampOf(object);
  if (known !== undefined && (known.standin ?? known.program ?? known.original) !== undefined || isProxy(object)) return false;
  const prototype = getPrototypeOf(object);
  const hasSlots = prototype === null ? undefined : slots.get(prototype);
  if (hasSlots?.(object) === false) return false;
  if (hasSlots !== undefined && prototype !== Map.prototype && prototype !== Set.prototype) return !isBoxedPrimitive(object) || ownKeys(object).length === (typeof (object as { valueOf(): unknown }).valueOf() === 'string' ? (object as string).length + 1 : 0);
  if (prototype !== null && isHeadersPrototype(prototype)) return true;
  if (isClass !== undefined && prototype !== null && codecOf(prototype) !== undefined && (known?.id ?? 0) >= 0) return true;
  const error = isNativeError(object);
  const foreign = error ? prototype === null || !errorPrototypes.has(prototype) : prototype !== null && prototype !== Object.prototype && prototype !== Array.prototype && prototype !== Map.prototype && prototype !== Set.prototype;
  if (foreign && (prototype === null || isClass?.(prototype) !== true)) return false;
  if (intrinsicPath(object) !== undefined) return false;
  if (seen === undefined) {
    const found = !error && (prototype === null || prototype === Object.prototype) ? partsOf(object) : undefined;
    if (found !== undefined) {
      flat = found;
      return true;
    }
  } else if (seen.has(object)) return true;
  seen ??= new Set();
  seen.add(object);
  if (hasSymbols(object)) return false;
  if (prototype === Map.prototype) {
    for (const [key, item] of object as Map<unknown, unknown>) if (!isData(key, seen, isClass) || !isData(item, seen, isClass)) return false;
  } else if (prototype === Set.prototype) {
    for (const item of object as Set<unknown>) if (!isData(item, seen, isClass)) return false;
  }
  const keys = getOwnPropertyNames(object);
  for (let i = 0; i < keys.length; i++) {
    if (error && keys[i] === 'stack') continue;
    const descriptor = getOwnPropertyDescriptor(object, keys[i]!)!;
    if (!('value' in descriptor)) return false;
    const part: unknown = descriptor.value;
    if (isPrimitive(part) ? typeof part === 'symbol' : !isData(part, seen, isClass)) return false;
  }
  return true;
}

/** An object without a class that holds primitive values only, all of them enumerable: most data is no more than that. */
export interface FlatData { readonly object: object; readonly keys: readonly string[]; readonly values: readonly unknown[] }

/** What {@link isData} was asked last, if it found that; who asks next, at once, need not look again. */
let flat: FlatData | undefined;

/** The parts of an object that {@link isData} has just accepted, if it is flat. No other code may have run in between. */
export function flatParts(object: object): FlatData | undefined {
  return flat?.object === object ? flat : undefined;
}

/** {@link flatParts} of whatever {@link isData} was asked last; it is forgotten. */
export function takeFlat(): FlatData | undefined {
  const found = flat;
  flat = undefined;
  return found;
}

function partsOf(object: object): FlatData | undefined {
  const keys = enumerableKeys(object);
  const values: unknown[] = [];
  for (let i = 0; i < keys.length; i++) {
    const descriptor = getOwnPropertyDescriptor(object, keys[i]!)!;
    const value: unknown = descriptor.value;
    if (value === undefined && !('value' in descriptor) || typeof value === 'symbol' || !isPrimitive(value)) return undefined;
    values.push(value);
  }
  // Names after keys: the engine has them at hand then, but for objects that have a number already.
  return getOwnPropertyNames(object).length === keys.length && !hasSymbols(object) ? { object, keys, values } : undefined;
}

/** Whether instances of a class of the language or the host, by its prototype, cross in a way that no codec can change. */
export function crossesByItself(prototype: object): boolean {
  return slots.has(prototype) || intrinsicPath(prototype) !== undefined || isHeadersPrototype(prototype);
}

const NONE: readonly object[] = [];

/** Whether an object holds values that the outside may replace: an array, an object without a class, a map, a set. */
export function isContainer(object: object): boolean {
  if (isProxy(object)) return false;
  const prototype = getPrototypeOf(object);
  return prototype === null || prototype === Object.prototype || prototype === Array.prototype || prototype === Map.prototype || prototype === Set.prototype;
}

/**
 * Whether an object in question is a value, or is held by it in what has no class.
 *
 * @param keys - which properties count; those that the engine's algorithm for clones copies, by default
 */
export function holds(value: unknown, isOne: (object: object) => boolean, keys: (object: object) => readonly PropertyKey[] = enumerableKeys): boolean {
  if (isPrimitive(value)) return false;
  const seen = new Set([value as object]);
  for (const object of seen) {
    if (isOne(object)) return true;
    for (const part of contentsOf(object, keys)) if (!isPrimitive(part)) seen.add(part as object);
  }
  return false;
}

function* contentsOf(object: object, keys: (object: object) => readonly PropertyKey[]): Generator<unknown> {
  if (!isContainer(object)) return;
  if (isMap(object)) for (const item of object) yield* item;
  else if (isSet(object)) yield* object;
  else for (const key of keys(object)) yield getOwnPropertyDescriptor(object, key)?.value as unknown;
}

/**
 * How many objects inside of data are looked after one by one: a thousand always, and more of one argument as long as there is
 * an allowance for the whole run. Each takes about a microsecond and a half whenever it goes out, so that a program that passes a
 * large table again and again would spend its time there. 64 in recordings without the feature `nested-writes`.
 */
let fewParts = 1_000;
let mostParts = 100_000;
let allowance = 1_000_000;
let partsInside = true;

/** In a replay of a recording without the feature `nested-writes`: only containers have numbers, and fewer of them. */
export function numberFewParts(): void {
  fewParts = 64;
  partsInside = false;
}

/** In a replay of a recording without the feature `many-parts`: no more than the first of an argument have numbers. */
export function allowFewParts(): void {
  mostParts = fewParts;
}

/** How many parts of an argument have numbers now. */
export function mostNumbered(): number {
  return Math.min(mostParts, fewParts + allowance);
}

/** {@link partsWithin} of what goes out, whose parts get numbers: both modes come to the same ones, and use up the same allowance. */
export function partsGoingOut(object: object): readonly object[] {
  const parts = partsWithin(object, mostNumbered());
  if (parts.length > fewParts) allowance -= parts.length - fewParts;
  return parts;
}

/**
 * What a container holds that the outside may write into, at any depth, in an order that depends on the data alone; not
 * all of it where there is much. The numbers of these parts let what the outside writes there meet the same objects again.
 */
export function partsWithin(object: object, most = fewParts): readonly object[] {
  // Most data is flat, and needs no set.
  let seen: Set<object> | undefined;
  let found: object[] | undefined;
  const visit = (value: unknown): void => {
    if (isPrimitive(value) || typeof value === 'function') return;
    const inner = value as object;
    if (inner === object || found?.length === most || seen?.has(inner) === true) return;
    const known = stampOf(inner);
    if (known !== undefined && (known.standin ?? known.program ?? known.original ?? known.shown) !== undefined) return;
    if (!isContainer(inner) && !(partsInside && isWrittenInside(inner))) return;
    (seen ??= new Set()).add(inner);
    (found ??= []).push(inner);
  };
  for (let at: object | undefined = object, i = 0; at !== undefined && (found === undefined || found.length < most); at = found?.[i++]) {
    if (at instanceof Map) {
      for (const item of (at as Map<unknown, unknown>).values()) visit(item);
    } else if (at instanceof Set) {
      for (const item of at as Set<unknown>) visit(item);
    } else if (Array.isArray(at)) {
      for (let index = 0; index < at.length && index < most; index++) visit(getOwnPropertyDescriptor(at, index)?.value);
    } else if (isContainer(at)) {
      const keys = enumerableKeys(at);
      for (let k = 0; k < keys.length; k++) visit(getOwnPropertyDescriptor(at, keys[k]!)?.value);
    }
  }
  return found ?? NONE;
}

// What crosses by value: data of the language and of the host that has no behaviour of its own.
import { codecOf } from './codec-registry.js';
import { originalOf, programOf, standinOf } from './identity.js';
import { intrinsicPath, isHeadersPrototype } from './intrinsics.js';
import { stampOf } from './stamp.js';
import { apply, getOwnPropertyDescriptor, getPrototypeOf, isAnyArrayBuffer, isBoxedPrimitive, isDate, isMap, isNativeError, isPrimitive, isProxy, isRegExp, isSet, ownKeys } from './natives.js';

/** Prototypes of the language's own errors. */
export const errorPrototypes = new Set<object>([Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError].map((c) => c.prototype as object));

/** A getter throws on what has not the slots of its class. */
function readable(prototype: object, key: PropertyKey): (object: object) => boolean {
  const getter = getOwnPropertyDescriptor(prototype, key)!.get!;
  return (object) => {
    try {
      apply(getter, object, []);
      return true;
    } catch {
      return false;
    }
  };
}

/** Prototypes of data with slots → whether an object has them: the prototype of a subclass inherits, and has none. */
const slots = new Map<object, (object: object) => boolean>([
  [Date.prototype, isDate], [RegExp.prototype, isRegExp], [Map.prototype, isMap], [Set.prototype, isSet],
  ...[ArrayBuffer, SharedArrayBuffer].map((c) => [c.prototype, isAnyArrayBuffer] as const),
  ...[
    DataView, Buffer, Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array,
    Uint8ClampedArray,
  ].map((c) => [c.prototype, ArrayBuffer.isView] as const),
  ...[Number, String, Boolean, BigInt].map((c) => [c.prototype, isBoxedPrimitive] as const),
  ...([[DOMException, 'message'], [URL, 'href'], [URLSearchParams, 'size']] as const).map(([c, key]) => [c.prototype, readable(c.prototype, key)] as const),
]);

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
  seen ??= new Set();
  if (seen.has(object)) return true;
  seen.add(object);
  if (prototype === Map.prototype) {
    for (const [key, item] of object as Map<unknown, unknown>) if (!isData(key, seen, isClass) || !isData(item, seen, isClass)) return false;
  } else if (prototype === Set.prototype) {
    for (const item of object as Set<unknown>) if (!isData(item, seen, isClass)) return false;
  }
  for (const key of ownKeys(object)) {
    if (typeof key === 'symbol') return false;
    if (error && key === 'stack') continue;
    const descriptor = getOwnPropertyDescriptor(object, key)!;
    if (!('value' in descriptor)) return false;
    const part: unknown = descriptor.value;
    if (isPrimitive(part) ? typeof part === 'symbol' : !isData(part, seen, isClass)) return false;
  }
  return true;
}

/** Whether instances of a class of the language or the host, by its prototype, cross in a way that no codec can change. */
export function crossesByItself(prototype: object): boolean {
  return slots.has(prototype) || intrinsicPath(prototype) !== undefined || isHeadersPrototype(prototype);
}

/** How many objects inside of data are looked after one by one. */
const MOST_PARTS = 64;

/** Whether an object holds values that the outside may replace: an array, an object without a class, a map, a set. */
export function isContainer(object: object): boolean {
  if (isProxy(object)) return false;
  const prototype = getPrototypeOf(object);
  return prototype === null || prototype === Object.prototype || prototype === Array.prototype || prototype === Map.prototype || prototype === Set.prototype;
}

/**
 * Containers within a container, in an order that depends on the data alone; not all of them where there are many.
 * Their numbers let what the outside writes deep inside meet the same objects again.
 */
export function containersWithin(object: object): readonly object[] {
  const found: object[] = [];
  const seen = new Set<object>([object]);
  const visit = (value: unknown): void => {
    if (isPrimitive(value) || typeof value === 'function' || found.length === MOST_PARTS || seen.has(value as object)) return;
    const inner = value as object;
    if (standinOf.has(inner) || programOf.has(inner) || originalOf.has(inner) || !isContainer(inner)) return;
    seen.add(inner);
    found.push(inner);
  };
  for (let at: object | undefined = object, i = 0; at !== undefined && found.length < MOST_PARTS; at = found[i++]) {
    if (at instanceof Map) {
      for (const item of (at as Map<unknown, unknown>).values()) visit(item);
    } else if (at instanceof Set) {
      for (const item of at as Set<unknown>) visit(item);
    } else if (Array.isArray(at)) {
      for (let index = 0; index < at.length && index < MOST_PARTS; index++) visit(getOwnPropertyDescriptor(at, index)?.value);
    } else {
      for (const key of Object.keys(at)) visit(getOwnPropertyDescriptor(at, key)?.value);
    }
  }
  return found;
}

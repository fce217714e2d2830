// What crosses by value: data of the language and of the host that has no behaviour of its own.
import { originalOf, programOf, standinOf } from './identity.js';
import { intrinsicPath, isHeadersPrototype } from './intrinsics.js';
import { getOwnPropertyDescriptor, getPrototypeOf, isBoxedPrimitive, isNativeError, isPrimitive, isProxy, ownKeys } from './natives.js';

const errorPrototypes = new Set<object>([Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError].map((c) => c.prototype as object));
const leafPrototypes = new Set<object>([
  Date, RegExp, ArrayBuffer, SharedArrayBuffer, DataView, Buffer, Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array,
  Float64Array, BigInt64Array, BigUint64Array, Uint8ClampedArray, DOMException, URL, URLSearchParams, Number, String, Boolean,
].map((c) => c.prototype as object));

/** Whether a value is data through and through; getters, symbol keys, functions and foreign classes are not. */
export function isData(value: unknown, seen?: Set<object>): boolean {
  if (isPrimitive(value)) return typeof value !== 'symbol';
  const object = value as object;
  if (typeof value === 'function' || standinOf.has(object) || programOf.has(object) || originalOf.has(object) || isProxy(object)) return false;
  const prototype = getPrototypeOf(object);
  if (prototype !== null && leafPrototypes.has(prototype)) return !isBoxedPrimitive(object) || ownKeys(object).length === (typeof (object as { valueOf(): unknown }).valueOf() === 'string' ? (object as string).length + 1 : 0);
  if (prototype !== null && isHeadersPrototype(prototype)) return true;
  const error = isNativeError(object);
  if (error ? prototype === null || !errorPrototypes.has(prototype) : prototype !== null && prototype !== Object.prototype && prototype !== Array.prototype && prototype !== Map.prototype && prototype !== Set.prototype) return false;
  if (intrinsicPath(object) !== undefined) return false;
  seen ??= new Set();
  if (seen.has(object)) return true;
  seen.add(object);
  if (prototype === Map.prototype) {
    for (const [key, item] of object as Map<unknown, unknown>) if (!isData(key, seen) || !isData(item, seen)) return false;
  } else if (prototype === Set.prototype) {
    for (const item of object as Set<unknown>) if (!isData(item, seen)) return false;
  }
  for (const key of ownKeys(object)) {
    if (typeof key === 'symbol') return false;
    if (error && key === 'stack') continue;
    const descriptor = getOwnPropertyDescriptor(object, key)!;
    if (!('value' in descriptor) || !isData(descriptor.value, seen)) return false;
  }
  return true;
}

// Data of the language and of the host that keeps what it holds in slots of the engine: by their prototypes.
import { Blob } from 'node:buffer';
import { isBinary } from './binary.js';
import { headerPairs } from './collection-methods.js';
import { isHeadersPrototype, methodsOfHeaders } from './intrinsics.js';
import { apply, getOwnPropertyDescriptor, getPrototypeOf, getTime, isAnyArrayBuffer, isBoxedPrimitive, isDate, isMap, isPrimitive, isProxy, isRegExp, isSet } from './natives.js';

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
export const slots = new Map<object, (object: object) => boolean>([
  [Date.prototype, isDate], [RegExp.prototype, isRegExp], [Map.prototype, isMap], [Set.prototype, isSet],
  ...[ArrayBuffer, SharedArrayBuffer].map((c) => [c.prototype, isAnyArrayBuffer] as const),
  ...[
    DataView, Buffer, Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array,
    Uint8ClampedArray,
  ].map((c) => [c.prototype, ArrayBuffer.isView] as const),
  ...[Number, String, Boolean, BigInt].map((c) => [c.prototype, isBoxedPrimitive] as const),
  ...([[DOMException, 'message'], [URL, 'href'], [URLSearchParams, 'size']] as const).map(([c, key]) => [c.prototype, readable(c.prototype, key)] as const),
]);

const href = getOwnPropertyDescriptor(URL.prototype, 'href')!.get!;
const paramsToText = URLSearchParams.prototype.toString;

/** Prototypes of data with slots that can be written to → what these hold, as primitives. */
const contents = new Map<object, (object: object) => readonly unknown[]>([
  [Date.prototype, (date) => [getTime(date as Date)]],
  [RegExp.prototype, (pattern) => [(pattern as RegExp).lastIndex]],
  [URL.prototype, (url) => [apply(href, url, [])]],
  [URLSearchParams.prototype, (params) => [apply(paramsToText, params, [])]],
]);

/** Whether an object is a date, pattern, URL, its parameters, or headers: all that can be written of them is in slots. */
export function isSlotted(object: object): boolean {
  if (isProxy(object)) return false;
  const prototype = getPrototypeOf(object);
  return prototype !== null && prototype !== Object.prototype && prototype !== Array.prototype && (contents.has(prototype) ? slots.get(prototype)!(object) : brandOf(object) !== undefined);
}

/** What the slots of such an object hold. */
export function slotContent(object: object): readonly unknown[] {
  return contents.get(getPrototypeOf(object)!)?.(object) ?? contents.get(brandOf(object)!)?.(object) ?? headerPairs(methodsOfHeaders(), object as Headers).flat();
}

/**
 * The prototype of the class of URLs, their parameters or headers of which an object is, if need be by a class that extends it. These know their own by
 * private fields: nobody can use a proxy of one.
 */
export function brandOf(object: object): object | undefined {
  for (let at = getPrototypeOf(object); at !== null && at !== Object.prototype && !isProxy(at); at = getPrototypeOf(at)) {
    if (at === URL.prototype || at === URLSearchParams.prototype ? slots.get(at)!(object) : isHeadersPrototype(at)) return at;
  }
  return undefined;
}

/** Whether an object goes out as it is, whatever its class: the host takes no proxy for it, whoever passes it on. */
export function goesBare(object: object): boolean {
  return isBinary(object) || !isProxy(object) && (isListOfBytes(object) || brandOf(object) !== undefined);
}

/** A proxy of a list of buffers ends the process in some functions of the host. */
function isListOfBytes(object: object): boolean {
  if (!Array.isArray(object) || object.length === 0) return false;
  for (let i = 0; i < object.length; i++) {
    const item: unknown = getOwnPropertyDescriptor(object, i)?.value;
    if (isPrimitive(item) || !isBinary(item as object)) return false;
  }
  return true;
}

/**
 * Whether an object is a blob that the program made of the class in `node:buffer`, which it has as it is: the engine ends the
 * process over a proxy of one.
 */
export function isOwnBlob(object: object): boolean {
  for (let at: object | null = object; at !== null && !isProxy(at); at = getPrototypeOf(at)) if (at === Blob.prototype) return true;
  return false;
}

/** Whether the outside can write into an object without a property of it being any other. */
export function isWrittenInside(object: object): boolean {
  return isBinary(object) || isSlotted(object);
}

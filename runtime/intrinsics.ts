// Objects of the language itself: the same in every process, never wrapped, named by path in a recording.
import { functionName } from './class-names.js';
import type { HeaderMethods } from './collection-methods.js';
import { getOwnPropertyDescriptor, getPrototypeOf, isPrimitive, isProxy } from './natives.js';

const names = [
  'Object', 'Function', 'Array', 'Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError',
  'AggregateError', 'Promise', 'Map', 'Set', 'WeakMap', 'WeakSet', 'RegExp', 'Number', 'String', 'Boolean', 'Symbol', 'BigInt',
  'ArrayBuffer', 'DataView', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array',
  'Float64Array', 'BigInt64Array', 'BigUint64Array', 'Uint8ClampedArray', 'Buffer', 'DOMException', 'URL', 'URLSearchParams',
  'JSON', 'Math', 'Reflect', 'EventTarget', 'Event', 'TextEncoder', 'TextDecoder',
] as const;

const paths = new Map<object, string>();
const byPath = new Map<string, object>();

function add(path: string, value: unknown): void {
  if (isPrimitive(value) || paths.has(value as object)) return;
  paths.set(value as object, path);
  byPath.set(path, value as object);
}

for (const name of names) {
  const value: unknown = getOwnPropertyDescriptor(globalThis, name)?.value ?? (globalThis as Record<string, unknown>)[name];
  add(name, value);
  if (typeof value === 'function') add(`${name}.prototype`, value.prototype);
}
// Date itself is a root; its prototype is the same object on both sides of the membrane.
add('Date.prototype', Date.prototype);
add('AsyncFunction.prototype', getPrototypeOf(async () => { /* prototype only */ }));
add('GeneratorFunction.prototype', getPrototypeOf(function* () { /* prototype only */ }));
add('AsyncGeneratorFunction.prototype', getPrototypeOf(async function* () { /* prototype only */ }));
add('Generator.prototype', getPrototypeOf((function* () { /* prototype only */ }).prototype as object));
add('AsyncGenerator.prototype', getPrototypeOf((async function* () { /* prototype only */ }).prototype as object));
add('Iterator.prototype', getPrototypeOf(getPrototypeOf([][Symbol.iterator]())!));
add('ArrayIterator.prototype', getPrototypeOf([][Symbol.iterator]()));
add('TypedArray', getPrototypeOf(Uint8Array));
add('AsyncIterator.prototype', getPrototypeOf(getPrototypeOf((async function* () { /* prototype only */ }).prototype as object)!));
// Methods that engines and libraries fetch from values without meaning to call the outside.
for (const key of ['toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'propertyIsEnumerable', 'toLocaleString']) add(`Object.prototype.${key}`, (Object.prototype as unknown as Record<string, unknown>)[key]);
for (const key of ['call', 'apply', 'bind', 'toString']) add(`Function.prototype.${key}`, (Function.prototype as unknown as Record<string, unknown>)[key]);
add('Function.prototype[Symbol.hasInstance]', Function.prototype[Symbol.hasInstance]);

/** Classes that Node loads late, with all of fetch: named by whoever first meets one of theirs, whatever is in their places by then. */
const late = new Map<unknown, () => unknown>();
for (const name of ['Headers', 'MessageEvent', 'CloseEvent', 'ErrorEvent', 'CustomEvent']) {
  const descriptor = getOwnPropertyDescriptor(globalThis, name);
  if (descriptor !== undefined) late.set(name, descriptor.get === undefined ? () => descriptor.value as unknown : descriptor.get.bind(globalThis));
}

/** The class of headers. */
let headers: { new (): Headers; readonly prototype: object } | undefined;
/** What its instances inherited when it was first met. */
let headerMethods: HeaderMethods | undefined;

/** Headers of the host, whatever the program or a package has put in the place of its class. */
export function emptyHeaders(): Headers {
  if (headers === undefined) load('Headers');
  return new headers!();
}

/** Methods of headers, whatever the program or a package has put in their places. */
export function methodsOfHeaders(): HeaderMethods {
  if (headers === undefined) load('Headers');
  return headerMethods!;
}

/** Whether an object is the prototype of headers. */
export function isHeadersPrototype(object: object): boolean {
  if (headers !== undefined) return object === headers.prototype;
  if (object === Object.prototype || isProxy(object)) return false;
  const constructor: unknown = getOwnPropertyDescriptor(object, 'constructor')?.value;
  if (lateName(constructor) === 'Headers') load('Headers');
  return object === (headers as { readonly prototype: object } | undefined)?.prototype;
}

/** Name of a function, if a class of that name is loaded late and was not yet met. */
function lateName(value: unknown, known?: string): string | undefined {
  if (late.size === 0 || typeof value !== 'function') return undefined;
  const name = known ?? functionName(value);
  return late.has(name) ? name : undefined;
}

/** An instance of a class of that name comes in: its prototype may be one of those that are loaded late. */
export function meetsInstance(name: string): void {
  if (late.has(name)) load(name);
}

function load(name: string): void {
  const value: unknown = late.get(name)!();
  late.delete(name);
  if (typeof value !== 'function') return;
  if (name === 'Headers') {
    headers = value as typeof headers;
    const { forEach, append, delete: remove } = value.prototype as Headers;
    headerMethods = { forEach, append, delete: remove };
  }
  add(name, value);
  add(`${name}.prototype`, value.prototype);
}

/**
 * Path of an intrinsic, or undefined.
 *
 * @param known - name of a function, if it was asked for before
 */
export function intrinsicPath(value: object, known?: string): string | undefined {
  const path = paths.get(value);
  if (path !== undefined || late.size === 0) return path;
  const name = lateName(value, known);
  if (name === undefined) return undefined;
  load(name);
  return paths.get(value);
}

/** The intrinsic at a path. */
export function intrinsicAt(path: string): object | undefined {
  const [name = ''] = path.split('.', 1);
  if (late.has(name)) load(name);
  return byPath.get(path);
}

/** Methods that objects have from the prototypes of the language's classes. */
let methods: WeakSet<object> | undefined;

/** Whether a function is such a method. */
export function isIntrinsicMethod(fn: object): boolean {
  if (methods === undefined) {
    methods = new WeakSet();
    for (const [path, object] of byPath) {
      if (!path.endsWith('.prototype')) continue;
      for (const key of Reflect.ownKeys(object)) {
        const value: unknown = getOwnPropertyDescriptor(object, key)?.value;
        if (typeof value === 'function') methods.add(value);
      }
    }
  }
  return methods.has(fn);
}

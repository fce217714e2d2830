// Pristine captures of what the runtime itself relies on, taken before any program code runs: whatever a program or
// an outside package replaces afterwards, recording and replaying go on undisturbed.
import { AsyncLocalStorage as NativeAsyncLocalStorage } from 'node:async_hooks';
import { writeSync as nativeWriteSync } from 'node:fs';
import { types } from 'node:util';

export const { apply, construct, defineProperty, deleteProperty, get, getPrototypeOf, has, isExtensible, set, setPrototypeOf } = Reflect;
/** Of `Object`, whose functions have fast paths that those of `Reflect` have not: 57 ns for a descriptor, not 140. */
export const { getOwnPropertyDescriptor, getOwnPropertyNames, keys: enumerableKeys } = Object;
export const { getOwnPropertySymbols } = Object;
const { ownKeys: ownKeysOfProxy } = Reflect;
export const { isProxy, isNativeError, isPromise, isModuleNamespaceObject, isBoxedPrimitive, isAnyArrayBuffer, isArgumentsObject, isDate, isMap, isRegExp, isSet, isSharedArrayBuffer } = types;
/** Calls a function without arguments: a third of the cost of {@link apply} with an empty list. */
export const call = Function.prototype.call.bind(Function.prototype.call) as unknown as (fn: () => unknown, thisArg: unknown) => unknown;
/** `Object.hasOwn`, bound: the engine inlines it. */
export const hasOwn = Function.prototype.call.bind(Object.prototype.hasOwnProperty) as (object: object, key: PropertyKey) => boolean;
/** `Object.prototype.propertyIsEnumerable`, bound: it says so of an object's own property without reading it. */
export const isEnumerable = Function.prototype.call.bind(Object.prototype.propertyIsEnumerable) as (object: object, key: PropertyKey) => boolean;
export const AsyncLocalStorage = NativeAsyncLocalStorage;
export const writeSync = nativeWriteSync;

/** `Promise.prototype.then`, to subscribe without meeting an overridden `then`. */
export const promiseThen = Promise.prototype.then;
/** What {@link microtask} derives its promises of. */
export const resolved = Promise.resolve();

/** Subscribes without asking what class of promise a subclass derives: that would run its code, and may run the program's. */
export function subscribe(promise: Promise<unknown>, onFulfilled: unknown, onRejected: unknown): Promise<unknown> {
  if (getPrototypeOf(promise) === Promise.prototype && promise.constructor === Promise) return apply(promiseThen, promise, [onFulfilled, onRejected] as never) as Promise<unknown>;
  const own = getOwnPropertyDescriptor(promise, 'constructor');
  defineProperty(promise, 'constructor', { value: Promise, writable: true, configurable: true });
  try {
    return apply(promiseThen, promise, [onFulfilled, onRejected] as never) as Promise<unknown>;
  } finally {
    if (own === undefined) deleteProperty(promise, 'constructor');
    else defineProperty(promise, 'constructor', own);
  }
}

/** Queues one microtask, without the AsyncResource that `queueMicrotask` makes. */
export function microtask(task: () => void): void {
  void apply(promiseThen, resolved, [task]);
}

export const nextTick: (task: (...args: never[]) => void, ...args: unknown[]) => void = process.nextTick.bind(process);
export const setImmediate = globalThis.setImmediate;
export const setTimeout = globalThis.setTimeout;
export const queueMicrotask = globalThis.queueMicrotask;
export const NativeDate = Date;
export const now = Date.now;
/** `Date.prototype.getTime`, bound: the engine inlines it. */
export const getTime = Function.prototype.call.bind(Date.prototype.getTime) as (date: Date) => number;
export const random = Math.random;
export const bufferFrom = Buffer.from.bind(Buffer);
/** The accessor that is the `stack` of an error, also of what `Error.captureStackTrace` was called with, on Node 21 and later; before it is a value. */
const stackGetter = getOwnPropertyDescriptor(new Error(), 'stack')?.get;
export const hasInstance = Function.prototype[Symbol.hasInstance];
// reallyExit is what process.exit ends in; it runs no listeners. Undocumented, stable since Node 0.x.
export const reallyExit: (code: number) => never = (process as unknown as { reallyExit(code: number): never }).reallyExit.bind(process);

/** `Reflect.ownKeys`, in half of its time. */
export function ownKeys(object: object): (string | symbol)[] {
  if (isProxy(object)) return ownKeysOfProxy(object);
  const keys: (string | symbol)[] = getOwnPropertyNames(object);
  const symbols = getOwnPropertySymbols(object);
  for (let i = 0; i < symbols.length; i++) keys.push(symbols[i]!);
  return keys;
}

/** Whether an object has symbols of its own; of a proxy, its keys tell. */
export function hasSymbols(object: object): boolean {
  return getOwnPropertySymbols(object).length > 0;
}

/** Whether a value is neither an object nor a function. */
export function isPrimitive(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function');
}

/**
 * An error with neither text nor stack, to be made into the image of another one. It has no position of its own, either:
 * of an uncaught error Node prints the line that made it, which would be a line of reprise.
 */
export function bareError(): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  delete error.stack;
  return error;
}

export function noop(): void { /* nothing to do */ }

/** Whether an object has a stack of its own by the host, which no code has to run for. */
export function hasHostStack(object: object): boolean {
  const own = getOwnPropertyDescriptor(object, 'stack');
  return own !== undefined && ('value' in own ? typeof own.value === 'string' : own.get !== undefined && own.get === stackGetter);
}

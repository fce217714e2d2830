// The engine's algorithm for clones takes no proxy. structuredClone and URL.createObjectURL run live: where the program gives them a
// stand-in for what they take, a blob, a key, a port, the call is a crossing, and no other. (What a URL of a blob is called is random; the
// engine ends the process over a proxy of one.) Where packages clone what they see of the program's objects, these are cloned.
import { holds, isContainer } from '../data.js';
import { programOf, standinOf } from '../identity.js';
import { apply, defineProperty, getOwnPropertyDescriptor, isMap, isPrimitive, isSet } from '../natives.js';
import { rootStandin } from '../roots.js';
import { isOutside, side } from '../side.js';
import { dress } from './leaf.js';

type Callable = (...args: unknown[]) => unknown;

/** Replaces both functions, for the outside as well: it has no stand-ins. */
export function installCloning(): void {
  replace(globalThis, 'structuredClone', (native) => crossing('globalThis.structuredClone', native));
  replace(URL, 'createObjectURL', (native) => crossing('globalThis.URL.createObjectURL', native));
}

/** While recording: lets packages post and serialise what they see of the program's objects, by which workers get their tasks. */
export function watchCloning(): void {
  const { BroadcastChannel, MessagePort } = require('node:worker_threads') as typeof import('node:worker_threads');
  const live = (native: Callable): Callable => function (this: unknown, ...args) {
    return apply(native, this, args.map(cloneable));
  };
  // A worker gets its first message, and its data, by a port of its own.
  for (const { prototype } of [BroadcastChannel, MessagePort]) replace(prototype, 'postMessage', live);
  replace(require('node:v8') as object, 'serialize', live);
}

function replace(holder: object, name: string, make: (native: Callable) => Callable): void {
  const descriptor = getOwnPropertyDescriptor(holder, name);
  const native = descriptor?.value as Callable | undefined;
  if (native !== undefined) defineProperty(holder, name, { ...descriptor, value: dress(make(native), native) });
}

function crossing(path: string, native: Callable): Callable {
  return function (this: unknown, ...args) {
    if ((side.state !== 0 && isOutside()) || !args.some((value) => holds(value, standinOf.has))) return apply(native, this, args.map(cloneable));
    return apply(rootStandin(path, native).shown as Callable, undefined, args);
  };
}

/** A value with the program's objects in the place of what the outside sees of them: itself where there are none. */
function cloneable(value: unknown): unknown {
  return holds(value, programOf.has) ? meant(value, new Map()) : value;
}

function meant(value: unknown, copies: Map<object, object>): unknown {
  if (isPrimitive(value)) return value;
  const object = value as object;
  const own = programOf.get(object) ?? copies.get(object);
  if (own !== undefined || !isContainer(object)) return own ?? object;
  const copy: object = isMap(object) ? new Map() : isSet(object) ? new Set() : Array.isArray(object) ? new Array(object.length) : {};
  copies.set(object, copy);
  if (isMap(object)) for (const [key, item] of object) (copy as Map<unknown, unknown>).set(meant(key, copies), meant(item, copies));
  else if (isSet(object)) for (const item of object) (copy as Set<unknown>).add(meant(item, copies));
  else for (const key of Object.keys(object)) defineProperty(copy, key, { value: meant(getOwnPropertyDescriptor(object, key)?.value, copies), writable: true, enumerable: true, configurable: true });
  return copy;
}

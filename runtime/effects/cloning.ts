// structuredClone and URL.createObjectURL run live. Neither takes a stand-in, though both take what some stand for: a blob, a key,
// a port. Such a call, and no other, is a crossing. (What a URL of a blob is called is random; the engine ends the process
// over a proxy of one.)
import { isContainer } from '../data.js';
import { standinOf } from '../identity.js';
import { apply, defineProperty, getOwnPropertyDescriptor, isMap, isPrimitive, isSet } from '../natives.js';
import { rootStandin } from '../roots.js';
import { isOutside, side } from '../side.js';
import { dress } from './leaf.js';

type Callable = (...args: unknown[]) => unknown;

/** Replaces both functions, for the outside as well: it has no stand-ins. */
export function installCloning(): void {
  replace(globalThis, 'structuredClone', 'globalThis.structuredClone');
  replace(URL, 'createObjectURL', 'globalThis.URL.createObjectURL');
}

function replace(holder: object, name: string, path: string): void {
  const descriptor = getOwnPropertyDescriptor(holder, name);
  const native = descriptor?.value as Callable | undefined;
  if (native === undefined) return;
  const value = dress(function (this: unknown, ...args: unknown[]): unknown {
    if ((side.state !== 0 && isOutside()) || !args.some((value) => holdsStandin(value, new Set()))) return apply(native, this, args);
    return apply(rootStandin(path, native).shown as Callable, undefined, args);
  }, native);
  defineProperty(holder, name, { ...descriptor, value });
}

function holdsStandin(value: unknown, seen: Set<object>): boolean {
  if (isPrimitive(value) || seen.has(value as object)) return false;
  const object = value as object;
  if (standinOf.has(object)) return true;
  if (!isContainer(object)) return false;
  seen.add(object);
  if (isMap(object)) return [...object].some(([key, item]) => holdsStandin(key, seen) || holdsStandin(item, seen));
  if (isSet(object)) return [...object].some((item) => holdsStandin(item, seen));
  return Object.keys(object).some((key) => holdsStandin(getOwnPropertyDescriptor(object, key)?.value, seen));
}

// What is fixed about a root: read from the host in both modes, without an entry.
import { Operation } from '../recording/entry.js';
import { isData } from './data.js';
import { quiet } from './effects/output.js';
import { shownOf, standinOf, type Standin } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { hasVolatileValues, isFixedGetter, isStateful } from './leaves.js';
import { livePath } from './live-classes.js';
import { getOwnPropertyDescriptor, getPrototypeOf, isPrimitive } from './natives.js';
import { childPath, isSpecialRoot, memberStandin, rootStandin } from './roots.js';
import type { Crosser } from './crosser.js';

/** Getters of the host that were met. Some of them put their value in their place when they first run, which in a replay none does. */
const accessors = new Set<string>();

/** Whether an own property of a root is an accessor, or was one. */
export function isRootAccessor(standin: Standin, key: PropertyKey, descriptor: PropertyDescriptor): boolean {
  const path = childPath(standin.path!, key);
  if (descriptor.get !== undefined) accessors.add(path);
  return accessors.has(path);
}

/** A property of a root: functions, classes and constants are the host's, in both modes. Anything else is a crossing. */
export function readRoot(crosser: Crosser, standin: Standin, key: PropertyKey): unknown {
  const real = standin.real!;
  const path = standin.path!;
  if (isSpecialRoot(childPath(path, key))) return rootStandin(childPath(path, key)).shown;
  // Handles, whatever a replay has there. Reading one may set it going.
  if (isStateful(childPath(path, key))) {
    const output = key === 'stdout' || key === 'stderr';
    if (output) quiet.streamsSeen = true;
    const value = crosser.cross(Operation.Get, standin, key, undefined, undefined, false);
    if (output && !isPrimitive(value)) quiet.streams.set(value as object, key);
    return value;
  }
  const descriptor = findDescriptor(real, key);
  if (descriptor === undefined) return key === 'default' && path.startsWith('node:') ? standin.shown : undefined;
  const child = childPath(path, key);
  let value: unknown = descriptor.value;
  if (!('value' in descriptor)) {
    if (!isFixedGetter(child)) {
      accessors.add(child);
      return crosser.cross(Operation.Get, standin, key, undefined, undefined, false);
    }
    value = (real as Record<PropertyKey, unknown>)[key];
  }
  if (typeof value === 'function' && intrinsicPath(value) !== undefined) return value;
  if (typeof value === 'function') return key === 'constructor' && path.endsWith('.prototype') ? rootStandin(path.slice(0, -'.prototype'.length)).shown : memberStandin(child, value).shown;
  if (hasVolatileValues(path)) return crosser.cross(Operation.Get, standin, key, undefined, undefined, false);
  if (isPrimitive(value) || isData(value)) return value;
  return rootStandin(child, value as object).shown;
}

/** Whether a property of a root is a getter that tells of the object it is read of. */
export function isLiveGetter(standin: Standin, key: PropertyKey): boolean {
  const child = childPath(standin.path!, key);
  return findDescriptor(standin.real!, key)?.get !== undefined && !isFixedGetter(child) && !isStateful(child) && !isSpecialRoot(child);
}

/** What the program sees of the prototype of a root. */
export function rootPrototype(standin: Standin, prototype: object): object {
  const shown = shownOf.get(prototype);
  // A handle, by which the outside gave it before, is nothing that a replay could find here.
  if (shown !== undefined && standinOf.get(shown)?.path !== undefined) return shown;
  // Of the language, or live in both modes: EventTarget of an AbortSignal, EventEmitter of a server.
  if (prototype !== Function.prototype && (intrinsicPath(prototype) ?? livePath(prototype)) !== undefined) return prototype;
  // The superclass of a class of the host is a class of the host; all else ends in the language's own.
  if (typeof standin.real === 'function' && prototype !== Function.prototype) return rootStandin(childPath(standin.path!, '__proto__'), prototype).shown;
  if (standin.path!.endsWith('.prototype') && prototype !== Object.prototype) return rootStandin(childPath(standin.path!, '__proto__'), prototype).shown;
  return prototype;
}

/** The descriptor of a property, be it inherited. */
export function findDescriptor(object: object, key: PropertyKey): PropertyDescriptor | undefined {
  for (let at: object | null = object; at !== null; at = getPrototypeOf(at)) {
    const descriptor = getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

// Parts of program objects that are reached without a key, when the outside meets them: prototypes, getters and setters that it
// takes for functions, keys and values of maps and sets. A recording names them by what to do and where.
import { getOwnPropertyDescriptor, getPrototypeOf, hasOwn, isMap, isSet } from './natives.js';

/** A getter or setter by its key, or a key or value of a map or set by its place. */
export type UnnamedPart = readonly [how: 'get' | 'set', key: string] | readonly [how: 'key' | 'value', index: number];

/** What the program noted of an object: the function that was asked, and with what. See metadata.ts. */
export type NotedPart = readonly [ask: string, key: string, property?: string];

/** What a part of an object goes by; a function makes it where it is needed. */
export type PartName = PropertyKey | UnnamedPart | NotedPart | (() => UnnamedPart);

/** In a replay: the part behind such a name; undefined if the name is another. */
export function unnamedPart(object: object, name: unknown): unknown {
  // Read as a property it would be asked of what the object inherits from: of the outside's, where a class extends one of that.
  if (name === '__proto__' && !hasOwn(object, name)) return getPrototypeOf(object) ?? undefined;
  if (!Array.isArray(name) || name.length !== 2) return undefined;
  const [how, at] = name as unknown as UnnamedPart;
  if (how === 'get' || how === 'set') return getOwnPropertyDescriptor(object, at)?.[how];
  if ((how !== 'key' && how !== 'value') || !(isMap(object) || isSet(object))) return undefined;
  return [...how === 'key' ? object.keys() : object.values()][at];
}

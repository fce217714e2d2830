// Maps and sets of the program with more than data in them, as the outside sees them while recording. Their methods are
// the language's own and accept no proxy, so the outside gets others, which give it its view of keys and values.
import { apply, isMap, isSet } from './natives.js';
import type { UnnamedPart } from './unnamed-parts.js';

type Collection = Map<unknown, unknown> | Set<unknown>;

/** What such methods need of the recorder. */
export interface CollectionSide {
  /** The outside's view of a key or value; `name` says which it is. */
  part(object: object, name: () => UnnamedPart, value: unknown): unknown;
  /** The program's view of a value of the outside. */
  meant(value: unknown): unknown;
  /** The outside calls a method that writes: an entry. */
  write(object: object, method: string, args: readonly unknown[]): unknown;
}

/** Whether an object is a map or set, whatever its class. */
export function isCollection(object: object): object is Collection {
  return isMap(object) || isSet(object);
}

/**
 * A method of the language for maps and sets, as the outside may call it.
 *
 * @returns undefined if there is none of the name
 */
export function collectionMethod(side: CollectionSide, object: Collection, proxy: object, name: PropertyKey): Function | undefined {
  const map = isMap(object) ? object as Map<unknown, unknown> : undefined;
  const indexOf = (key: unknown) => [...object.keys()].indexOf(key);
  const seenKey = (key: unknown) => side.part(object, () => ['key', indexOf(key)], key);
  const seenValue = (key: unknown, value: unknown) => (map === undefined ? seenKey(key) : side.part(object, () => ['value', indexOf(key)], value));
  const write = (method: string) => (...args: unknown[]) => side.write(object, method, args);
  function* items<T>(item: (key: unknown, value: unknown) => T): Generator<T> {
    for (const [key, value] of object.entries()) yield item(key, value);
  }
  const entries = () => items((key, value) => [seenKey(key), seenValue(key, value)]);
  const values = () => items(seenValue);
  const methods: Readonly<Record<PropertyKey, Function>> = {
    has: (key: unknown) => object.has(side.meant(key)),
    keys: () => items(seenKey),
    values,
    entries,
    [Symbol.iterator]: map === undefined ? values : entries,
    forEach: (visit: (value: unknown, key: unknown, of: object) => void, receiver?: unknown) => {
      object.forEach((value: unknown, key: unknown) => { apply(visit, receiver, [seenValue(key, value), seenKey(key), proxy]); });
    },
    delete: write('delete'),
    clear: write('clear'),
    ...map === undefined ? { add: write('add') } : { set: write('set'), get: (key: unknown) => { const meant = side.meant(key); return seenValue(meant, map.get(meant)); } },
  };
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

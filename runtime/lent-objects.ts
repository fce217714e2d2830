// Data of the program that a package was given and may write into later, in its own time: a list that it fills, a buffer.
// When it does is not seen, so the data is looked at again when the package comes back: by calling a function that it
// was given together with it, or through an object that it gave for it.
import { bytesOf, isBinary } from './binary.js';
import { changedArguments, changedProperties, snapshot, type Snapshot } from './crossing.js';
import { isData } from './data.js';
import { inPromiseOf, programOf, shownOf, standinOf, wrapperOf } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { getOwnPropertyDescriptor, isPrimitive } from './natives.js';
import { isPlainClass } from './program-classes.js';

/** Objects that are looked at for one function or handle: those given last. */
const MOST = 8;

export class LentObjects {
  readonly #by = new WeakMap<object, readonly Snapshot[]>();
  readonly #through = new WeakMap<object, object>();

  /** Remembers objects, as they are now, for a function of the program or an object of the outside. */
  lend(to: object, objects: readonly Snapshot[]): void {
    const before = (this.#by.get(to) ?? []).filter(({ object }) => !objects.some((other) => other.object === object));
    this.#by.set(to, [...before, ...objects.map(({ index, object }) => snapshot(index, object))].slice(-MOST));
  }

  /** Whether something was given for an object, which a function or promise that comes of it then brings to mind. */
  has(to: object): boolean {
    return this.#by.has(to);
  }

  /** A function of the program was given to an object of the outside. */
  link(fn: object, to: object): void {
    this.#through.set(fn, to);
  }

  /**
   * What changed since it was looked at last: an object, and the properties in question or undefined for all of it. Not
   * functions and instances that were never handed out: they may be the program's own.
   */
  changed(to: object): readonly Change[] {
    const through = this.#through.get(to);
    return through === undefined ? this.#changed(to) : [...this.#changed(to), ...this.#changed(through)];
  }

  #changed(to: object): readonly Change[] {
    const lent = this.#by.get(to);
    if (lent === undefined) return [];
    const changed = changedArguments(lent);
    if (changed.length === 0) return [];
    this.#by.set(to, lent.map((one) => (changed.includes(one) ? snapshot(one.index, one.object) : one)));
    return changed.flatMap((one): Change[] => {
      const keys = changedProperties(one);
      if (keys.length > 0) return [[one.object, keys.filter((key) => isKnown(getOwnPropertyDescriptor(one.object, key)?.value))]];
      return isKnownThroughout(one.object) ? [[one.object, undefined]] : [];
    });
  }
}

type Change = readonly [object: object, keys: readonly (string | symbol)[] | undefined];

function isKnownThroughout(object: object): boolean {
  if (isBinary(object)) return bytesOf(object).length > 0;
  if (isData(object, undefined, isPlainClass)) return true;
  const values: Iterable<unknown> = object instanceof Map ? object.values() : object instanceof Set ? object : Object.keys(object).map((key) => getOwnPropertyDescriptor(object, key)?.value as unknown);
  for (const value of values) if (!isKnown(value)) return false;
  return true;
}

function isKnown(value: unknown): boolean {
  if (isPrimitive(value)) return true;
  const object = value as object;
  return [shownOf, standinOf, programOf, wrapperOf, inPromiseOf].some((table) => table.has(object)) || intrinsicPath(object) !== undefined || isData(object, undefined, isPlainClass);
}

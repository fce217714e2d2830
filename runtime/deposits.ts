// What the program puts into plain data that both sides hold: `pkg.options.hook = fn`. Such data crosses by value and is the same
// object on both sides, so that no crossing tells of it: its places are looked at where the program's code ends.
import { isContainer } from './data.js';
import { stampOf } from './stamp.js';
import { enumerableKeys, getOwnPropertyDescriptor, isMap, isPrimitive, isSet, ownKeys } from './natives.js';

/**
 * While recording: whether such data holds what the outside is to see, and how the program gets its own back. An `await` may go on
 * behind a callback, after which the outside might run.
 */
export const dressing = { on: false, end(): void { /* nothing is dressed */ } };

/** Containers within data that are looked at: more hold records, not hooks. */
const MOST_CONTAINERS = 8;
/** Places within one container that are looked at, for the same reason. */
export const MOST_PLACES = 64;

/** A place in data: a property, or an item of a map by a key that is no object. */
export type Place = string | number | boolean | bigint | null | undefined;

/** What is at a place. */
export function depositAt(container: object, place: Place): unknown {
  return isMap(container) ? container.get(place) : getOwnPropertyDescriptor(container, place as PropertyKey)?.value;
}

/** Puts something else there, which stays the same property or item in the same order. */
export function replaceAt(container: object, place: Place, value: unknown): void {
  if (isMap(container)) container.set(place, value);
  else if (getOwnPropertyDescriptor(container, place as PropertyKey)?.writable === true) (container as Record<PropertyKey, unknown>)[place as PropertyKey] = value;
}

/** The places of a container that hold no primitive value. Those of a set cannot be written to without changing its order. */
export function placesOf(container: object): readonly (readonly [place: Place, value: object])[] {
  const found: (readonly [Place, object])[] = [];
  if (isSet(container)) return found;
  if (isMap(container)) {
    if (container.size <= MOST_PLACES) for (const [place, value] of container) if (!isPrimitive(value) && isPrimitive(place) && typeof place !== 'symbol') found.push([place as Place, value as object]);
    return found;
  }
  const keys = enumerableKeys(container);
  if (keys.length > MOST_PLACES) return found;
  for (const place of keys) {
    const value: unknown = getOwnPropertyDescriptor(container, place)?.value;
    if (!isPrimitive(value)) found.push([place, value as object]);
  }
  return found;
}

/** Data that both sides hold, and the containers within it. */
export function containersOf(data: object): readonly object[] {
  return containersWithin(data, isShared);
}

/**
 * Whether data is or holds a set without items, in which a package of the outside may keep functions of the program: its places cannot be
 * written to without changing their order, so it has to be more than data from the start.
 */
export function holdsEmptySet(data: object): boolean {
  return containersWithin(data, anyone).some((container) => isSet(container) && container.size === 0);
}

function containersWithin(data: object, counts: (container: object) => boolean): readonly object[] {
  const found = [data];
  for (let i = 0; i < found.length; i++) {
    for (const [, value] of placesOf(found[i]!)) {
      if (found.length < MOST_CONTAINERS && typeof value === 'object' && counts(value) && isContainer(value) && !found.includes(value)) found.push(value);
    }
  }
  return found;
}

function anyone(): boolean {
  return true;
}

/** Whether all that a container holds is at places of its own. */
export function isReplaceable(container: object): boolean {
  if (!isContainer(container) || isSet(container) || sizeOf(container) > MOST_PLACES) return false;
  if (isMap(container)) {
    for (const key of container.keys()) if (!isPrimitive(key) || typeof key === 'symbol') return false;
    return true;
  }
  return ownKeys(container).every((key) => {
    const { writable, enumerable } = getOwnPropertyDescriptor(container, key)!;
    return typeof key === 'string' && writable === true && (enumerable === true || key === 'length');
  });
}

/** How much a container holds. */
export function sizeOf(container: object): number {
  return Array.isArray(container) ? container.length : isMap(container) || isSet(container) ? container.size : enumerableKeys(container).length;
}

/** Whether an object crossed as data: the other side has the object itself. */
function isShared(object: object): boolean {
  const known = stampOf(object);
  return known !== undefined && known.id !== 0 && (known.wrapper === undefined || known.wrapper === object);
}

/** Whether an object came in as data. */
export function isOutsideData(object: object): boolean {
  return (stampOf(object)?.id ?? 0) > 0;
}

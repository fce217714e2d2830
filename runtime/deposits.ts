// What the program puts into plain data of the outside: `pkg.options.hook = fn`. Such data crosses by value and is the outside's
// own object, so that no crossing tells of it: its places are looked at where the program's code ends.
import { isContainer } from './data.js';
import { stampOf } from './stamp.js';
import { enumerableKeys, getOwnPropertyDescriptor, isMap, isPrimitive, isSet } from './natives.js';

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

/** Data of the outside and the containers within it that are the outside's, too. */
export function containersOf(data: object): readonly object[] {
  const found = [data];
  for (let i = 0; i < found.length; i++) {
    for (const [, value] of placesOf(found[i]!)) {
      if (found.length < MOST_CONTAINERS && typeof value === 'object' && isOutsideData(value) && isContainer(value) && !found.includes(value)) found.push(value);
    }
  }
  return found;
}

/**
 * Whether data is or holds a set without items, in which a package of the outside may keep functions of the program: its places cannot be
 * written to without changing their order, so it has to be more than data from the start.
 */
export function holdsEmptySet(data: object): boolean {
  const found = [data];
  for (let i = 0; i < found.length; i++) {
    const container = found[i]!;
    if (isSet(container)) {
      if (container.size === 0) return true;
      continue;
    }
    for (const [, value] of placesOf(container)) if (found.length < MOST_CONTAINERS && typeof value === 'object' && isContainer(value) && !found.includes(value)) found.push(value);
  }
  return false;
}

/** Whether an object came in as data. */
export function isOutsideData(object: object): boolean {
  return (stampOf(object)?.id ?? 0) > 0;
}

// Getters and setters of program objects, when the outside takes them for functions: it looks at the description of a
// property and calls them with a `this` of its choice.
import { getOwnPropertyDescriptor } from './natives.js';

/** How a recording names the getter or setter of a property that an object has itself. */
export type AccessorKey = readonly [how: 'get' | 'set', key: string];

/** In a replay: the function behind such a name; undefined if the key is another. */
export function accessorAt(object: object, key: unknown): Function | undefined {
  if (!Array.isArray(key) || key.length !== 2) return undefined;
  const [how, name] = key as unknown as AccessorKey;
  return how === 'get' || how === 'set' ? getOwnPropertyDescriptor(object, name)?.[how] : undefined;
}

// Globals that are no roots, so that code names them without a hook: `app` for `globalThis.app`. What the program puts there, the outside
// is to see as it sees all else of the program's; what a package puts there, the program. While recording each finds its
// own, by who asks; a replay has nobody else.
import { defineProperty, getOwnPropertyDescriptor } from './natives.js';

/** Functions of the host that are no roots, and that packages replace. */
export const REPLACED = ['queueMicrotask', 'structuredClone'] as const;

/** What the two sides find. */
interface Shared { readonly outside: unknown; readonly program: unknown }

/** With the getter that gives each its own. */
const shared = new Map<string, Shared & { readonly get: () => unknown }>();

/** While recording: puts a global there for both sides. */
export function share(name: string, views: Shared, isProgram: () => boolean, set: (name: string, value: unknown, byProgram: boolean) => void): void {
  const get = (): unknown => isProgram() ? views.program : views.outside;
  shared.set(name, { ...views, get });
  defineProperty(globalThis, name, {
    get,
    set: (value) => { set(name, value, isProgram()); },
    enumerable: getOwnPropertyDescriptor(globalThis, name)?.enumerable ?? true,
    configurable: true,
  });
}

/** What the two sides find at a global, if that is not the same. */
export function sharedAt(name: PropertyKey): Shared | undefined {
  const found = shared.size === 0 ? undefined : shared.get(name as string);
  // Either side may have deleted it, or put something else there.
  if (found === undefined || getOwnPropertyDescriptor(globalThis, name)?.get === found.get) return found;
  shared.delete(name as string);
  return undefined;
}

/** From now on both find the same. */
export function putGlobal(name: string, value: unknown): void {
  shared.delete(name);
  const own = getOwnPropertyDescriptor(globalThis, name);
  if (own === undefined || own.configurable === true) defineProperty(globalThis, name, { value, writable: true, enumerable: own?.enumerable ?? true, configurable: true });
}

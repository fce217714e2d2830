// State of pure packages that packages of the outside write to: a renderer of React puts the functions behind hooks there for
// the time in which it calls a component. A replay runs React, but no renderer.
import nodeModule, { createRequire } from 'node:module';
import { enumerableKeys, getOwnPropertyDescriptor, getPrototypeOf, isPrimitive } from './natives.js';

/** By package: where its exports hold such state, in all versions, and which parts of that are state, too. */
const STATE: Readonly<Record<string, { readonly exports: readonly string[]; readonly parts: RegExp }>> = {
  react: { exports: ['__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE', '__SECRET_INTERNALS_DO_NOT_USE_OR_YOU_WILL_BE_FIRED'], parts: /^React[A-Z]/ },
};

/** An object that is such state, with its name in a recording. */
export interface PureState { readonly name: string; readonly object: object }

/** Packages that the program imports, by name: their file, and what loads it. All copies of one package share a name; the first counts. */
const used = new Map<string, { readonly file: string; readonly load: () => unknown }>();
const found = new Map<string, PureState[]>();

/** A module of the program imports something from a pure package. */
export function usesPurePackage(specifier: string, location: string): void {
  const [name = ''] = specifier.split('/', 1);
  if (!Object.hasOwn(STATE, name) || used.has(name)) return;
  try {
    const require = createRequire(location);
    used.set(name, { file: require.resolve(name), load: () => require(name) as unknown });
  } catch { /* not installed: a file with elements of another library */ }
}

/** Whether the program imports a package with state. */
export function usesPureState(): boolean {
  return used.size > 0;
}

/** Whether it imports one that was not found yet. */
export function awaitsPureState(): boolean {
  return found.size < used.size;
}

/**
 * The state of packages that are loaded.
 *
 * @param load - whether to load those that are not
 */
export function pureStates(load = false): readonly PureState[] {
  for (const [name, { file, load: require }] of used) {
    if (found.has(name)) continue;
    const module = (nodeModule as unknown as { _cache: Record<string, { readonly loaded: boolean } | undefined> })._cache[file];
    if (load || module?.loaded === true) found.set(name, statesOf(name, require()));
  }
  return [...found.values()].flat();
}

/** In a replay: the outside writes to such state. */
export function writePureState(path: string, value: unknown): boolean {
  const dot = path.lastIndexOf('.');
  const object = pureStates(true).find(({ name }) => name === path.slice(0, dot))?.object;
  if (object === undefined) return false;
  (object as Record<string, unknown>)[path.slice(dot + 1)] = value;
  return true;
}

function statesOf(name: string, exports: unknown): PureState[] {
  const states: PureState[] = [];
  for (const key of STATE[name]!.exports) {
    const object: unknown = isPrimitive(exports) ? undefined : getOwnPropertyDescriptor(exports as object, key)?.value;
    if (isPrimitive(object)) continue;
    states.push({ name: `${name}.${key}`, object: object as object });
    for (const part of enumerableKeys(object as object)) {
      const value: unknown = getOwnPropertyDescriptor(object as object, part)?.value;
      if (STATE[name]!.parts.test(part) && !isPrimitive(value) && getPrototypeOf(value as object) === Object.prototype) states.push({ name: `${name}.${key}.${part}`, object: value as object });
    }
  }
  return states;
}

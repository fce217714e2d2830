// Imports of Node's own modules: stand-ins, except what has to run with the program in both modes.
import type * as AsyncHooks from 'node:async_hooks';
import type { Slot } from '../contract/emitted.js';
import { ContextStorage } from './contexts.js';
import { dress, type Engine } from './effects/leaf.js';
import { standinOf } from './identity.js';
import { get, isPrimitive } from './natives.js';
import { memberStandin, rootStandin } from './roots.js';

/** What the program sees of an import of one of Node's own modules. */
export function builtinImport(slot: Slot, value: unknown, engine: Engine): unknown {
  const [, specifier, exported] = slot as readonly ['i', string, string];
  if (specifier === 'node:async_hooks') {
    const all = exported === '*' || exported === 'default' ? value as typeof AsyncHooks : undefined;
    if (exported === 'AsyncLocalStorage') return ContextStorage;
    if (exported === 'createHook') return hookMaker(value as typeof AsyncHooks.createHook, engine);
    return all === undefined ? value : { ...all, AsyncLocalStorage: ContextStorage, createHook: hookMaker(all.createHook, engine) };
  }
  const { shown } = rootStandin(specifier);
  if (exported === '*' || exported === 'default') return shown;
  const member: unknown = get(shown, exported);
  // An ES module goes on with what it imported, whatever a package puts into Node's module.
  if (typeof value !== 'function' || isPrimitive(member)) return member;
  const path = standinOf.get(member as object)?.path;
  return path === undefined ? member : memberStandin(path, value).shown;
}

/** `createHook`, whose callbacks the host runs in each mode for what there is to run: of what the outside does, a replay has nothing. */
function hookMaker(native: typeof AsyncHooks.createHook, engine: Engine): typeof AsyncHooks.createHook {
  return dress((callbacks) => {
    engine.stray();
    return native(callbacks);
  }, native);
}

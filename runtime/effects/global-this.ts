// globalThis: the real object, except that its roots are handed out as the program sees them everywhere else, and that what the program
// puts there the outside finds as it finds all else of the program's.
import { GLOBAL_ROOTS } from '../../contract/globals.js';
import { handGlobal, isHosts, replace, setByProgram, shownGlobal } from '../global-replacements.js';
import { standinOf } from '../identity.js';
import { getOwnPropertyDescriptor, isPrimitive } from '../natives.js';
import { isGenuine, setSpecialRoot } from '../roots.js';
import { putGlobal, share, sharedAt } from '../shared-globals.js';
import { side } from '../side.js';
import { specialStandin } from '../standin.js';
import type { Engine } from './leaf.js';

/** Makes the program's globalThis. */
export function installGlobalThis(engine: Engine): void {
  setSpecialRoot('globalThis.globalThis', (path, real) => {
    const found = (target: object, key: PropertyKey): unknown => {
      const views = sharedAt(key);
      return views === undefined ? Reflect.get(target, key) as unknown : views.outside;
    };
    const view = (key: PropertyKey, value: unknown): unknown => {
      if (value === globalThis) return shown;
      return typeof key === 'string' ? shownGlobal(key, value) : value;
    };
    /** Gives what is to stand at a global for all that read it. */
    const set = (key: PropertyKey, value: unknown): unknown => {
      if (typeof key !== 'string' || side.state !== 0) return value;
      setByProgram(key);
      if (isPrimitive(value)) return value;
      // The host's own is back: a replay is to find there, too, what others may replace.
      const real = standinOf.get(value as object)?.real;
      if (engine.replaying && real !== undefined && isGenuine(key, real)) {
        replace(key, undefined);
        return real;
      }
      if (isHosts(key) && !GLOBAL_ROOTS.has(key) || !engine.sharesGlobals) return value;
      const outside = engine.outward.value(value);
      if (engine.replaying) return value;
      engine.lent.global(value as object);
      handGlobal(key, value, outside);
      return outside;
    };
    const shown: object = new Proxy(real, {
      get: (target, key) => view(key, found(target, key)),
      has: (target, key) => {
        if (typeof key !== 'string' || isHosts(key)) return Reflect.has(target, key);
        // A replay finds it where the recording tells what it is.
        const value = shownGlobal(key, found(target, key));
        return value !== undefined || Reflect.has(target, key);
      },
      set: (target, key, value) => {
        const outside = set(key, value);
        if (sharedAt(key) !== undefined) putGlobal(key as string, undefined);
        const done = Reflect.set(target, key, outside);
        if (done && outside !== value && !isHosts(key)) shareOwn(engine, key as string, outside, value);
        return done;
      },
      defineProperty: (target, key, descriptor) => {
        if (!('value' in descriptor)) {
          set(key, undefined);
          return Reflect.defineProperty(target, key, descriptor);
        }
        const outside = set(key, descriptor.value);
        const done = Reflect.defineProperty(target, key, { ...descriptor, value: outside });
        if (done && outside !== descriptor.value && !isHosts(key) && descriptor.configurable === true) shareOwn(engine, key as string, outside, descriptor.value);
        return done;
      },
      getOwnPropertyDescriptor: (target, key) => {
        const descriptor = getOwnPropertyDescriptor(target, key);
        if (descriptor === undefined || descriptor.configurable !== true) return descriptor;
        return { value: view(key, found(target, key)), writable: true, enumerable: descriptor.enumerable === true, configurable: true };
      },
    });
    return specialStandin(path, real, shown);
  });
}

/** Something of the program's that it may name without a hook. */
function shareOwn(engine: Engine, name: string, outside: unknown, program: unknown): void {
  if (engine.replaying) return;
  share(name, { outside, program }, () => engine.isProgramsTurn(), (_name, value) => { putGlobal(name, value); });
}

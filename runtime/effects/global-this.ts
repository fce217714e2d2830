// globalThis: the real object, except that its roots are handed out as the program sees them everywhere else.
import { isHosts, setByProgram, shownGlobal } from '../global-replacements.js';
import { getOwnPropertyDescriptor } from '../natives.js';
import { setSpecialRoot } from '../roots.js';
import { side } from '../side.js';
import { specialStandin } from '../standin.js';

/** Makes the program's globalThis. */
export function installGlobalThis(): void {
  setSpecialRoot('globalThis.globalThis', (path, real) => {
    const view = (key: PropertyKey, value: unknown): unknown => {
      if (value === globalThis) return shown;
      return typeof key === 'string' ? shownGlobal(key, value) : value;
    };
    const set = (key: PropertyKey): void => {
      if (typeof key === 'string' && side.state === 0) setByProgram(key);
    };
    const shown: object = new Proxy(real, {
      get: (target, key) => view(key, Reflect.get(target, key)),
      has: (target, key) => {
        if (typeof key !== 'string' || isHosts(key)) return Reflect.has(target, key);
        // A replay finds it where the recording tells what it is.
        const value = shownGlobal(key, Reflect.get(target, key));
        return value !== undefined || Reflect.has(target, key);
      },
      set: (target, key, value) => {
        set(key);
        return Reflect.set(target, key, value);
      },
      defineProperty: (target, key, descriptor) => {
        set(key);
        return Reflect.defineProperty(target, key, descriptor);
      },
      getOwnPropertyDescriptor: (target, key) => {
        const descriptor = getOwnPropertyDescriptor(target, key);
        if (descriptor === undefined || descriptor.configurable !== true) return descriptor;
        return { value: view(key, Reflect.get(target, key)), writable: true, enumerable: descriptor.enumerable === true, configurable: true };
      },
    });
    return specialStandin(path, real, shown);
  });
}

// Contexts of node:vm that the program makes of its own objects. Such an object goes out as a proxy, and the engine takes
// any property for one that a proxy has, the context's own `Math` too. So node:vm gets a plain object instead, a window,
// whose accessors lead to the proxy; what scripts define there is brought over when the program runs next.
import vm from 'node:vm';
import { programOf } from '../identity.js';
import { apply, defineProperty, deleteProperty, getOwnPropertyDescriptor, has, isPrimitive, isProxy, ownKeys } from '../natives.js';
import type { Recorder } from '../recorder.js';
import { alike } from './leaf.js';

type Method = (...args: unknown[]) => unknown;

class Window {
  readonly object = {};
  readonly #keys = new Set<PropertyKey>();

  constructor(readonly proxy: object) {
    programOf.set(this.object, programOf.get(proxy)!);
  }

  /** Takes over what the program put on its object, or took off, since. */
  refresh(): void {
    for (const key of ownKeys(this.proxy)) if (!this.#keys.has(key)) this.#lead(key);
    for (const key of this.#keys) if (!has(this.proxy, key)) this.#forget(key);
  }

  /** Brings over what scripts defined or deleted. */
  bringOver(): void {
    for (const key of ownKeys(this.object)) {
      if (this.#keys.has(key)) continue;
      const value: unknown = (this.object as Record<PropertyKey, unknown>)[key];
      this.#lead(key);
      (this.proxy as Record<PropertyKey, unknown>)[key] = value;
    }
    for (const key of this.#keys) {
      if (getOwnPropertyDescriptor(this.object, key) !== undefined) continue;
      this.#keys.delete(key);
      deleteProperty(this.proxy, key);
    }
  }

  #lead(key: PropertyKey): void {
    this.#keys.add(key);
    const proxy = this.proxy as Record<PropertyKey, unknown>;
    defineProperty(this.object, key, { get: () => proxy[key], set: (value) => { proxy[key] = value; }, enumerable: getOwnPropertyDescriptor(proxy, key)?.enumerable !== false, configurable: true });
  }

  #forget(key: PropertyKey): void {
    this.#keys.delete(key);
    deleteProperty(this.object, key);
  }
}

/** While recording: gives node:vm windows. */
export function watchVmContexts(recorder: Recorder): void {
  const windows = new WeakMap<object, Window>();
  /** Those that are alive. */
  const all = new Set<WeakRef<Window>>();
  const windowOf = (value: unknown): unknown => {
    if (isPrimitive(value) || !isProxy(value) || !programOf.has(value as object)) return value;
    let window = windows.get(value as object);
    if (window === undefined) {
      windows.set(value as object, window = new Window(value as object));
      all.add(new WeakRef(window));
      recorder.outsideRan = bringOver;
    }
    window.refresh();
    return window.object;
  };
  const bringOver = (): void => {
    for (const reference of all) {
      const window = reference.deref();
      if (window === undefined) all.delete(reference);
      else window.bringOver();
    }
  };
  const replace = (holder: object, name: string): void => {
    const native = (holder as Record<string, Method>)[name]!;
    const windowed: Method = function (this: unknown, ...args) {
      return apply(native, this, args.map(windowOf));
    };
    (holder as Record<string, unknown>)[name] = alike(windowed, native);
  };
  for (const name of ['createContext', 'runInContext', 'runInNewContext', 'isContext']) replace(vm, name);
  for (const name of ['runInContext', 'runInNewContext']) replace(vm.Script.prototype, name);
}

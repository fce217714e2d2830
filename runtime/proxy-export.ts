// Proxies of the program as the outside sees them while recording. Whatever is done with a proxy runs code of the program,
// its traps, or that of another proxy that it stands before: each use is a call-in of its own, and none is made that the
// outside does not make.
import type { CallInHow } from '../recording/flags.js';
import { proxyTarget } from './export-targets.js';
import { programOf } from './identity.js';
import { isIntrinsicMethod } from './intrinsics.js';
import { defineProperty } from './natives.js';
import type { Recorder } from './recorder.js';

/** A proxy for the outside that leads all it is asked to a proxy of the program. */
export function wrapProxy(recorder: Recorder, proxy: object, id: number): object {
  const handler = new ProxyExportHandler(recorder, proxy, id);
  return handler.proxy = new Proxy(proxyTarget(proxy), handler);
}

class ProxyExportHandler implements ProxyHandler<object> {
  proxy!: object;
  readonly #recorder: Recorder;
  readonly #program: object;
  readonly #id: number;

  constructor(recorder: Recorder, program: object, id: number) {
    this.#recorder = recorder;
    this.#program = program;
    this.#id = id;
  }

  #use(how: keyof typeof CallInHow, key?: PropertyKey, args: readonly unknown[] = [], thisArg?: unknown): unknown {
    return this.#recorder.callIns.call(this.#program, this.#id, how, key, thisArg, args);
  }

  get(_target: object, key: PropertyKey): unknown {
    const value = this.#use('get', key);
    // A method of the language does by itself what it does, to what the outside sees.
    const method = typeof value === 'function' ? programOf.get(value) : undefined;
    return method !== undefined && isIntrinsicMethod(method) ? method : value;
  }

  set(_target: object, key: PropertyKey, value: unknown, receiver: unknown): boolean {
    // An object that inherits from it gets a property of its own.
    if (receiver !== this.proxy) return defineProperty(receiver as object, key, { value, writable: true, enumerable: true, configurable: true });
    this.#use('set', key, [value]);
    return true;
  }

  has(_target: object, key: PropertyKey): boolean {
    return this.#use('has', key) as boolean;
  }

  ownKeys(): (string | symbol)[] {
    const keys = this.#use('keys', '') as (string | symbol)[];
    // Keys that are symbols go out by a view of the list.
    return [...programOf.get(keys) as (string | symbol)[] | undefined ?? keys];
  }

  getOwnPropertyDescriptor(target: object, key: PropertyKey): PropertyDescriptor | undefined {
    const descriptor = this.#use('descriptor', key) as PropertyDescriptor | undefined;
    if (descriptor === undefined) return undefined;
    const { get, set, enumerable } = descriptor;
    if (get !== undefined || set !== undefined) return { get, set, enumerable, configurable: true };
    // Whatever it says, the target has nothing that is fixed but the length of an array.
    return { value: descriptor.value as unknown, writable: true, enumerable, configurable: !(Array.isArray(target) && key === 'length') };
  }

  getPrototypeOf(): object | null {
    return this.#use('prototype', '') as object | null;
  }

  defineProperty(_target: object, key: PropertyKey, descriptor: PropertyDescriptor): boolean {
    return this.#use('define', key, [descriptor.enumerable === true, descriptor.value, descriptor.get, descriptor.set]) as boolean;
  }

  deleteProperty(_target: object, key: PropertyKey): boolean {
    return this.#use('delete', key) as boolean;
  }

  apply(_target: object, thisArg: unknown, args: unknown[]): unknown {
    return this.#use('call', undefined, args, thisArg);
  }

  construct(_target: object, args: unknown[]): object {
    return this.#use('new', undefined, args) as object;
  }
}

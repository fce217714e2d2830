// Mixed objects of the program (options with callbacks, emitters, class instances) as the outside sees them while
// recording: proxies whose reads give the outside's view and whose writes are entries.
import { Kind } from '../recording/entry.js';
import { idOf, programId, programOf, shownOf, standinOf } from './identity.js';
import { getOwnPropertyDescriptor, getPrototypeOf, isPrimitive, isProxy } from './natives.js';
import { generatorMethods } from './generators.js';
import { intrinsicPath } from './intrinsics.js';
import type { Recorder } from './recorder.js';

export class ObjectExport {
  constructor(private readonly recorder: Recorder) {}

  wrap(object: object, _id: number): object {
    const { recorder } = this;
    return new Proxy<object>(Array.isArray(object) ? [] : {}, {
      get: (_target, key) => {
        const found = find(object, key);
        if (found?.descriptor.get !== undefined && intrinsicPath(found.holder) === undefined && standinOf.get(found.holder) === undefined) {
          return recorder.callIns.call(object, programNumber(object), 'get', key, undefined, []);
        }
        const value: unknown = Reflect.get(object, key);
        const method = typeof key === 'string' ? generatorMethods(object)?.[key] : undefined;
        if (method !== undefined) return this.#part(object, key, method);
        return found !== undefined && intrinsicPath(found.holder) !== undefined ? value : this.#part(object, key, value);
      },
      set: (_target, key, value) => {
        const found = find(object, key);
        if (found?.descriptor.set !== undefined && intrinsicPath(found.holder) === undefined) {
          recorder.callIns.call(object, programNumber(object), 'set', key, undefined, [value]);
          return true;
        }
        (object as Record<PropertyKey, unknown>)[key] = this.#outsideWrite(object, key, false, value);
        return true;
      },
      deleteProperty: (_target, key) => {
        this.#outsideWrite(object, key, true, undefined);
        return Reflect.deleteProperty(object, key);
      },
      defineProperty: (_target, key, descriptor) => {
        if (!('value' in descriptor)) return false;
        (object as Record<PropertyKey, unknown>)[key] = this.#outsideWrite(object, key, false, descriptor.value);
        return true;
      },
      has: (_target, key) => key in object,
      ownKeys: () => Reflect.ownKeys(object),
      getOwnPropertyDescriptor: (_target, key) => {
        const descriptor = getOwnPropertyDescriptor(object, key);
        if (descriptor === undefined) return undefined;
        if (!('value' in descriptor) && descriptor.get !== undefined) {
          // Looking at a getter must not run it.
          const get = () => recorder.callIns.call(object, programNumber(object), 'get', key, undefined, []);
          const set = (value: unknown) => { recorder.callIns.call(object, programNumber(object), 'set', key, undefined, [value]); };
          return { get, set: descriptor.set === undefined ? undefined : set, enumerable: descriptor.enumerable === true, configurable: true };
        }
        const configurable = !(Array.isArray(object) && key === 'length');
        return { value: this.#part(object, key, Reflect.get(object, key)), writable: true, enumerable: descriptor.enumerable === true, configurable };
      },
      // The nearest prototype that both sides share, so that instanceof of the host's classes holds outside.
      getPrototypeOf: () => sharedPrototype(object),
    });
  }

  /** The outside writes a property of a program object, or deletes it. */
  #outsideWrite(object: object, key: PropertyKey, deleted: boolean, value: unknown): unknown {
    const { recorder } = this;
    recorder.place(Kind.OutsideWrite);
    recorder.writer.program(-idOf(object)!);
    recorder.writer.byte(deleted ? 1 : 0);
    recorder.encode(key);
    const shown = recorder.encode(value);
    recorder.writer.commit();
    recorder.order.segment();
    return shown;
  }

  /** The outside meets a function or object of the program that has no number yet. */
  #expose(object: object, key: PropertyKey, value: object): void {
    const { recorder } = this;
    recorder.place(Kind.Exposure);
    recorder.writer.program(-idOf(object)!);
    recorder.encode(key);
    recorder.writer.commit();
    programId(value);
    recorder.order.segment();
  }

  /** What the outside sees of a program object's part; exposes it first where that is news. */
  #part(object: object, key: PropertyKey, value: unknown): unknown {
    const { recorder } = this;
    if (!isPrimitive(value) && idOf(value as object) === undefined && !programOf.has(value as object)) {
      const seen = recorder.outward.known(value as object);
      if (seen !== undefined) return seen;
      this.#expose(object, key, value as object);
    }
    const seen = recorder.outward.value(value);
    if (seen === value && !isPrimitive(value)) recorder.open.met(value);
    return seen;
  }
}

function programNumber(object: object): number {
  return -programId(object);
}

function find(object: object, key: PropertyKey): { holder: object; descriptor: PropertyDescriptor } | undefined {
  for (let at: object | null = object; at !== null && !standinOf.has(at) && !isProxy(at); at = getPrototypeOf(at)) {
    const descriptor = getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return { holder: at, descriptor };
  }
  return undefined;
}

function sharedPrototype(object: object): object | null {
  let at: object | null = getPrototypeOf(object);
  while (at !== null && intrinsicPath(at) === undefined && !shownOf.has(at)) {
    const standin = standinOf.get(at);
    if (standin?.real !== undefined) return standin.real;
    if (isHostPrototype(at)) return at;
    at = getPrototypeOf(at);
  }
  return at;
}

/** Prototypes of pure host classes, such as EventEmitter's: the same object on both sides. */
function isHostPrototype(prototype: object): boolean {
  const constructor: unknown = getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof constructor === 'function' && hostClasses.has(constructor);
}

const hostClasses = new Set<unknown>([(require('node:events') as { EventEmitter: unknown }).EventEmitter, EventTarget, Event]);

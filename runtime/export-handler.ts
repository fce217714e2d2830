// The proxy by which the outside sees an object of the program: what each operation on it reads, runs or writes.
import { WriteFlag } from '../recording/flags.js';
import { Tag } from '../recording/value.js';
import { collectionMethod, isCollection } from './collection-export.js';
import { instanceTest } from './function-export.js';
import { generatorMethods } from './generators.js';
import { programId, shownOf, standinOf } from './identity.js';
import { Beyond, find, hasSlots, isClassPart, isHostPrototype, setterOf, slotTag } from './inherited.js';
import { Integrity, stiffen } from './integrity.js';
import { intrinsicPath } from './intrinsics.js';
import { constructedPrototype, knownMirror } from './mirrors.js';
import { apply, defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf, has, hasInstance, hasOwn, isExtensible, ownKeys, setPrototypeOf } from './natives.js';
import type { ObjectExport } from './object-export.js';
import { isPurePrototype, purePath } from './pure-classes.js';
import type { Recorder } from './recorder.js';

/** `next` of an iterator of an array, which accepts no proxy. */
const arrayStep: unknown = (getPrototypeOf([][Symbol.iterator]()) as { next: unknown }).next;

/** Traps of the proxy of one object. */
export class ExportHandler implements ProxyHandler<object> {
  proxy!: object;
  readonly #exports: ObjectExport;
  readonly #recorder: Recorder;
  readonly #object: object;

  constructor(exports: ObjectExport, recorder: Recorder, object: object) {
    this.#exports = exports;
    this.#recorder = recorder;
    this.#object = object;
  }

  get(target: object, key: PropertyKey, receiver: unknown): unknown {
    const object = this.#object;
    if (key === 'prototype') {
      const mirror = constructedPrototype(object);
      // Once the outside has asked for its descriptor, a proxy has to give what it gave then: the mirror is put there behind the construction.
      if (mirror !== undefined && getOwnPropertyDescriptor(target, key)?.writable !== false) return mirror;
    }
    const found = find(object, key);
    if (found instanceof Beyond) return generic(object, key, get(found.real, key, receiver));
    if (found?.descriptor.get !== undefined && intrinsicPath(found.holder) === undefined) {
      const outside = standinOf.get(found.descriptor.get);
      if (outside !== undefined) return apply(outside.real as () => unknown, receiver, []);
      if (receiver !== this.proxy && typeof key === 'string' && !isPurePrototype(found.holder)) return apply(this.#exports.part(found.holder, ['get', key], found.descriptor.get) as () => unknown, receiver, []);
      return this.#recorder.callIns.call(object, programNumber(object), 'get', key, undefined, []);
    }
    const value: unknown = get(object, key);
    if (found?.descriptor.configurable === false && found.holder === object) {
      const fixed = getOwnPropertyDescriptor(target, key);
      if (fixed?.configurable === false && fixed.writable !== true) return fixed.value;
    }
    const method = typeof key === 'string' ? generatorMethods(object)?.[key] : undefined;
    if (method !== undefined) return this.#exports.part(object, key, method);
    if (typeof value === 'function' && found !== undefined && isPurePrototype(found.holder)) return this.#exports.pureMethod(found.holder, key, value);
    if (key === Symbol.toStringTag && value === undefined) return slotTag(object);
    return found !== undefined && intrinsicPath(found.holder) !== undefined ? this.#inherited(key, value) : this.#exports.part(object, key, value);
  }

  /** A member that the object has from a class of the language. Methods that need the slots of their class accept no proxy. */
  #inherited(key: PropertyKey, value: unknown): unknown {
    const object = this.#object;
    if (typeof value !== 'function') return value;
    // The steps of other iterators are those of classes that are no part of the language by name.
    if (value === arrayStep) return this.#exports.part(object, key, value);
    if (isCollection(object)) return collectionMethod(this.#exports, object, this.proxy, key) ?? value;
    return hasSlots(object) && key !== 'constructor' && typeof key === 'string' ? (...args: unknown[]) => this.#exports.write(object, key, args) : generic(object, key, value);
  }

  set(_target: object, key: PropertyKey, value: unknown, receiver: unknown): boolean {
    this.#recorder.writes.filled();
    const object = this.#object;
    const found = find(object, key);
    if (!(found instanceof Beyond) && (found === undefined ? receiver === this.proxy && !Object.isExtensible(object) : found.descriptor.writable === false)) return false;
    if (found instanceof Beyond) {
      const setter = setterOf(found.real, key);
      if (setter !== undefined) {
        apply(setter, receiver, [value]);
        return true;
      }
    } else if (found?.descriptor.set !== undefined && intrinsicPath(found.holder) === undefined) {
      const outside = standinOf.get(found.descriptor.set);
      if (outside !== undefined) apply(outside.real as () => unknown, receiver, [value]);
      else if (receiver !== this.proxy && typeof key === 'string' && !isPurePrototype(found.holder)) apply(this.#exports.part(found.holder, ['set', key], found.descriptor.set) as () => unknown, receiver, [value]);
      else this.#recorder.callIns.call(object, programNumber(object), 'set', key, undefined, [value]);
      return true;
    }
    // An object of the outside that inherits from the program's gets a property of its own.
    if (receiver !== this.proxy) return defineProperty(receiver as object, key, getOwnPropertyDescriptor(receiver as object, key) === undefined ? { value, writable: true, enumerable: true, configurable: true } : { value });
    (object as Record<PropertyKey, unknown>)[key] = this.#written(key, 0, value);
    mirrored(object, key, { value, writable: true, enumerable: true, configurable: true });
    return true;
  }

  deleteProperty(target: object, key: PropertyKey): boolean {
    const object = this.#object;
    if (getOwnPropertyDescriptor(object, key)?.configurable === false) return false;
    this.#written(key, WriteFlag.Deleted, undefined);
    const mirror = knownMirror(object);
    if (mirror !== undefined) deleteProperty(mirror, key);
    return deleteProperty(target, key) && deleteProperty(object, key);
  }

  defineProperty(target: object, key: PropertyKey, descriptor: PropertyDescriptor): boolean {
    const object = this.#object;
    const { get: getter, set: setter, value } = descriptor;
    const before = getOwnPropertyDescriptor(object, key);
    if (before === undefined ? !Object.isExtensible(object) : before.configurable === false && !this.#takes(key, before, descriptor)) return false;
    const attribute = (name: 'enumerable' | 'configurable' | 'writable') => descriptor[name] ?? before?.[name] ?? false;
    const enumerable = attribute('enumerable');
    const configurable = attribute('configurable');
    const flags = (enumerable ? WriteFlag.Enumerable : 0) | (configurable ? 0 : WriteFlag.Fixed);
    const keepsAccessor = before !== undefined && !('value' in before) && !('value' in descriptor || 'writable' in descriptor);
    if (getter === undefined && setter === undefined && !keepsAccessor) {
      const writable = attribute('writable');
      const plain = enumerable && writable && configurable;
      const now = 'value' in descriptor || before === undefined ? value : this.#exports.part(object, key, before.value);
      const shown = this.#written(key, plain ? 0 : WriteFlag.Defined | flags | (writable ? WriteFlag.Writable : 0), now);
      defineProperty(object, key, { value: shown, writable, enumerable, configurable });
    } else {
      const kept = keepsAccessor ? { get: this.#accessor(before, 'get', key), set: this.#accessor(before, 'set', key) } : undefined;
      const shown = this.#written(key, WriteFlag.Defined | WriteFlag.Accessor | flags, getter ?? kept?.get, setter ?? kept?.set);
      defineProperty(object, key, { ...shown as { get?: () => unknown; set?: (value: unknown) => void }, enumerable, configurable });
    }
    mirrored(object, key, descriptor);
    if (!configurable) this.#seen(target, key, getOwnPropertyDescriptor(object, key)!);
    return true;
  }

  /** Whether a property that cannot be configured takes a definition, as the language has it. */
  #takes(key: PropertyKey, before: PropertyDescriptor, descriptor: PropertyDescriptor): boolean {
    if (descriptor.configurable === true || 'enumerable' in descriptor && descriptor.enumerable !== before.enumerable) return false;
    if (!('value' in before)) return !('value' in descriptor || 'writable' in descriptor) && (['get', 'set'] as const).every((how) => !(how in descriptor) || descriptor[how] === this.#accessor(before, how, key));
    if ('get' in descriptor || 'set' in descriptor) return false;
    return before.writable === true || descriptor.writable !== true && (!('value' in descriptor) || Object.is(descriptor.value, this.#exports.part(this.#object, key, before.value)));
  }

  has(target: object, key: PropertyKey): boolean {
    const found = find(this.#object, key);
    if (found instanceof Beyond ? has(found.real, key) : found !== undefined || key in this.#object) return true;
    deleteProperty(target, key);
    return false;
  }

  ownKeys(target: object): (string | symbol)[] {
    const object = this.#object;
    // One that takes no more has to have what the object has, and the program may have deleted some of that.
    if (!isExtensible(target)) for (const key of ownKeys(target)) if (!hasOwn(object, key)) deleteProperty(target, key);
    return ownKeys(object);
  }

  getOwnPropertyDescriptor(target: object, key: PropertyKey): PropertyDescriptor | undefined {
    const descriptor = getOwnPropertyDescriptor(this.#object, key);
    if (descriptor !== undefined) return this.#seen(target, key, descriptor);
    deleteProperty(target, key);
    return undefined;
  }

  /** A property of the object, as the outside sees it. What a proxy says to be fixed its target has to have. */
  #seen(target: object, key: PropertyKey, descriptor: PropertyDescriptor): PropertyDescriptor {
    const fixed = getOwnPropertyDescriptor(target, key);
    if (fixed?.configurable === false && fixed.writable !== true) return fixed;
    const { enumerable, configurable } = descriptor;
    const seen = 'value' in descriptor
      ? { value: this.#exports.part(this.#object, key, descriptor.value), writable: descriptor.writable, enumerable, configurable }
      // Looking at a getter must not run it.
      : { get: this.#accessor(descriptor, 'get', key), set: this.#accessor(descriptor, 'set', key), enumerable, configurable };
    if (configurable === false) defineProperty(target, key, seen);
    return seen;
  }

  isExtensible(target: object): boolean {
    if (!Object.isExtensible(this.#object)) this.#stiffen(target);
    return isExtensible(target);
  }

  preventExtensions(target: object): boolean {
    const object = this.#object;
    if (Object.isExtensible(object)) {
      const recorder = this.#recorder;
      recorder.writes.begin(object, 0, undefined);
      recorder.writer.byte(Tag.Rigid);
      recorder.writer.byte(Integrity.NotExtensible);
      recorder.encode(this.proxy);
      recorder.writer.commit();
      recorder.order.segment();
      stiffen(object, Integrity.NotExtensible);
    }
    this.#stiffen(target);
    return true;
  }

  /** The object takes no more properties: a proxy that says so has a target that has them all, and the same prototype. */
  #stiffen(target: object): void {
    if (!isExtensible(target)) return;
    const object = this.#object;
    for (const key of ownKeys(target)) if (!hasOwn(object, key)) deleteProperty(target, key);
    for (const key of ownKeys(object)) defineProperty(target, key, this.#seen(target, key, getOwnPropertyDescriptor(object, key)!));
    setPrototypeOf(target, this.getPrototypeOf());
    stiffen(target, Integrity.NotExtensible);
  }

  getPrototypeOf(): object | null {
    const object = this.#object;
    const parent = getPrototypeOf(object);
    if (parent === null) return null;
    const standin = standinOf.get(parent);
    if (standin !== undefined) return standin.real ?? null;
    if (intrinsicPath(parent) !== undefined || shownOf.has(parent) || purePath(parent) !== undefined || isHostPrototype(parent)) return parent;
    return this.#exports.part(object, '__proto__', parent) as object;
  }

  #accessor(descriptor: PropertyDescriptor, how: 'get' | 'set', key: PropertyKey): ((...args: unknown[]) => unknown) | undefined {
    const fn = descriptor[how];
    if (fn === undefined) return undefined;
    const object = this.#object;
    if (typeof key === 'string') return this.#exports.part(object, [how, key], fn) as () => unknown;
    return (...args) => this.#recorder.callIns.call(object, programNumber(object), how, key, undefined, args);
  }

  /**
   * The outside writes a property of a program object, defines it with other attributes than an assignment gives, or
   * deletes it.
   *
   * @param value - or the getter of an accessor
   * @returns what the program gets: the value, or both functions
   */
  #written(key: PropertyKey, flags: number, value: unknown, setter?: unknown): unknown {
    const recorder = this.#recorder;
    recorder.writes.begin(this.#object, flags, key);
    // What a package keeps with a class it goes on filling, with behaviour too.
    const shown = isClassPart(this.#object) ? recorder.encoder.kept(value) : recorder.encode(value);
    const both = (flags & WriteFlag.Accessor) === 0 ? undefined : { get: shown, set: recorder.encode(setter) };
    recorder.writer.commit();
    recorder.order.segment();
    return both ?? shown;
  }
}

/** A number as the recording has it. */
export function programNumber(object: object): number {
  return -programId(object);
}

/** A value that a program object inherits from the outside: what would ask the object itself asks the program's. */
function generic(object: object, key: PropertyKey, value: unknown): unknown {
  if (key === Symbol.hasInstance && value === hasInstance) return instanceTest(object);
  return value;
}

/** What the outside puts onto a prototype its instances, whose prototype is a mirror of that, have too. */
function mirrored(object: object, key: PropertyKey, descriptor: PropertyDescriptor): void {
  const mirror = knownMirror(object);
  if (mirror !== undefined) defineProperty(mirror, key, { configurable: true, ...descriptor });
}

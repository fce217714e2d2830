// Mixed objects of the program (options with callbacks, emitters, class instances) and its classes as the outside sees
// them while recording: proxies whose reads give the outside's view and whose writes are entries.
import { Kind } from '../recording/entry.js';
import { WriteFlag } from '../recording/flags.js';
import { Tag } from '../recording/value.js';
import { collectionMethod, isCollection, type CollectionSide } from './collection-export.js';
import { exportTarget } from './export-targets.js';
import { instanceTest } from './function-export.js';
import { generatorMethods } from './generators.js';
import { idOf, programId, programOf, shownOf, standinOf } from './identity.js';
import { Integrity, stiffen } from './integrity.js';
import { intrinsicPath } from './intrinsics.js';
import { constructedPrototype, knownMirror } from './mirrors.js';
import { apply, defineProperty, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf, has, hasInstance, hasOwn, isAnyArrayBuffer, isArgumentsObject, isBoxedPrimitive, isDate, isExtensible, isPrimitive, isProxy, isRegExp, ownKeys, setPrototypeOf } from './natives.js';
import { isPurePrototype, purePath } from './pure-classes.js';
import type { Recorder } from './recorder.js';
import { sendSymbol } from './symbols.js';
import type { PartName } from './unnamed-parts.js';

/** Makes the proxies by which the outside sees objects of the program. */
export class ObjectExport implements CollectionSide {
  readonly #recorder: Recorder;
  readonly #pureMethods = new WeakMap<object, Map<PropertyKey, Function>>();

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** @param target - of the proxy: of what its properties may be, it forbids only what the target has */
  wrap(object: object, target = exportTarget(object)): object {
    const handler = new ExportHandler(this, this.#recorder, object);
    return handler.proxy = new Proxy(target, handler);
  }

  /** Whether the outside can see an object without meeting it for the first time. */
  isKnown(object: object): boolean {
    return idOf(object) !== undefined || programOf.has(object) || this.#recorder.outward.known(object) !== undefined;
  }

  /** What the outside sees of a program object's part; exposes it first where that is news. */
  part(object: object, key: PartName, value: unknown): unknown {
    const recorder = this.#recorder;
    if (!isPrimitive(value) && idOf(value as object) === undefined && !programOf.has(value as object)) {
      const seen = recorder.outward.known(value as object);
      if (seen !== undefined) return seen;
      this.#expose(object, key, value as object);
      recorder.outward.value(value);
    }
    const seen = recorder.outward.view(value);
    if (seen === value && !isPrimitive(value)) recorder.open.met(value);
    return seen;
  }

  meant(value: unknown): unknown {
    return this.#recorder.programView(value);
  }

  write(object: object, method: string, args: readonly unknown[]): unknown {
    return this.#recorder.callIns.call(object, programNumber(object), 'method', method, undefined, args);
  }

  /**
   * A method that an object of the program has from a class of a pure package. The outside has the class, too, and may use the
   * method on something of its own: so it gets no number, and calls in on objects of the program alone.
   */
  pureMethod(holder: object, key: PropertyKey, method: Function): unknown {
    if (key === 'constructor') return method;
    let methods = this.#pureMethods.get(holder);
    if (methods === undefined) this.#pureMethods.set(holder, methods = new Map());
    let wrapper = methods.get(key);
    if (wrapper === undefined) {
      const { callIns } = this.#recorder;
      methods.set(key, wrapper = function (this: unknown, ...args: unknown[]): unknown {
        const object = isPrimitive(this) ? undefined : programOf.get(this as object);
        return object === undefined ? apply(method as () => unknown, this, args as []) : callIns.call(object, programNumber(object), 'method', key, undefined, args);
      });
      for (const name of ['name', 'length']) defineProperty(wrapper, name, getOwnPropertyDescriptor(method, name) ?? {});
    }
    return wrapper;
  }

  /** The outside meets a function or object of the program that has no number yet. */
  #expose(object: object, name: PartName, value: object): void {
    const recorder = this.#recorder;
    const key = typeof name === 'function' ? name() : name;
    recorder.place(Kind.Exposure);
    recorder.writer.program(programNumber(object));
    if (typeof key === 'symbol') sendSymbol(key);
    recorder.encode(key);
    recorder.writer.commit();
    programId(value);
    recorder.order.segment();
  }
}

class ExportHandler implements ProxyHandler<object> {
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
      if (mirror !== undefined) return mirror;
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
    if (isCollection(object)) return collectionMethod(this.#exports, object, this.proxy, key) ?? value;
    return hasSlots(object) && key !== 'constructor' && typeof key === 'string' ? (...args: unknown[]) => this.#exports.write(object, key, args) : generic(object, key, value);
  }

  set(_target: object, key: PropertyKey, value: unknown, receiver: unknown): boolean {
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
function programNumber(object: object): number {
  return -programId(object);
}

/** A property that a program object can only have from an object of the outside that it inherits from. */
class Beyond {
  constructor(readonly real: object) {}
}

function find(object: object, key: PropertyKey): { readonly holder: object; readonly descriptor: PropertyDescriptor } | Beyond | undefined {
  for (let at: object | null = object; at !== null; at = getPrototypeOf(at)) {
    const { real } = standinOf.get(at) ?? {};
    if (real !== undefined) return new Beyond(real);
    if (isProxy(at)) return undefined;
    const descriptor = getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return { holder: at, descriptor };
  }
  return undefined;
}

/** A value that a program object inherits from the outside: what would ask the object itself asks the program's. */
function generic(object: object, key: PropertyKey, value: unknown): unknown {
  if (key === Symbol.hasInstance && value === hasInstance) return instanceTest(object);
  return value;
}

function setterOf(object: object, key: PropertyKey): ((value: unknown) => void) | undefined {
  for (let at: object | null = object; at !== null && !isProxy(at); at = getPrototypeOf(at)) {
    const descriptor = getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return descriptor.set;
  }
  return undefined;
}

/** What the outside puts onto a prototype its instances, whose prototype is a mirror of that, have too. */
function mirrored(object: object, key: PropertyKey, descriptor: PropertyDescriptor): void {
  const mirror = knownMirror(object);
  if (mirror !== undefined) defineProperty(mirror, key, { configurable: true, ...descriptor });
}

/** Whether an object is a function, or the prototype of one. */
function isClassPart(object: object): boolean {
  if (typeof object === 'function') return true;
  const constructor: unknown = getOwnPropertyDescriptor(object, 'constructor')?.value;
  return typeof constructor === 'function' && getOwnPropertyDescriptor(constructor, 'prototype')?.value === object;
}

/** Whether an object is of a class of the language, or of a subclass, whose methods want more than properties. */
function hasSlots(object: object): boolean {
  return isDate(object) || isRegExp(object) || ArrayBuffer.isView(object) || isAnyArrayBuffer(object) || isBoxedPrimitive(object);
}

/** What `Object.prototype.toString` finds in an object's slots, and not in a proxy's. */
function slotTag(object: object): string | undefined {
  return isDate(object) ? 'Date' : isRegExp(object) ? 'RegExp' : isArgumentsObject(object) ? 'Arguments' : isBoxedPrimitive(object) ? apply(objectToString, object, []).slice('[object '.length, -1) : undefined;
}

const objectToString = Object.prototype.toString as () => string;

/** Prototypes of pure host classes, such as EventEmitter's: the same object on both sides. */
function isHostPrototype(prototype: object): boolean {
  const constructor: unknown = getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof constructor === 'function' && hostClasses.has(constructor);
}

const hostClasses = new Set<unknown>([(require('node:events') as { EventEmitter: unknown }).EventEmitter, EventTarget, Event]);

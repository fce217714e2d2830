// Outside → program, while recording: appends a value to the recording and gives what the program is to see of it.
import { Tag } from '../recording/value.js';
import { isBinary } from './binary.js';
import { functionName } from './class-names.js';
import { isContainer, isData } from './data.js';
import { isIndex } from './encode-data.js';
import { HandleEncoder } from './encode-handles.js';
import { makeStack } from './error-stacks.js';
import { flush } from './hidden-state.js';
import { dataId, idOf, inPromiseOf, originalOf, shownOf, standinOf } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { livePath } from './live-classes.js';
import { bareError, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, hasHostStack, hasOwn, isEnumerable, isModuleNamespaceObject, isNativeError, isPrimitive, isPromise, isProxy, ownKeys, promiseThen, setPrototypeOf } from './natives.js';
import { classPath, isPlainClass } from './program-classes.js';
import { lendProperties } from './promises.js';
import { purePath } from './pure-classes.js';
import { brandOf } from './slots.js';
import { stampOf } from './stamp.js';
import { rootPath, rootStandin } from './roots.js';

/** Writes values. */
export class Encoder extends HandleEncoder {
  /** Appends a value and gives what the program is to see. */
  value(value: unknown): unknown {
    if (isPrimitive(value)) {
      this.primitive(value);
      return value;
    }
    const { writer } = this;
    const object = value as object;
    // The two that come most often: a handle that is known, and one of a known kind.
    const known = stampOf(object);
    if (known === undefined) {
      const kind = typeof value === 'object' ? this.kindOf(object) : undefined;
      if (kind !== undefined) return this.kindHandle(object, kind);
    } else if (known.shown !== undefined && known.program === undefined) {
      const standin = standinOf.get(known.shown);
      if (standin !== undefined && !isPromise(object)) return this.reference(standin);
    }
    const program = known?.program;
    if (program !== undefined) {
      writer.byte(Tag.Program);
      writer.program(-idOf(program)!);
      if (isPromise(program)) this.importer.returned(object);
      return program;
    }
    // Asked for once: each time it costs what all these questions cost for other objects.
    const name = typeof value === 'function' ? functionName(value) : undefined;
    const intrinsic = intrinsicPath(object, name);
    if (intrinsic !== undefined) {
      writer.byte(Tag.Intrinsic);
      writer.string(intrinsic);
      return value;
    }
    if (known?.standin !== undefined) return this.reference(known.standin);
    const root = rootPath(object, name);
    if (root !== undefined) return this.root(rootStandin(root));
    if (isPromise(object) && !isProxy(object) && (known?.id ?? 0) >= 0 && (object as Promise<unknown>).then === promiseThen) return this.#promise(object);
    const shown = known?.shown;
    if (shown !== undefined) {
      const standin = standinOf.get(shown);
      if (standin !== undefined) return this.reference(standin);
      return originalOf.get(shown) === object && isBehind(shown, object) ? this.#foreignError(object as Error, shown) : this.dataReference(shown);
    }
    if (isData(object, undefined, isPlainClass)) {
      this.dataOnce(object);
      return value;
    }
    const id = known?.id ?? 0;
    if (id !== 0) {
      if (id > 0) {
        if (this.#changing.has(object) || !this.importer.holdsDeposit(object) && !(isContainer(object) && this.importer.fills(object))) return this.dataReference(object);
        this.#changed(object);
        return object;
      }
      writer.byte(Tag.Program);
      writer.program(-id);
      return value;
    }
    const own = classPath(object) ?? livePath(object, name) ?? purePath(object);
    if (own !== undefined) {
      writer.byte(Tag.Intrinsic);
      writer.string(own);
      return value;
    }
    if (isNativeError(object) || isErrorByPrototype(object)) return this.#foreignError(object);
    // import() of a module of Node gives its namespace, which stands for the module itself.
    if (isModuleNamespaceObject(object)) {
      const module: unknown = (object as { default?: unknown }).default;
      const path = isPrimitive(module) ? undefined : rootPath(module as object);
      if (path !== undefined) {
        const shown = this.root(rootStandin(path));
        shownOf.set(object, shown);
        return shown;
      }
    }
    return this.handle(object);
  }

  /** {@link value} for what the outside goes on filling: an object or array that would cross by value is a handle. */
  kept(value: unknown): unknown {
    if (isPrimitive(value) || stampOf(value as object) !== undefined || !isContainer(value as object) || intrinsicPath(value as object) !== undefined) return this.value(value);
    return this.handle(value as object);
  }

  #promise(real: Promise<unknown>): Promise<unknown> {
    const { writer } = this;
    const known = shownOf.has(real);
    const shown = this.importer.promise(real);
    const { id } = inPromiseOf.get(shown)!;
    const subclass = getPrototypeOf(real) !== Promise.prototype;
    if (known || (!subclass && Object.getOwnPropertyNames(real).length === 0)) {
      writer.byte(Tag.Promise);
      writer.promise(id);
      return shown;
    }
    writer.byte(Tag.PromiseObject);
    writer.promise(id);
    writer.byte(subclass ? 1 : 0);
    const handle = this.handle(real);
    shownOf.set(real, shown);
    lendProperties(shown, handle, subclass);
    return shown;
  }

  /**
   * An error of a class that only the outside knows, or one that carries handles: the program gets a copy, in both
   * modes, whose prototype and properties are stand-ins where they must be.
   *
   * @param copy - the one that it has, if the outside wrote onto its own since
   */
  #foreignError(real: Error, copy: object = bareError()): object {
    const { writer } = this;
    makeStack(real);
    shownOf.set(real, copy);
    originalOf.set(copy, real);
    writer.byte(Tag.Error);
    this.id(dataId(copy));
    const prototype = getPrototypeOf(real);
    const own = prototype === null ? undefined : this.importer.programPrototype(prototype);
    if (own === undefined) setPrototypeOf(copy, this.value(prototype) as object | null);
    else {
      writer.byte(Tag.Program);
      writer.program(-idOf(own)!);
      setPrototypeOf(copy, own);
    }
    const keys = ownKeys(real).filter((key) => typeof key === 'string');
    writer.varint(keys.length);
    for (const key of keys) {
      const descriptor = getOwnPropertyDescriptor(real, key)!;
      writer.byte(descriptor.enumerable === true ? 1 : 0);
      writer.string(key);
      const value = this.value('value' in descriptor ? descriptor.value : readOnce(real, key));
      defineProperty(copy, key, { value, enumerable: descriptor.enumerable === true, writable: true, configurable: true });
    }
    return copy;
  }

  /**
   * Appends a program object that the outside has written into. Where the outside put something with behaviour, the
   * program gets its stand-in.
   */
  changed(object: object): void {
    this.#changed(object);
    flush(object);
  }

  /** Objects that hold themselves are appended once. */
  readonly #changing = new Set<object>();

  #changed(object: object): void {
    this.#changing.add(object);
    try {
      this.#parts(object);
    } finally {
      this.#changing.delete(object);
    }
  }

  #parts(object: object): void {
    // Bytes of a class of the program's are written as bytes, too.
    if (isBinary(object) || brandOf(object) !== undefined || isData(object, undefined, isPlainClass)) {
      this.data(object, new Set());
      return;
    }
    const { writer } = this;
    this.integrity(object);
    if (object instanceof Map || object instanceof Set) {
      this.#changedCollection(object);
      return;
    }
    const isPart = (key: PropertyKey): key is string => typeof key === 'string' && 'value' in getOwnPropertyDescriptor(object, key)!;
    let keys = ownKeys(object).filter(isPart);
    if (Array.isArray(object)) {
      writer.byte(Tag.Array);
      this.id(dataId(object));
      writer.varint(object.length);
      for (let i = 0; i < object.length; i++) {
        if (hasOwn(object, i)) this.#part(object, i);
        else writer.byte(Tag.Hole);
      }
      keys = keys.filter((key) => key !== 'length' && !isIndex(key, object.length));
    } else {
      writer.byte(Tag.Object);
      this.id(dataId(object));
      writer.byte(Tag.Intrinsic);
      writer.string('Object.prototype');
    }
    writer.varint(keys.length);
    for (const key of keys) {
      writer.byte(isEnumerable(object, key) ? 1 : 0);
      writer.string(key);
      this.#part(object, key);
    }
  }

  /** Appends what an object of the program holds, and puts there what the program is to see of it. */
  #part(object: object, key: string | number): void {
    const value = (object as Record<PropertyKey, unknown>)[key];
    const shown = this.value(value);
    if (shown === value) return;
    (object as Record<PropertyKey, unknown>)[key] = shown;
    share(shown);
  }

  #changedCollection(object: Map<unknown, unknown> | Set<unknown>): void {
    const map = object instanceof Map ? object : undefined;
    const items = [...object.entries()];
    this.head(map === undefined ? Tag.Set : Tag.Map, dataId(object)).varint(items.length);
    const shown = items.map(([key, item]) => [this.value(key), map === undefined ? undefined : this.value(item)] as const);
    if (shown.every(([key, item], i) => key === items[i]![0] && (map === undefined || item === items[i]![1]))) return;
    object.clear();
    for (const [key, item] of shown) {
      share(key);
      share(item);
      if (map === undefined) (object as Set<unknown>).add(key);
      else map.set(key, item);
    }
  }

  /** Appends a list of keys. */
  keys(keys: object): void {
    this.data(keys, new Set());
  }

  /** Appends the result of an iteration step; gives the value that the engine is to read. */
  iteration(done: boolean, value: unknown): unknown {
    const { writer } = this;
    writer.byte(Tag.Iteration);
    writer.byte(done ? 1 : 0);
    return this.value(value);
  }
}

/** What a getter gives, which a plain run might never call: if it throws, nothing. */
function readOnce(real: object, key: string): unknown {
  try {
    return (real as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

/** Something was put into data that the outside holds as well: if it is a stand-in, the outside may use it from there. */
export function share(shown: unknown): void {
  const standin = isPrimitive(shown) ? undefined : standinOf.get(shown as object);
  if (standin !== undefined) standin.shared = true;
}

/** The program's copy of an error goes to listeners of the outside, too, which may use what is in it. */
export function shareParts(error: unknown): void {
  if (!isNativeError(error) || !originalOf.has(error)) return;
  share(getPrototypeOf(error));
  for (const key of ownKeys(error)) share(getOwnPropertyDescriptor(error, key)?.value);
}

/** Whether an object is an error that its class made by hand, of an object that inherits from `Error.prototype`. */
function isErrorByPrototype(object: object): object is Error {
  if (typeof object === 'function' || isProxy(object) || !hasHostStack(object)) return false;
  for (let at = getPrototypeOf(object); at !== null && !isProxy(at); at = getPrototypeOf(at)) if (at === Error.prototype) return true;
  return false;
}

/** Whether the outside wrote onto an error since the program got its copy; not if the program put more onto that than the error has. */
function isBehind(copy: object, real: object): boolean {
  for (const key of ownKeys(copy)) if (!hasOwn(real, key)) return false;
  return ownKeys(real).some((key) => {
    if (typeof key !== 'string' || key === 'stack') return false;
    const now = getOwnPropertyDescriptor(real, key)!;
    const before = getOwnPropertyDescriptor(copy, key);
    return before === undefined || 'value' in now && isPrimitive(now.value) && !Object.is(before.value, now.value);
  });
}

// Outside → program, while recording: appends a value to the recording and gives what the program is to see of it.
import { crc32 } from 'node:zlib';
import { RepriseError } from '../contract/errors.js';
import { HandleFlag, Tag } from '../recording/value.js';
import type { ValueWriter } from '../recording/value-bytes.js';
import { encodeInstance, holdsItself, isHalfWay } from './codec-use.js';
import { codecOf, type NamedCodec } from './codec-registry.js';
import { bytesOf } from './binary.js';
import { className, functionName } from './class-names.js';
import { isContainer, isData, isDataPrototype, flatParts, type FlatData } from './data.js';
import { flush, isShowing } from './hidden-state.js';
import { dataId, idOf, inPromiseOf, nextHandle, originalOf, shownOf, standinOf, type Standin } from './identity.js';
import { integrityOf } from './integrity.js';
import { intrinsicPath, isHeadersPrototype, meetsInstance } from './intrinsics.js';
import { livePath } from './live-classes.js';
import { bareError, defineProperty, enumerableKeys, getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf, has, hasOwn, hasSymbols, isModuleNamespaceObject, isNativeError, isPrimitive, isPromise, isProxy, ownKeys, promiseThen, setPrototypeOf } from './natives.js';
import { classPath, isPlainClass } from './program-classes.js';
import { lendProperties } from './promises.js';
import { stampOf } from './stamp.js';
import { isRoot, rootPath, rootStandin } from './roots.js';
import { hasPrototype } from './standin.js';
import { writeSymbol } from './symbols.js';

/** Bytes beyond which data is worth a checksum. */
const LARGE = 64;

/** What encoding needs of the rest of the membrane. */
export interface Importer {
  /** A stand-in for an outside object that the program meets for the first time. */
  standin(id: number, real: object, flags: number, shape: number, prototype: object | undefined, name: string): Standin;
  /** Number of the prototype whose methods handles share; 0 for none. */
  shape(real: object): number;
  /** The program's promise for one of the outside. */
  promise(real: Promise<unknown>): Promise<unknown>;
  /** A handed-out promise of the program comes back. */
  returned(wrapper: object): void;
  /** A codec of the program is wrong. */
  refused(error: RepriseError): never;
  /** Whether the program put something of its own into data of the outside. */
  holdsDeposit(data: object): boolean;
  /** The program's prototype for an object that the outside made with a mirrored one. */
  programPrototype(real: object): object | undefined;
}

/** What all handles with one prototype have in common. */
interface HandleKind { readonly shape: number; readonly name: string }

/** Writes values. */
export class Encoder {
  constructor(private readonly writer: ValueWriter, private readonly importer: Importer) {}

  /** Appends a value and gives what the program is to see. */
  value(value: unknown): unknown {
    if (isPrimitive(value)) {
      this.#primitive(value);
      return value;
    }
    const { writer } = this;
    const object = value as object;
    // The two that come most often: a handle that is known, and one of a known kind.
    const known = stampOf(object);
    if (known === undefined) {
      const kind = typeof value === 'object' ? this.#kindOf(object) : undefined;
      if (kind !== undefined) return this.#kindHandle(object, kind);
    } else if (known.shown !== undefined && known.program === undefined) {
      const standin = standinOf.get(known.shown);
      if (standin !== undefined && !isPromise(object)) return this.#reference(standin);
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
    if (known?.standin !== undefined) return this.#reference(known.standin);
    const root = rootPath(object, name);
    if (root !== undefined) return this.root(rootStandin(root));
    if (isPromise(object) && !isProxy(object) && (known?.id ?? 0) >= 0 && (object as Promise<unknown>).then === promiseThen) return this.#promise(object);
    const shown = known?.shown;
    if (shown !== undefined) {
      const standin = standinOf.get(shown);
      if (standin !== undefined) return this.#reference(standin);
      return this.#dataReference(shown);
    }
    if (isData(object, undefined, isPlainClass)) {
      this.#dataOnce(object);
      return value;
    }
    const id = known?.id ?? 0;
    if (id !== 0) {
      if (id > 0) {
        if (!this.importer.holdsDeposit(object)) return this.#dataReference(object);
        this.#changed(object);
        return object;
      }
      writer.byte(Tag.Program);
      writer.program(-id);
      return value;
    }
    const own = classPath(object) ?? livePath(object, name);
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
    return this.#handle(object);
  }

  /** {@link value} for what the outside goes on filling: an object or array that would cross by value is a handle. */
  kept(value: unknown): unknown {
    if (isPrimitive(value) || stampOf(value as object) !== undefined || !isContainer(value as object) || intrinsicPath(value as object) !== undefined) return this.value(value);
    return this.#handle(value as object);
  }

  /** Checksums of program data as it was appended last. */
  readonly #sums = new WeakMap<object, number>();

  /**
   * Appends data; data of the program that has not changed since it was appended last as a reference. A function that
   * hands its whole collection to each callback would otherwise write it once an item.
   */
  #dataOnce(object: object): void {
    const { writer } = this;
    const start = writer.length;
    const { learned } = writer;
    const known = (idOf(object) ?? 0) < 0;
    const flat = flatParts(object);
    if (flat === undefined) this.#data(object, new Set());
    else this.#flat(flat);
    if (!known || writer.length - start < LARGE) return;
    const sum = crc32(writer.bytes.subarray(start, writer.length));
    // What the reader learns from here must stay.
    if (this.#sums.get(object) === sum && writer.learned === learned) {
      writer.length = start;
      this.#dataReference(object);
    } else this.#sums.set(object, sum);
  }

  /** Appends a root by its number, or by number and path the first time. */
  root(standin: Standin): object {
    if (standin.id !== 0) return this.#reference(standin);
    standin.id = nextHandle();
    this.writer.defined();
    return this.named(standin);
  }

  /** Appends a root by its number and path, for people. */
  named(standin: Standin): object {
    if (standin.id === 0) return this.root(standin);
    this.writer.byte(Tag.Root);
    this.writer.handle(standin.id);
    this.writer.string(standin.path!);
    return standin.shown;
  }

  #reference(standin: Standin): object {
    if (standin.id === 0) return this.root(standin);
    this.writer.byte(Tag.HandleRef);
    this.writer.handle(standin.id);
    return standin.shown;
  }

  #dataReference(shown: object): object {
    this.writer.byte(Tag.DataRef);
    this.#id(dataId(shown));
    return shown;
  }

  #id(id: number): void {
    this.writer.data(id);
  }

  #primitive(value: unknown): void {
    const { writer } = this;
    switch (typeof value) {
      case 'undefined': writer.byte(Tag.Undefined); return;
      case 'boolean': writer.byte(value ? Tag.True : Tag.False); return;
      case 'number': writer.number(value); return;
      case 'string': writer.string(value); return;
      case 'bigint': writer.byte(Tag.BigInt); writer.string(String(value)); return;
      case 'symbol': writeSymbol(writer, value); return;
      default: writer.byte(Tag.Null);
    }
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
    const handle = this.#handle(real);
    shownOf.set(real, shown);
    lendProperties(shown, handle, subclass);
    return shown;
  }

  /** Prototypes whose objects were handles, and can be nothing else. */
  readonly #kinds = new WeakMap<object, HandleKind>();

  /** What an object that never crossed must be, by its prototype; undefined if that is not known. */
  #kindOf(object: object): HandleKind | undefined {
    if (isProxy(object)) return undefined;
    const prototype = getPrototypeOf(object);
    const kind = prototype === null ? undefined : this.#kinds.get(prototype);
    // A prototype may inherit from one whose objects are handles, and has a name of its own.
    return kind === undefined || hasOwn(object, 'constructor') || 'then' in object || isRoot(object) || codecOf(prototype!) !== undefined ? undefined : kind;
  }

  #kindHandle(real: object, kind: HandleKind): object {
    const { writer } = this;
    const id = nextHandle();
    writer.byte(Tag.Handle);
    writer.handle(id);
    writer.byte(0);
    writer.varint(kind.shape);
    writer.byte(Tag.Undefined);
    writer.string(kind.name);
    return this.importer.standin(id, real, 0, kind.shape, undefined, kind.name).shown;
  }

  #handle(real: object): object {
    const { writer } = this;
    const callable = typeof real === 'function';
    const proxy = isProxy(real);
    const flags = (callable ? HandleFlag.Callable | (hasPrototype(real) ? HandleFlag.Constructor : 0) : 0)
      | (!callable && !proxy && has(real, 'then') ? HandleFlag.Thenable : 0)
      | (Array.isArray(real) ? HandleFlag.Array : 0);
    const prototype = proxy ? null : getPrototypeOf(real);
    const own = prototype === null ? undefined : this.importer.programPrototype(prototype);
    const program = !callable && own === undefined && prototype !== null && (classPath(prototype) !== undefined || isShowing(prototype)) ? HandleFlag.Program : 0;
    const name = callable ? functionName(real) : className(prototype);
    if (!callable) meetsInstance(name);
    const id = nextHandle();
    writer.byte(Tag.Handle);
    writer.handle(id);
    writer.byte(flags | program);
    const shape = callable || proxy || own !== undefined ? 0 : this.importer.shape(real);
    writer.varint(shape);
    if (shape !== 0 && flags === 0 && isHandlePrototype(prototype!)) this.#kinds.set(prototype!, { shape, name });
    if (own === undefined) writer.byte(Tag.Undefined);
    else {
      writer.byte(Tag.Program);
      writer.program(-idOf(own)!);
    }
    writer.string(name);
    return this.importer.standin(id, real, flags | program, shape, own, name).shown;
  }

  /**
   * An error of a class that only the outside knows, or one that carries handles: the program gets a copy, in both
   * modes, whose prototype and properties are stand-ins where they must be.
   */
  #foreignError(real: Error): object {
    const { writer } = this;
    const copy = bareError();
    shownOf.set(real, copy);
    originalOf.set(copy, real);
    writer.byte(Tag.Error);
    this.#id(dataId(copy));
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
      const value = this.value('value' in descriptor ? descriptor.value : (real as unknown as Record<string, unknown>)[key]);
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

  #changed(object: object): void {
    if (isData(object, undefined, isPlainClass)) {
      this.#data(object, new Set());
      return;
    }
    const { writer } = this;
    this.#integrity(object);
    if (object instanceof Map || object instanceof Set) {
      this.#changedCollection(object);
      return;
    }
    const array = Array.isArray(object);
    const keys = array ? Object.keys(object) : ownKeys(object).filter((key) => typeof key === 'string' && 'value' in getOwnPropertyDescriptor(object, key)!) as string[];
    writer.byte(array ? Tag.Array : Tag.Object);
    this.#id(dataId(object));
    if (array) writer.varint(object.length);
    else {
      writer.byte(Tag.Intrinsic);
      writer.string('Object.prototype');
      writer.varint(keys.length);
    }
    for (const key of keys) {
      if (!array) {
        writer.byte(Object.prototype.propertyIsEnumerable.call(object, key) ? 1 : 0);
        writer.string(key);
      }
      const value = (object as Record<string, unknown>)[key];
      const shown = this.value(value);
      if (shown === value) continue;
      (object as Record<string, unknown>)[key] = shown;
      share(shown);
    }
    if (array) writer.varint(0);
  }

  #changedCollection(object: Map<unknown, unknown> | Set<unknown>): void {
    const map = object instanceof Map ? object : undefined;
    const items = [...object.entries()];
    this.#head(map === undefined ? Tag.Set : Tag.Map, dataId(object)).varint(items.length);
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

  /** Appends the result of an iteration step; gives the value that the engine is to read. */
  iteration(done: boolean, value: unknown): unknown {
    const { writer } = this;
    writer.byte(Tag.Iteration);
    writer.byte(done ? 1 : 0);
    return this.value(value);
  }

  /** Appends what {@link isData} accepted. */
  #data(value: unknown, seen: Set<object>): void {
    if (isPrimitive(value)) {
      this.#primitive(value);
      return;
    }
    const { writer } = this;
    const object = value as object;
    const id = dataId(object);
    if (seen.has(object)) {
      if (isHalfWay(object)) this.importer.refused(holdsItself(object));
      writer.byte(Tag.DataRef);
      this.#id(id);
      return;
    }
    seen.add(object);
    this.#integrity(object);
    const codec = id > 0 && !Array.isArray(object) ? codecOf(getPrototypeOf(object) ?? object) : undefined;
    if (codec !== undefined) this.#instance(object, id, codec, seen);
    else if (Array.isArray(object)) {
      writer.byte(Tag.Array);
      this.#id(id);
      writer.varint(object.length);
      for (let i = 0; i < object.length; i++) {
        if (i in object) this.#data(object[i], seen);
        else writer.byte(Tag.Hole);
      }
      this.#properties(object, ownKeys(object).filter((key) => key !== 'length' && !isIndex(key, object.length)), seen);
    } else if (Buffer.isBuffer(object)) this.#bytes(Tag.Buffer, id, undefined, object);
    else if (object instanceof DataView) this.#bytes(Tag.DataView, id, 'DataView', bytesOf(object));
    else if (ArrayBuffer.isView(object)) this.#bytes(Tag.TypedArray, id, object.constructor.name, bytesOf(object));
    else if (object instanceof ArrayBuffer || object instanceof SharedArrayBuffer) this.#bytes(Tag.ArrayBuffer, id, undefined, bytesOf(object));
    else if (object instanceof Date) this.#head(Tag.Date, id).number(object.getTime());
    else if (object instanceof RegExp) {
      const head = this.#head(Tag.RegExp, id);
      head.string(object.source);
      head.string(object.flags);
      head.varint(object.lastIndex);
    } else if (object instanceof Map) {
      this.#head(Tag.Map, id).varint(object.size);
      for (const [key, item] of object as Map<unknown, unknown>) {
        this.#data(key, seen);
        this.#data(item, seen);
      }
    } else if (object instanceof Set) {
      this.#head(Tag.Set, id).varint(object.size);
      for (const item of object as Set<unknown>) this.#data(item, seen);
    } else if (object instanceof URL) this.#head(Tag.Url, id).string(object.href);
    else if (object instanceof URLSearchParams) this.#head(Tag.UrlSearchParams, id).string(object.toString());
    else if (isHeaders(object)) {
      const pairs = [...object];
      const head = this.#head(Tag.Headers, id);
      head.varint(pairs.length);
      for (const [name, text] of pairs) {
        head.string(name);
        head.string(text);
      }
    } else if (object instanceof DOMException) {
      const head = this.#head(Tag.DomException, id);
      head.string(object.message);
      head.string(object.name);
      head.string(String(object.stack));
    } else if (object instanceof Number || object instanceof String || object instanceof Boolean || object instanceof BigInt) {
      this.#head(Tag.Boxed, id);
      this.#primitive(object.valueOf());
    } else {
      const error = isNativeError(object);
      const prototype = getPrototypeOf(object);
      if (!error && prototype === Object.prototype && this.#record(object, id, seen)) return;
      this.#objectHead(object, error ? Tag.Error : Tag.Object, id);
      this.#properties(object, ownKeys(object), seen);
    }
  }

  /** Appends that an object is not extensible, sealed or frozen, if it is; the object comes next. */
  #integrity(object: object): void {
    if (Object.isExtensible(object)) return;
    this.writer.byte(Tag.Rigid);
    this.writer.byte(integrityOf(object));
  }

  /** {@link #data} of an object whose parts are known. */
  #flat({ object, keys, values }: FlatData): void {
    const { writer } = this;
    const id = dataId(object);
    this.#integrity(object);
    const isRecord = getPrototypeOf(object) !== null && this.#recordHead(id, keys);
    if (!isRecord) this.#objectHead(object, Tag.Object, id).varint(keys.length);
    for (let i = 0; i < keys.length; i++) {
      if (!isRecord) {
        writer.byte(1);
        writer.string(keys[i]!);
      }
      this.#primitive(values[i]);
    }
  }

  /** Appends an object whose properties are all enumerable by its shape; false if its shape is not kept. */
  #record(object: object, id: number, seen: Set<object>): boolean {
    const keys = enumerableKeys(object);
    if (keys.length !== getOwnPropertyNames(object).length || hasSymbols(object) || !this.#recordHead(id, keys)) return false;
    for (const key of keys) {
      const descriptor = getOwnPropertyDescriptor(object, key)!;
      this.#data('value' in descriptor ? descriptor.value : (object as Record<PropertyKey, unknown>)[key], seen);
    }
    return true;
  }

  #recordHead(id: number, keys: readonly string[]): boolean {
    const shape = this.writer.shapeOf(keys);
    if (shape !== undefined) this.#head(Tag.Record, id).shape(shape, keys);
    return shape !== undefined;
  }

  #objectHead(object: object, tag: number, id: number): ValueWriter {
    const head = this.#head(tag, id);
    const prototype = getPrototypeOf(object);
    if (prototype === null) head.byte(Tag.Null);
    else {
      head.byte(Tag.Intrinsic);
      head.string(intrinsicPath(prototype) ?? classPath(prototype)!);
    }
    return head;
  }

  /** Appends an instance of a class with a codec: the codec's name, and the data that it gives. */
  #instance(object: object, id: number, codec: NamedCodec, seen: Set<object>): void {
    try {
      encodeInstance(object, codec, (data) => {
        this.#head(Tag.Instance, id).string(codec.name);
        this.#data(data, seen);
      });
    } catch (error) {
      if (!(error instanceof RepriseError)) throw error;
      this.importer.refused(error);
    }
  }

  #head(tag: number, id: number): ValueWriter {
    this.writer.byte(tag);
    this.#id(id);
    return this.writer;
  }

  #bytes(tag: number, id: number, name: string | undefined, bytes: Uint8Array): void {
    const head = this.#head(tag, id);
    if (name !== undefined) head.string(name);
    head.blob(bytes);
  }

  #properties(object: object, keys: readonly PropertyKey[], seen: Set<object>): void {
    const { writer } = this;
    writer.varint(keys.length);
    for (const key of keys) {
      const descriptor = getOwnPropertyDescriptor(object, key)!;
      writer.byte(descriptor.enumerable === true ? 1 : 0);
      writer.string(String(key));
      this.#data('value' in descriptor ? descriptor.value : (object as Record<PropertyKey, unknown>)[key], seen);
    }
  }
}

/** Something was put into data that the outside holds as well: if it is a stand-in, the outside may use it from there. */
export function share(shown: unknown): void {
  const standin = isPrimitive(shown) ? undefined : standinOf.get(shown as object);
  if (standin !== undefined) standin.shared = true;
}

/** Whether an object is an error that its class made by hand, of an object that inherits from `Error.prototype`. */
function isErrorByPrototype(object: object): object is Error {
  if (typeof object === 'function' || isProxy(object) || typeof getOwnPropertyDescriptor(object, 'stack')?.value !== 'string') return false;
  for (let at = getPrototypeOf(object); at !== null && !isProxy(at); at = getPrototypeOf(at)) if (at === Error.prototype) return true;
  return false;
}

/** Whether all objects with a prototype that one handle has are handles: those of errors, promises and data may be either. */
function isHandlePrototype(prototype: object): boolean {
  for (let at: object | null = prototype; at !== null; at = getPrototypeOf(at)) if (isProxy(at) || at === Promise.prototype || isDataPrototype(at) || isPlainClass(at)) return false;
  return true;
}

function isHeaders(object: object): object is Headers {
  const prototype = getPrototypeOf(object);
  return prototype !== null && isHeadersPrototype(prototype);
}

function isIndex(key: PropertyKey, length: number): boolean {
  return typeof key === 'string' && String(Number(key)) === key && Number(key) < length && Number(key) >= 0 && Number.isInteger(Number(key));
}

// Outside → program, while recording: appends a value to the recording and gives what the program is to see of it.
import type { RepriseError } from '../contract/errors.js';
import { HandleFlag, Tag } from '../recording/value.js';
import type { ValueWriter } from '../recording/value-bytes.js';
import { codecOf } from './codec-registry.js';
import { className, functionName } from './class-names.js';
import { isContainer, isData, isDataPrototype } from './data.js';
import { DataEncoder } from './encode-data.js';
import { flush, isShowing } from './hidden-state.js';
import { dataId, idOf, inPromiseOf, nextHandle, originalOf, shownOf, standinOf, type Standin } from './identity.js';
import { intrinsicPath, meetsInstance } from './intrinsics.js';
import { livePath } from './live-classes.js';
import { bareError, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, has, hasOwn, isModuleNamespaceObject, isNativeError, isPrimitive, isPromise, isProxy, ownKeys, promiseThen, setPrototypeOf } from './natives.js';
import { classPath, isPlainClass } from './program-classes.js';
import { lendProperties } from './promises.js';
import { purePath } from './pure-classes.js';
import { stampOf } from './stamp.js';
import { isRoot, rootPath, rootStandin } from './roots.js';
import { hasPrototype } from './standin-targets.js';

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
  /** Whether the outside put something with behaviour into data. */
  fills(data: object): boolean;
  /** The program's prototype for an object that the outside made with a mirrored one. */
  programPrototype(real: object): object | undefined;
}

/** What all handles with one prototype have in common. */
interface HandleKind { readonly shape: number; readonly name: string }

/** Writes values. */
export class Encoder extends DataEncoder {
  constructor(writer: ValueWriter, private readonly importer: Importer) {
    super(writer, (error) => importer.refused(error));
  }

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
      return this.dataReference(shown);
    }
    if (isData(object, undefined, isPlainClass)) {
      this.dataOnce(object);
      return value;
    }
    const id = known?.id ?? 0;
    if (id !== 0) {
      if (id > 0) {
        if (!this.importer.holdsDeposit(object) && !(isContainer(object) && this.importer.fills(object))) return this.dataReference(object);
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
    return this.#handle(object);
  }

  /** {@link value} for what the outside goes on filling: an object or array that would cross by value is a handle. */
  kept(value: unknown): unknown {
    if (isPrimitive(value) || stampOf(value as object) !== undefined || !isContainer(value as object) || intrinsicPath(value as object) !== undefined) return this.value(value);
    return this.#handle(value as object);
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
      this.data(object, new Set());
      return;
    }
    const { writer } = this;
    this.integrity(object);
    if (object instanceof Map || object instanceof Set) {
      this.#changedCollection(object);
      return;
    }
    const array = Array.isArray(object);
    const keys = array ? Object.keys(object) : ownKeys(object).filter((key) => typeof key === 'string' && 'value' in getOwnPropertyDescriptor(object, key)!) as string[];
    writer.byte(array ? Tag.Array : Tag.Object);
    this.id(dataId(object));
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

  /** Appends the result of an iteration step; gives the value that the engine is to read. */
  iteration(done: boolean, value: unknown): unknown {
    const { writer } = this;
    writer.byte(Tag.Iteration);
    writer.byte(done ? 1 : 0);
    return this.value(value);
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

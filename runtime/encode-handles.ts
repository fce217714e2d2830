// Handles that cross from the outside to the program, while recording.
import type { RepriseError } from '../contract/errors.js';
import { HandleFlag, Tag } from '../recording/value.js';
import type { ValueWriter } from '../recording/value-bytes.js';
import { codecOf } from './codec-registry.js';
import { className, functionName } from './class-names.js';
import { isDataPrototype } from './data.js';
import { DataEncoder } from './encode-data.js';
import { isShowing } from './hidden-state.js';
import { idOf, nextHandle, type Standin } from './identity.js';
import { meetsInstance } from './intrinsics.js';
import { getPrototypeOf, has, hasOwn, isProxy } from './natives.js';
import { classPath, isPlainClass } from './program-classes.js';
import { isRoot, rootPath } from './roots.js';
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

/** Writes data and handles. */
export class HandleEncoder extends DataEncoder {
  /** Prototypes whose objects were handles, and can be nothing else. */
  readonly #kinds = new WeakMap<object, HandleKind>();

  constructor(writer: ValueWriter, protected readonly importer: Importer) {
    super(writer, (error) => importer.refused(error));
  }

  /** Appends a root by its number, or by number and path the first time. */
  root(standin: Standin): object {
    if (standin.id !== 0) return this.reference(standin);
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

  /** Appends a stand-in by its number; a root that has none gets one. */
  protected reference(standin: Standin): object {
    if (standin.id === 0) return this.root(standin);
    this.writer.byte(Tag.HandleRef);
    this.writer.handle(standin.id);
    return standin.shown;
  }

  /** What an object that never crossed must be, by its prototype; undefined if that is not known. */
  protected kindOf(object: object): HandleKind | undefined {
    if (isProxy(object)) return undefined;
    const prototype = getPrototypeOf(object);
    const kind = prototype === null ? undefined : this.#kinds.get(prototype);
    // A prototype may inherit from one whose objects are handles, and has a name of its own.
    return kind === undefined || hasOwn(object, 'constructor') || 'then' in object || isRoot(object) || codecOf(prototype!) !== undefined ? undefined : kind;
  }

  /** Appends an object that is known to be a handle by its prototype. */
  protected kindHandle(real: object, kind: HandleKind): object {
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

  /** Appends an object that the program is to know by a stand-in. */
  protected handle(real: object): object {
    const { writer } = this;
    const callable = typeof real === 'function';
    const proxy = isProxy(real);
    const flags = (callable ? HandleFlag.Callable | (hasPrototype(real) ? HandleFlag.Constructor : 0) | (testsInstances(real) ? HandleFlag.Tests : 0) : 0)
      // Asking a proxy whether it has one would run its traps.
      | (proxy || has(real, 'then') ? HandleFlag.Thenable : 0)
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
}

/** Whether all objects with a prototype that one handle has are handles: those of errors, promises and data may be either. */
function isHandlePrototype(prototype: object): boolean {
  for (let at: object | null = prototype; at !== null; at = getPrototypeOf(at)) if (isProxy(at) || at === Promise.prototype || isDataPrototype(at) || isPlainClass(at)) return false;
  return true;
}

/** Whether a class, or one that it extends, has an `instanceof` of its own; classes of Node that have are roots, and their subclasses ask the prototype. */
function testsInstances(real: object): boolean {
  for (let at: object | null = real; at !== null && at !== Function.prototype && !isProxy(at); at = getPrototypeOf(at)) if (hasOwn(at, Symbol.hasInstance)) return rootPath(at) === undefined;
  return false;
}

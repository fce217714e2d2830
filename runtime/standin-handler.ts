// What happens when the program uses a stand-in: every use is a crossing, except what is fixed about a root, and what the
// program itself has put there.
import { Operation } from '../recording/entry.js';
import { PropertyFlag } from '../recording/flags.js';
import { HandleFlag } from '../recording/value.js';
import type { Crosser } from './crosser.js';
import { isPlainWrite } from './crossing.js';
import { direct } from './direct.js';
import { changesStream } from './effects/output.js';
import { inspectCustom } from './formatting.js';
import { standinOf, type Standin } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { altersRoot } from './leaf-roots.js';
import { isLeafCall, leafOf, type Leaf } from './leaves.js';
import { apply, defineProperty, get, getOwnPropertyDescriptor, getPrototypeOf, hasInstance, isPrimitive } from './natives.js';
import { findDescriptor, isLiveGetter, isRootAccessor, readRoot, rootPrototype } from './root-properties.js';
import { childPath, isSpecialRoot, rootChanges, rootStandin } from './roots.js';
import { isOutside, side } from './side.js';
import { inspectStandin } from './standin-targets.js';
import { sendKey } from './symbols.js';
import { asksForThen } from './thenables.js';

/** A property that the program put on a handle, and what the outside sees of it; or its getter and setter. */
interface OwnProperty { readonly value: unknown; readonly outside: unknown; readonly enumerable: boolean; readonly accessor: Accessor | undefined }

interface Accessor { readonly get: (() => unknown) | undefined; readonly set: ((value: unknown) => void) | undefined }

/** A stand-in below a root; of a function that no effect serves, what it stands for; and what {@link rootChanges} was. */
interface Child { readonly shown: object; readonly real: object | undefined; readonly roots: number }

/** The proxy handler of one stand-in. */
export class StandinHandler implements ProxyHandler<object> {
  standin!: Standin;
  #own: Map<PropertyKey, OwnProperty> | undefined;
  #prototype: object | undefined;
  /** Stand-ins below a root, found before. */
  #children: Map<PropertyKey, Child> | undefined;
  readonly #crosser: Crosser;
  readonly #fixed: boolean;
  #leaf: Leaf | undefined;

  constructor(crosser: Crosser, prototype: object | undefined, fixed: boolean) {
    this.#crosser = crosser;
    this.#prototype = prototype;
    this.#fixed = fixed;
  }

  get(_target: object, key: PropertyKey, receiver: unknown): unknown {
    const { standin } = this;
    const inherits = receiver !== standin.shown && !isPrimitive(receiver);
    const inBody = isInBody();
    if (!inBody && this.#isPackages()) return inherits ? direct(Operation.InheritedGet, standin, key, receiver, undefined) : direct(Operation.Get, standin, key, undefined, undefined);
    const accessor = this.#own?.get(key)?.accessor;
    if (accessor !== undefined) return accessor.get === undefined ? undefined : apply(accessor.get, receiver, []);
    if (this.#own?.has(key)) return inBody ? this.#ownDirectly(key) : this.#ownValue(key);
    if (key === 'then' && !asksForThen(standin)) return undefined;
    if (key === inspectCustom) return inspectStandin;
    if (key === Symbol.hasInstance && (standin.flags & HandleFlag.Tests) === 0) {
      // Some classes of the host say themselves what is theirs: a Duplex is a Writable, for one.
      const test: unknown = this.#fixed && receiver === standin.shown ? (standin.real as { [Symbol.hasInstance]?: unknown })[Symbol.hasInstance] : undefined;
      return typeof test === 'function' && intrinsicPath(test) === undefined && test !== hasInstance ? rootStandin(childPath(standin.path!, key), test).shown : hasInstance;
    }
    for (let at = this.#prototype; at !== undefined && !standinOf.has(at);) {
      const descriptor = getOwnPropertyDescriptor(at, key);
      if (descriptor !== undefined) {
        if (!inBody && this.#crosser.shadows(standin, key)) break;
        return descriptor.get === undefined ? descriptor.value : apply(descriptor.get, receiver, []);
      }
      at = getPrototypeOf(at) ?? undefined;
    }
    if (inBody) return inherits ? direct(Operation.InheritedGet, standin, key, receiver, undefined) : direct(Operation.Get, standin, key, undefined, undefined);
    if (this.#fixed && !(inherits && isLiveGetter(standin, key))) return this.#fixedValue(key);
    sendKey(key);
    return this.#crosser.get(standin, key, inherits ? receiver : undefined);
  }

  /** Whether it is the outside that uses the stand-in now. */
  #isOutsides(): boolean {
    return isInBody() || this.#isPackages();
  }

  /** Whether it is a package that does: it is to find what it finds on its own object, such as its view of the program's methods. */
  #isPackages(): boolean {
    return this.standin.shared && this.#crosser.isUsedOutside();
  }

  #fixedValue(key: PropertyKey): unknown {
    const known = this.#children?.get(key);
    // A package may have put another function there, which has a stand-in of its own.
    if (known !== undefined && known.roots === rootChanges && (known.real === undefined || known.real === (this.standin.real as Record<PropertyKey, unknown>)[key])) return known.shown;
    const value = readRoot(this.#crosser, this.standin, key);
    const standin = isPrimitive(value) ? undefined : standinOf.get(value as object);
    if (standin?.path !== undefined) (this.#children ??= new Map()).set(key, { shown: value as object, real: typeof standin.real === 'function' && !isSpecialRoot(standin.path) ? standin.real : undefined, roots: rootChanges });
    return value;
  }

  set(_target: object, key: PropertyKey, value: unknown, receiver: unknown): boolean {
    const { standin } = this;
    const outside = receiver === standin.shown && this.#isOutsides();
    const accessor = this.#own?.get(key)?.accessor;
    if (accessor !== undefined && !outside) {
      if (accessor.set !== undefined) apply(accessor.set, receiver, [value]);
      return accessor.set !== undefined;
    }
    if (receiver !== standin.shown) return this.#setInherited(key, value, receiver);
    if (outside) return direct(Operation.Set, standin, key, undefined, [value]) as boolean;
    if (this.#fixed) altersRoot(key);
    const crosser = this.#crosser;
    sendKey(key);
    changesStream(standin.shown, key, value);
    if (this.#fixed) {
      // What is fixed about a root is read from the host, so the program's own value is kept here as well.
      const done = crosser.cross(Operation.Set, standin, key, undefined, [value], true) as boolean;
      if (done) this.#keep(key, value, undefined, true);
      return done;
    }
    if (!this.#own?.has(key) && crosser.hasProperty(standin, key)) return crosser.cross(Operation.Set, standin, key, undefined, [value], true) as boolean;
    const enumerable = this.#own?.get(key)?.enumerable !== false;
    const own = crosser.setOwn(standin, key, value, enumerable);
    if (own !== undefined) this.#keep(key, value, own.outside, enumerable);
    return own !== undefined;
  }

  /** `super.key = value`, or a write to another object that inherits from the stand-in. */
  #setInherited(key: PropertyKey, value: unknown, receiver: unknown): boolean {
    if (isPrimitive(receiver)) return false;
    const { standin } = this;
    let done: boolean | undefined;
    if (!this.#isOutsides()) {
      sendKey(key);
      done = this.#crosser.setInherited(standin, key, value, receiver as object);
    } else if (standin.real !== undefined && !isPlainWrite(standin.real, key)) {
      done = direct(Operation.InheritedSet, standin, key, receiver, [value]) as boolean;
    }
    // The receiver may be the program's own, and holds what the program sees.
    return done ?? defineProperty(receiver as object, key, { value, writable: true, enumerable: true, configurable: true });
  }

  has(_target: object, key: PropertyKey): boolean {
    if (this.#own?.has(key)) return true;
    sendKey(key);
    if (this.#fixed) return findDescriptor(this.standin.real!, key) !== undefined;
    return this.#crosser.cross(Operation.Has, this.standin, key, undefined, undefined, false) as boolean;
  }

  apply(_target: object, thisArg: unknown, args: unknown[]): unknown {
    const { standin } = this;
    return this.#crosser.cross(Operation.Call, standin, undefined, thisArg, args, !this.#isLeafCall(args));
  }

  #isLeafCall(args: readonly unknown[]): boolean {
    const { path } = this.standin;
    return path !== undefined && isLeafCall(this.#leaf ??= leafOf(path), args);
  }

  construct(_target: object, args: unknown[], newTarget: Function): object {
    const { standin } = this;
    const segment = !this.#isLeafCall(args);
    if (newTarget === standin.shown) return this.#crosser.cross(Operation.Construct, standin, undefined, undefined, args, segment) as object;
    return this.#crosser.construct(standin, args, newTarget, segment) as object;
  }

  getPrototypeOf(): object | null {
    if (!isInBody() && this.#isPackages()) return getPrototypeOf(this.standin.real!);
    if (this.#prototype !== undefined) return this.#prototype;
    if (this.#fixed) {
      const prototype = getPrototypeOf(this.standin.real!);
      if (isInBody()) return prototype;
      return prototype === null ? null : rootPrototype(this.standin, prototype);
    }
    return this.#crosser.cross(Operation.Prototype, this.standin, undefined, undefined, undefined, false) as object | null;
  }

  setPrototypeOf(_target: object, prototype: object | null): boolean {
    this.#prototype = prototype ?? undefined;
    if (this.#fixed) altersRoot();
    return true;
  }

  ownKeys(): (string | symbol)[] {
    const keys = this.#fixed
      ? Object.getOwnPropertyNames(this.standin.real)
      : this.#crosser.cross(Operation.Keys, this.standin, undefined, undefined, undefined, false) as (string | symbol)[];
    const all = new Set<string | symbol>(keys);
    if (this.#own !== undefined) for (const key of this.#own.keys()) all.add(key as string | symbol);
    if ((this.standin.flags & HandleFlag.Array) !== 0) all.add('length');
    return [...all];
  }

  getOwnPropertyDescriptor(_target: object, key: PropertyKey): PropertyDescriptor | undefined {
    const own = !isInBody() && this.#isPackages() ? undefined : this.#own?.get(key);
    if (own?.accessor !== undefined) return { ...own.accessor, enumerable: own.enumerable, configurable: true };
    if (own !== undefined) return { value: own.value, writable: true, enumerable: own.enumerable, configurable: true };
    let found: unknown;
    if (this.#fixed) {
      const descriptor = getOwnPropertyDescriptor(this.standin.real!, key);
      found = descriptor?.enumerable;
      // Listing keys must not run a getter, which may warn that it is deprecated.
      if (descriptor !== undefined && isRootAccessor(this.standin, key, descriptor)) return { ...this.#accessor(_target, key), enumerable: found === true, configurable: true };
    } else {
      sendKey(key);
      found = this.#crosser.cross(Operation.Descriptor, this.standin, key, undefined, undefined, false);
    }
    if (found === undefined) return undefined;
    // Older recordings know only whether it is listed.
    const property = typeof found === 'number' ? found : found === true ? PropertyFlag.Enumerable : 0;
    const enumerable = (property & PropertyFlag.Enumerable) !== 0;
    if ((property & (PropertyFlag.Getter | PropertyFlag.Setter)) !== 0) return { get: this.#part(Operation.Getter, property, key), set: this.#part(Operation.Setter, property, key), enumerable, configurable: true };
    const { flags } = this.standin;
    const configurable = !((flags & HandleFlag.Array) !== 0 && key === 'length' || (flags & HandleFlag.Constructor) !== 0 && key === 'prototype');
    // What the proxy's target has as well must be as it is there.
    return { value: this.get(_target, key, this.standin.shown), writable: !configurable || (property & PropertyFlag.ReadOnly) === 0, enumerable, configurable };
  }

  /** The getter or setter of a handle's property, if it has one. */
  #part(operation: typeof Operation.Getter | typeof Operation.Setter, property: number, key: PropertyKey): (() => unknown) | undefined {
    if ((property & (operation === Operation.Getter ? PropertyFlag.Getter : PropertyFlag.Setter)) === 0) return undefined;
    return this.#crosser.cross(operation, this.standin, key, undefined, undefined, false) as () => unknown;
  }

  /** Functions that get and set a property of what they are called on. */
  #accessor(target: object, key: PropertyKey): Required<Pick<PropertyDescriptor, 'get' | 'set'>> {
    const handler = this;
    const of = (receiver: unknown): unknown => isPrimitive(receiver) ? handler.standin.shown : receiver;
    return {
      get(this: unknown) { return handler.get(target, key, of(this)); },
      set(this: unknown, value) { handler.set(target, key, value, of(this)); },
    };
  }

  defineProperty(_target: object, key: PropertyKey, descriptor: PropertyDescriptor): boolean {
    const value: unknown = 'value' in descriptor ? descriptor.value : undefined;
    if (this.#isOutsides()) return direct(Operation.Set, this.standin, key, undefined, [value]) as boolean;
    sendKey(key);
    if (this.#fixed) altersRoot(key);
    const enumerable = descriptor.enumerable === true;
    if (descriptor.get === undefined && descriptor.set === undefined) {
      changesStream(this.standin.shown, key, value);
      const own = this.#crosser.setOwn(this.standin, key, value, enumerable);
      if (own !== undefined) this.#keep(key, value, own.outside, enumerable);
      return own !== undefined;
    }
    const accessor = { get: descriptor.get, set: descriptor.set };
    const done = this.#crosser.setOwnAccessor(this.standin, key, accessor.get, accessor.set, enumerable);
    if (done) this.#keep(key, undefined, undefined, enumerable, accessor);
    return done;
  }

  deleteProperty(_target: object, key: PropertyKey): boolean {
    sendKey(key);
    if (this.#fixed) altersRoot(key);
    const done = this.#crosser.cross(Operation.Delete, this.standin, key, undefined, undefined, false) as boolean;
    if (done) this.#own?.delete(key);
    return done;
  }

  /** Refused: the outside's object would have to become so as well, and what it is made of is not all known here. */
  preventExtensions(): boolean {
    return false;
  }

  #keep(key: PropertyKey, value: unknown, outside: unknown, enumerable: boolean, accessor?: Accessor): void {
    (this.#own ??= new Map()).set(key, { value, outside, enumerable, accessor });
  }

  /** For the outside: the program's value, unless the outside has put another in its place. */
  #ownDirectly(key: PropertyKey): unknown {
    const own = this.#own!.get(key)!;
    const { real } = this.standin;
    return this.#fixed || real === undefined || get(real, key) === own.outside ? own.value : get(real, key);
  }

  #ownValue(key: PropertyKey): unknown {
    const own = this.#own!.get(key)!;
    if (this.#fixed || !this.#crosser.ownChanged(this.standin, key, own.outside)) return own.value;
    this.#own!.delete(key);
    return this.#crosser.cross(Operation.OwnGet, this.standin, key, undefined, undefined, false);
  }
}

/** Whether the body of a recorded function runs: code of the program, for which its own objects are what they are. */
function isInBody(): boolean {
  return side.state !== 0 && isOutside();
}

// Program → outside: functions are wrapped so that their invocations are call-ins, stand-ins are unwrapped, data goes
// as it is, and mixed objects go as proxies whose accesses keep both sides apart. In a replay nothing is built; the
// numbers are given in the same order, so that the recording's references meet the same objects.
import { transferable } from './binary.js';
import { flatParts, isContainer, isData, mostNumbered, partsGoingOut } from './data.js';
import { generatorMethods } from './generators.js';
import { idOf, inPromiseOf, originalOf, programId, programOf, shownOf, standinOf, wrapperOf, type InPromise, type Standin } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { isLiveMethod } from './live-classes.js';
import { isPurePrototype, purePath } from './pure-classes.js';
import { lendMemory } from './memory.js';
import { isNotedOutside } from './metadata.js';
import { holdsShared, sendsToThreads } from './shared-memory.js';
import { goesBare, isOwnBlob } from './slots.js';
import { firstStamp, stamp, stampOf, type Stamp } from './stamp.js';
import { sendKey, sendSymbol } from './symbols.js';
import { getOwnPropertyDescriptor, getPrototypeOf, isNativeError, isPrimitive, isPromise, isProxy, ownKeys } from './natives.js';

/** How program objects are dressed for the outside while recording; a replay has none. */
interface Exporter {
  wrapFunction(fn: Function, id: number): object;
  wrapPromise(promise: Promise<unknown>, id: number): object;
  wrapObject(object: object, id: number): object;
  /** Data that was given away holds more than data now. */
  mixed(object: object): void;
  /** Data that was given away holds more objects than are looked after. */
  tooMany(): void;
  /** The outside meets a class of a pure package. */
  meetsPure(): void;
  /** The outside has the object itself, and is to find there what it sees of its parts; gives whether it does. */
  takes(object: object): boolean;
  /** An argument holds memory that another thread may share from now on. */
  refuseShared(target: Standin): never;
}

/** How deep the parts of a mixed object get their numbers with it; deeper ones are exposures, entries of their own. */
const DEPTH = 4;

let proxiesWhole = true;

/** In a replay of a recording without the feature `proxies`: what a proxy of the program says to hold has numbers with it. */
export function numberPartsOfProxies(): void {
  proxiesWhole = false;
}

let errorParts = true;

/** In a replay of a recording without the feature `error-parts`: the outside did not get what the program put onto its errors, but for primitive values. */
export function numberNoErrorParts(): void {
  errorParts = false;
}

let ownImports = true;

/** In a replay of a recording without the feature `own-imports`: the outside gets the host's own promise of an `import()` of the program. */
export function importsAreOfTheHost(): void {
  ownImports = false;
}

/** Whether the outside gets its own promise back. That of an `import()` gives a module of the program, whose parts have to cross as any other's. */
function isReturned({ specifier }: InPromise): boolean {
  return specifier === undefined || !ownImports;
}

function outsidePromise(object: object): InPromise | undefined {
  const promise = inPromiseOf.get(object);
  return promise !== undefined && isReturned(promise) ? promise : undefined;
}

/** The outside's promise itself, on which the outside may go on when it settles. */
function handedOut(promise: InPromise | undefined): Promise<unknown> | undefined {
  if (promise === undefined) return undefined;
  promise.handedOut = true;
  return promise.base;
}

/**
 * Numbers what the outside can reach through a mixed object, in the same order in both modes: which of it the outside
 * will use, and when, is not known in a replay.
 */
function numberParts(object: object, depth: number): void {
  if (proxiesWhole && isProxy(object)) return;
  for (const method of Object.values(generatorMethods(object) ?? {})) programId(method);
  for (const key of ownKeys(object)) {
    sendKey(key);
    const value: unknown = getOwnPropertyDescriptor(object, key)?.value;
    // What the outside sees of the program's own may be in its place: see deposits.ts.
    if (isPrimitive(value) || isKnown(value as object) || programOf.has(value as object)) continue;
    if (typeof value !== 'function' && isData(value)) continue;
    programId(value as object);
    if (typeof value !== 'function' && depth > 0 && !isPromise(value)) numberParts(value as object, depth - 1);
  }
  for (let at = getPrototypeOf(object); at !== null; at = getPrototypeOf(at)) {
    if (isPurePrototype(at)) continue;
    if (isKnown(at)) return;
    programId(at);
    for (const key of ownKeys(at)) {
      const value: unknown = getOwnPropertyDescriptor(at, key)?.value;
      if (typeof value === 'function' && !isKnown(value)) programId(value);
    }
  }
}

/** Numbers what goes out within data. */
function programPart(object: object): void {
  const known = stamp(object);
  programId(object, known);
  known.data = true;
}

function isKnown(object: object): boolean {
  return idOf(object) !== undefined || standinOf.has(object) || outsidePromise(object) !== undefined || originalOf.has(object) || intrinsicPath(object) !== undefined || isLiveMethod(object) || purePath(object) !== undefined || isNotedOutside(object) || isProxy(object);
}

/** Gives the outside's view of program values. */
export class Outward {
  /** Mixed objects that the outside only looked at so far; undefined as long as there was none. */
  #viewed: WeakSet<object> | undefined;
  /** Errors that are being brought up to date: they may hold themselves. */
  readonly #errors = new Set<object>();

  constructor(private readonly exporter: Exporter | undefined) {}

  /** A value on its way out. */
  value(value: unknown): unknown {
    return this.#value(value, true);
  }

  /**
   * {@link value} of what a function of the program gave, or a promise of one. A package goes on with it in microtasks of its own, in which it would
   * find the program's own in a list that was empty when it got it before: it is given another object then.
   */
  result(value: unknown): unknown {
    return this.#value(value, true, true);
  }

  /**
   * What the outside sees of a part of a program's object that has its number already. A replay does not know that it
   * looks, so nothing gets a number here: what is within a mixed object does when that goes out itself.
   */
  view(value: unknown): unknown {
    return this.#value(value, false);
  }

  #value(value: unknown, goesOut: boolean, isResult = false): unknown {
    if (isPrimitive(value)) {
      if (goesOut && typeof value === 'symbol') sendSymbol(value);
      return value;
    }
    const object = value as object;
    const known = stampOf(object);
    if (known !== undefined) {
      const { standin, wrapper, promise, original } = known;
      if (standin !== undefined) return standin.real ?? object;
      if (wrapper !== undefined) {
        if (goesOut && this.#viewed?.delete(object) === true) numberParts(object, DEPTH);
        return wrapper;
      }
      if (promise !== undefined && isReturned(promise)) {
        return handedOut(promise);
      }
      if (known.id > 0 && isNativeError(object)) {
        this.#bringUpToDate(original, object, goesOut && errorParts);
        return original ?? object;
      }
      if (known.program !== undefined || known.shown !== undefined) return value;
    }
    if (intrinsicPath(object) !== undefined || isLiveMethod(object)) return value;
    const { exporter } = this;
    if (purePath(object) !== undefined) {
      exporter?.meetsPure();
      return value;
    }
    if (typeof value === 'function') {
      if (isNotedOutside(object)) return value;
      const own = known ?? firstStamp(object);
      const id = -programId(object, own);
      return this.#keep(object, own, exporter?.wrapFunction(value, id));
    }
    if (isPromise(object)) {
      const own = known ?? firstStamp(object);
      const id = -programId(object, own);
      return this.#keep(object, own, exporter?.wrapPromise(object, id));
    }
    if (known !== undefined && known.id > 0) return value;
    // An error keeps its class and identity on both sides; its properties are rarely worth a proxy.
    if (isNativeError(object) || isData(object)) {
      const flat = flatParts(object);
      const own = known ?? firstStamp(object);
      const id = programId(object, own);
      own.data = true;
      if (exporter !== undefined && ArrayBuffer.isView(object)) lendMemory(object, id);
      if (flat === undefined && goesOut && isContainer(object)) {
        const parts = partsGoingOut(object);
        for (let i = 0; i < parts.length; i++) programPart(parts[i]!);
        if (exporter !== undefined && parts.length >= mostNumbered()) exporter.tooMany();
      }
      return value;
    }
    if (known !== undefined && known.id < 0 && exporter !== undefined) {
      exporter.mixed(object);
      if (goesOut && known.data) {
        numberParts(object, DEPTH);
        if (!isResult && exporter.takes(object)) return this.#keep(object, known, undefined);
      }
    }
    const own = known ?? firstStamp(object);
    const id = -programId(object, own);
    if (isOwnBlob(object)) return this.#keep(object, own, undefined);
    if (goesOut) numberParts(object, DEPTH);
    else (this.#viewed ??= new WeakSet()).add(object);
    if (goesBare(object)) {
      if (exporter !== undefined && ArrayBuffer.isView(object)) lendMemory(object, id);
      return this.#keep(object, own, undefined);
    }
    return this.#keep(object, own, exporter?.wrapObject(object, id));
  }

  /**
   * What the program wrote onto its copy of an error, the outside sees on its own: a status, another message, details. A replay has no
   * other than the program's, but the numbers are the same.
   *
   * @param parts - whether objects that the program put there get their numbers
   */
  #bringUpToDate(original: object | undefined, copy: object, parts: boolean): void {
    if (!parts && original === undefined || this.#errors.has(copy)) return;
    this.#errors.add(copy);
    for (const key of ownKeys(copy)) {
      // The stack stays as it is, and to look at it may run code: V8 makes its text then, of the error's name.
      if (key === 'stack') continue;
      const value: unknown = getOwnPropertyDescriptor(copy, key)?.value;
      const seen = isPrimitive(value) ? value : parts ? this.#value(value, true) : this.known(value as object);
      if (original === undefined || !isPrimitive(value) && isPrimitive(seen)) continue;
      const own = getOwnPropertyDescriptor(original, key);
      if (own === undefined ? Object.isExtensible(original) : own.writable === true && own.value !== seen && (isPrimitive(own.value) || !isPrimitive(value))) (original as Record<PropertyKey, unknown>)[key] = seen;
    }
    this.#errors.delete(copy);
  }

  /** An argument of a call. */
  argument(target: Standin, value: unknown): unknown {
    if (isPrimitive(value) || !target.copies) return this.value(value);
    if (this.exporter !== undefined && sendsToThreads(target.name) && holdsShared(value)) this.exporter.refuseShared(target);
    // The outside takes their memory.
    for (const buffer of transferable(value)) programId(buffer);
    return this.#unwrapped(value as object, undefined);
  }

  /** A copy of plain objects and arrays with handles in them, for an outside that copies them, too. */
  #unwrapped(value: object, copies: Map<object, object> | undefined): unknown {
    const plain = Array.isArray(value) || (isContainer(value) && !(value instanceof Map) && !(value instanceof Set));
    if (!plain || idOf(value) !== undefined || isData(value)) return this.value(value);
    let copy = copies?.get(value);
    if (copy !== undefined) return copy;
    copy = Array.isArray(value) ? [] : {};
    (copies ??= new Map()).set(value, copy);
    for (const key of Object.keys(value)) {
      const part = (value as Record<string, unknown>)[key];
      (copy as Record<string, unknown>)[key] = isPrimitive(part) ? part : this.#unwrapped(part as object, copies);
    }
    return copy;
  }

  /** What the outside sees already of an object, or must see of it without a number of its own. */
  known(object: object): unknown {
    const standin = standinOf.get(object);
    if (standin !== undefined) return standin.real ?? object;
    return wrapperOf.get(object) ?? handedOut(outsidePromise(object)) ?? originalOf.get(object) ?? (intrinsicPath(object) !== undefined || isLiveMethod(object) || purePath(object) !== undefined || isNotedOutside(object) || shownOf.has(object) ? object : undefined);
  }

  #keep(object: object, own: Stamp, wrapper: object | undefined): object {
    if (wrapper !== undefined) programOf.set(wrapper, object);
    return own.wrapper = wrapper ?? object;
  }
}

// Promises of the outside in the program. The program's subscriptions go to the outside's own promise, so that no hop
// is added; the promise that the program holds settles one hop later, for what subscribes natively to it.
import type { SettlementEntry } from '../recording/entry.js';
import { dress } from './effects/leaf.js';
import { inPromiseOf, type InPromise } from './identity.js';
import { apply, get, getPrototypeOf, has, isPrimitive, noop, promiseThen, setPrototypeOf, subscribe } from './natives.js';
import type { ReactionMarks } from './reaction-marks.js';
import { rootStandin } from './roots.js';
import { isOutside, side } from './side.js';

/** An outside promise as the program knows it, and the functions that settle what the program holds. */
export interface ImportedPromise { readonly promise: InPromise & { fresh: boolean }; readonly resolve: (value: unknown) => void; readonly reject: (reason: unknown) => void }

/**
 * In a replay: stands for a value that is not there when the outside resolves, but when the program's reaction runs. The
 * call that resolves the promise has yet to give it, say.
 */
export class LateValue {
  readonly #promise: InPromise;

  constructor(promise: InPromise, readonly entry: SettlementEntry) {
    this.#promise = promise;
  }

  /** Asks nothing of a value: that would be a crossing of a stand-in. */
  static is(value: unknown): value is LateValue {
    return !isPrimitive(value) && #promise in (value as object);
  }

  get value(): unknown {
    return this.#promise.value;
  }
}

/** In a replay: what an `await` gives. */
export function awaited<T>(value: T): T {
  return LateValue.is(value) ? value.value as T : value;
}

/** Makes the program's side of an outside promise. */
export class PromiseImport {
  readonly #marks: ReactionMarks;
  /**
   * The prototype of all of them, with a `then` of its own. As a property of each promise it would cost three times as much, and
   * V8 would look `then` up for every promise of the process from the first on.
   */
  readonly #prototype: object;

  constructor(marks: ReactionMarks) {
    this.#marks = marks;
    const then = function then(this: Promise<unknown>, onFulfilled?: unknown, onRejected?: unknown): Promise<unknown> {
      const promise = inPromiseOf.get(this);
      if (promise === undefined) return apply(promiseThen, this, [onFulfilled, onRejected]) as Promise<unknown>;
      if (side.state !== 0 && isOutside()) return apply(promiseThen, promise.base, [onFulfilled, onRejected]) as Promise<unknown>;
      handle(promise);
      const derived = subscribe(promise.base,
        typeof onFulfilled === 'function' ? () => onFulfilled(promise.value) as unknown : () => promise.value,
        typeof onRejected === 'function' ? () => onRejected(promise.value) as unknown : () => { throw promise.value; });
      marks.subscribe(promise.base);
      return derived;
    };
    this.#prototype = Object.create(Promise.prototype, { then: { value: then, writable: true, configurable: true, enumerable: false } }) as object;
  }

  /** @param base - the outside's promise, or its twin in a replay */
  create(id: number, base: Promise<unknown>): ImportedPromise {
    let resolve!: (value: unknown) => void;
    let reject!: (reason: unknown) => void;
    const shown = new Promise<unknown>((yes, no) => { resolve = yes; reject = no; });
    return { promise: this.register(id, base, shown), resolve, reject };
  }

  /** {@link create} for a promise of the program that settles by itself, when the outside's has. */
  register(id: number, base: Promise<unknown>, shown: Promise<unknown>): InPromise {
    const promise: InPromise = { id, base, shown, value: undefined, handled: false, rejected: false, fresh: false, handedOut: false, quiet: false, iteration: false, specifier: undefined };
    inPromiseOf.set(shown, promise);
    setPrototypeOf(shown, this.#prototype);
    return promise;
  }

  /** Others than the program subscribed to the outside's promise, and answer for its rejection. */
  handled(promise: InPromise): void {
    handle(promise);
  }

  /** What the program holds is about to be rejected. */
  rejects(promise: InPromise): void {
    promise.rejected = true;
    if (promise.handled) silence(promise);
  }

  /** Before an `await` of the program: what the engine is to wait for. */
  await(value: object): unknown {
    const promise = inPromiseOf.get(value);
    if (promise === undefined) return value;
    handle(promise);
    this.#marks.await(promise.base);
    return promise.base;
  }
}

/** Somebody subscribed: what is derived reports a rejection from now on. */
function handle(promise: InPromise): void {
  if (promise.handled) return;
  promise.handled = true;
  if (promise.rejected) silence(promise);
}

/** Keeps the host from reporting a rejection that has been handled; most promises never need it. */
function silence(promise: InPromise): void {
  void subscribe(promise.shown, noop, noop);
}

let derivesByClass = true;

/** In a replay of a recording without the feature `derived-promises`: what the program derives of any promise is of the class `Promise`. */
export function derivePlainPromises(): void {
  derivesByClass = false;
}

/** Methods of the language as the outside's own promises run them: as themselves they would run for what the program holds. */
const outsideMethods = new Map<unknown, Function>([promiseThen, Promise.prototype.catch, Promise.prototype.finally].map((native) => [native, dress(function (this: Promise<unknown>, ...reactions: unknown[]): unknown {
  return apply(native as (...reactions: unknown[]) => unknown, this, reactions);
}, native)]));

/** What the program calls as a method of a promise of an outside class. */
function derivingMethod(method: unknown): unknown {
  const outside = outsideMethods.get(method);
  return outside === undefined ? method : rootStandin(`Promise.prototype.${outside.name}`, outside).shown;
}

/**
 * Gives a stand-in what the outside's promise has besides what every promise has: packages put methods on the promises
 * that they return.
 *
 * @param lent - stands for the outside's promise as an object
 */
export function lendProperties(shown: Promise<unknown>, lent: object, subclass: boolean): void {
  // Of a class of its own, what is derived is of that class, too, which its code may decide. Its `catch` and `finally` may be others.
  const derives = subclass && derivesByClass;
  // The host looks for symbols of its own on every promise.
  const isLent = (key: PropertyKey): boolean => (typeof key === 'string' ? derives || !has(Promise.prototype, key) || (subclass && key === 'constructor') : key === Symbol.asyncIterator || key === Symbol.iterator);
  setPrototypeOf(shown, new Proxy(Object.create(getPrototypeOf(shown)) as object, {
    get(target, key, receiver): unknown {
      if (!isLent(key)) return Reflect.get(target, key, receiver);
      // A method of the package's deals with the promise by itself, out of sight; a rejection is its to answer for.
      const promise = inPromiseOf.get(shown);
      if (promise !== undefined) handle(promise);
      if (!derives) return get(lent, key);
      // Its `then` is known to be the language's.
      return derivingMethod(key === 'then' ? promiseThen : get(lent, key));
    },
    has: (target, key) => has(isLent(key) ? lent : target, key),
    getPrototypeOf: () => getPrototypeOf(lent),
  }));
}

/** In a replay: the base of a promise whose class is the outside's. The engine takes a job more to await one. */
export class SubclassTwin extends Promise<unknown> {
  static override get [Symbol.species](): PromiseConstructor { return Promise; }
}

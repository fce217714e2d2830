// Promises of the outside, while recording: where they settle, and with what.
import { Tag } from '../recording/value.js';
import { CrossingFlag, SettlementFlag } from '../recording/flags.js';
import { changedArguments, type Snapshot } from './crossing.js';
import { makeStacks } from './error-stacks.js';
import { inPromiseOf, nextPromise, shownOf, type InPromise } from './identity.js';
import { programPrototype } from './mirrors.js';
import { getPrototypeOf, isPrimitive, subscribe } from './natives.js';
import { PromiseImport } from './promises.js';
import type { Recorder } from './recorder.js';
import { stampOf } from './stamp.js';
import type { Subscriptions } from './subscriptions.js';
import { settlesWith } from './thenables.js';

/** Makes what the program gets for promises of the outside, and the entries of their settlements. */
export class PromiseRecording {
  readonly #recorder: Recorder;
  readonly #imports: PromiseImport;
  /** Mutable arguments of the crossings that gave the promises, until they settle. */
  readonly #watched = new WeakMap<InPromise, readonly Snapshot[]>();
  readonly #through = new WeakMap<InPromise, object>();
  /** Something is in one of the two: most programs that await timers never ask. */
  #knows = false;
  /** Of promises that the program has, and of those with which crossings have to do before it gets them. */
  readonly #subscriptions: Subscriptions;
  /** Those that it answers for when they are rejected. */
  readonly #handled = new WeakSet<InPromise>();
  #subscribing = false;
  /** Pending `import()`s of program modules. */
  #loading = 0;
  /** Promises of pending `import()`s of anything else, and what they load. */
  readonly #loadingOutside = new Map<InPromise, unknown>();

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    this.#imports = new PromiseImport(recorder.order.marks);
    this.#subscriptions = recorder.order.subscriptions;
  }

  /** Whether an `import()` of a program module is pending: the loader, and the modules, may go on in any turn. */
  get loading(): boolean {
    return this.#loading > 0;
  }

  /** The program's promise for one of the outside. */
  shown(real: Promise<unknown>): Promise<unknown> {
    const known = shownOf.get(real);
    if (known !== undefined) return known as Promise<unknown>;
    this.#subscribing = true;
    // The promise that the reaction itself makes is the program's.
    const own = subscribe(real,
      (value: unknown) => { this.#settled(promise, value, false); return settlesWith(promise.value); },
      (reason: unknown) => { this.#settled(promise, reason, true); throw promise.value; });
    this.#subscribing = false;
    const promise: InPromise = this.#imports.register(nextPromise(), real, own);
    shownOf.set(real, promise.shown);
    return promise.shown;
  }

  /**
   * A promise is derived of another one. Whoever subscribes to one of the outside's answers for its rejection: so the program
   * need not, by the promise that it holds instead.
   */
  derived(real: Promise<unknown>, promise: Promise<unknown>): void {
    if (this.#subscribing) return;
    const shown = stampOf(real)?.shown;
    if (shown === undefined) {
      if (this.#recorder.open.frames.length > 0) this.#subscriptions.derived(real, promise);
      return;
    }
    const known = inPromiseOf.get(shown);
    if (known?.handled !== false) return;
    if (known.rejected) this.#isHandled(known);
    else this.#subscriptions.derived(real, promise);
  }

  #isHandled(promise: InPromise): void {
    this.#imports.handled(promise);
    this.#handled.add(promise);
    // Its settlement is an entry already.
    if (promise.rejected) this.#recorder.note((writer) => { writer.handled(promise.id); });
  }

  /** What the engine is to wait for at an `await` of the program. */
  await(value: object): unknown {
    const base = this.#imports.await(value);
    // The engine derives another promise by the program's class, and waits for that: no position tells its jobs from the program's.
    if (base !== value && getPrototypeOf(base as object) !== Promise.prototype && programPrototype(getPrototypeOf(base as object) ?? {}) !== undefined) this.#recorder.notFollowed('an await of a class that extends a package\'s class of promises');
    return base;
  }

  /** The promise is that of an `import()` of a program module; none if the call threw. */
  import(shown: unknown, specifier: string): void {
    const promise = inPromise(shown);
    if (promise !== undefined) {
      promise.specifier = specifier;
      this.#loading++;
    }
    this.#updateOrder();
  }

  /** The promise is that of an `import()` of anything else; none if the call threw. */
  importOutside(shown: unknown, specifier: unknown): void {
    const promise = inPromise(shown);
    if (promise !== undefined) this.#loadingOutside.set(promise, specifier);
    this.#updateOrder();
  }

  /** Whether an `import()` of a module that is not the program's is pending. */
  imports(specifier: string): boolean {
    for (const pending of this.#loadingOutside.values()) if (pending === specifier) return true;
    return false;
  }

  /** The order looks after the host's loader for as long as it may be at work. */
  #updateOrder(): void {
    this.#recorder.order.loading = this.#loading > 0 || this.#loadingOutside.size > 0;
  }

  /** The promise came through an object of the outside, which may have been given data of the program before. */
  through(shown: unknown, object: object): void {
    const promise = inPromise(shown);
    if (promise === undefined) return;
    this.#knows = true;
    this.#through.set(promise, object);
  }

  /** What the outside writes into arguments until the promise settles is logged with the settlement. */
  watch(shown: unknown, arguments_: readonly Snapshot[]): void {
    const promise = inPromise(shown);
    if (promise === undefined) return;
    this.#knows = true;
    this.#watched.set(promise, arguments_);
  }

  #settled(promise: InPromise, raw: unknown, rejected: boolean): void {
    const recorder = this.#recorder;
    const { writer, order } = recorder;
    makeStacks(raw);
    recorder.programRuns();
    const known = this.#knows;
    const through = known ? this.#through.get(promise) : undefined;
    if (through !== undefined) recorder.lent.writes(through, []);
    recorder.lent.returns(raw);
    const watched = known ? this.#watched.get(promise) : undefined;
    let changed = watched === undefined ? [] : changedArguments(watched);
    if (changed.length > 0 && recorder.writes.apart(changed)) changed = changedArguments(changed);
    const quiet = promise.quiet && !promise.handedOut && this.#loading === 0;
    recorder.entries.placeSettlement(quiet);
    if (this.#loadingOutside.delete(promise)) this.#updateOrder();
    if (rejected && !promise.handled && this.#subscriptions.has(promise.base)) this.#isHandled(promise);
    writer.promise(promise.id);
    writer.byte((rejected ? CrossingFlag.Threw | (this.#handled.has(promise) ? SettlementFlag.Handled : 0) : 0) | (changed.length > 0 ? CrossingFlag.Writes : 0));
    promise.value = this.#value(promise, raw, rejected);
    recorder.deposits.given(raw, promise.value);
    if (through !== undefined && !isPrimitive(raw)) recorder.lent.hold(through, raw as object, promise.value);
    if (changed.length > 0) recorder.writes.arguments(changed);
    writer.commit();
    if (rejected) this.#imports.rejects(promise);
    if (quiet) order.quietSegment();
    else order.segment();
  }

  #value(promise: InPromise, raw: unknown, rejected: boolean): unknown {
    const recorder = this.#recorder;
    if (promise.specifier !== undefined) {
      this.#loading--;
      this.#updateOrder();
      if (rejected) return recorder.encode(raw);
      // A module of the program is the program's own, in a replay, too.
      recorder.writer.byte(Tag.Namespace);
      recorder.writer.string(promise.specifier);
      return raw;
    }
    if (!promise.iteration || rejected || isPrimitive(raw)) return recorder.encode(raw);
    // The engine reads the result as it is; its value is logged as the program will see it.
    const { done, value } = raw as IteratorResult<unknown>;
    return { done: done === true, value: recorder.encodeIteration(done === true, value) };
  }
}

function inPromise(shown: unknown): InPromise | undefined {
  return isPrimitive(shown) ? undefined : inPromiseOf.get(shown as object);
}

// Promises of the outside, in a replay: the mirror image of PromiseRecording.
import { isFresh, type SettlementEntry } from '../recording/entry.js';
import type { Neutral } from '../recording/value.js';
import { objectOf, type InPromise } from './identity.js';
import { apply, promiseThen } from './natives.js';
import { Numbered } from './numbered.js';
import type { ProgramImports } from './program-imports.js';
import { LateValue, lendProperties, PromiseImport, SubclassTwin, type ImportedPromise } from './promises.js';
import type { Replayer } from './replayer.js';
import { settlesWith } from './thenables.js';

/** A promise of the outside that has not settled. */
type PendingPromise = ImportedPromise & { readonly settle: (value: unknown) => void; readonly fail: (reason: unknown) => void };

/** Thrown where the recording names something that has not come yet, or has data as it will be then: the program may change it itself before. */
const MISSING = Symbol('missing');

/** Makes twins of the outside's promises, and settles them where the recording says. */
export class PromiseReplay {
  readonly #replayer: Replayer;
  /** Pending `import()`s of program modules. */
  readonly #modules: ProgramImports;
  readonly #imports: PromiseImport;
  readonly #pending = new Map<number, PendingPromise>();
  readonly byNumber = new Numbered<Promise<unknown>>();
  /** Promises of timers that have not settled. */
  readonly #timers = new Map<number, (value: unknown) => void>();
  /** Settlements that came before their promise. */
  readonly #early = new Map<number, SettlementEntry>();
  /** Rejections whose errors are there, but not yet as they are to be. */
  readonly #late = new Map<number, SettlementEntry>();
  /** What is not known yet may come. */
  #tentative = false;

  constructor(replayer: Replayer, modules: ProgramImports) {
    this.#replayer = replayer;
    this.#modules = modules;
    this.#imports = new PromiseImport(replayer.order.marks);
  }

  /** What the engine is to wait for at an `await` of the program. */
  await(value: object): unknown {
    return this.#imports.await(value);
  }

  /** The program's promise for one of the outside. */
  shown(id: number, subclass = false, handle?: object): Promise<unknown> {
    const known = this.byNumber.get(id);
    if (known !== undefined) return known;
    const { order } = this.#replayer;
    let settle!: (value: unknown) => void;
    let fail!: (reason: unknown) => void;
    const base = new (subclass ? SubclassTwin : Promise<unknown>)((yes: (value: unknown) => void, no: (reason: unknown) => void) => { settle = yes; fail = no; });
    const imported = this.#imports.create(id, base);
    if (handle !== undefined) lendProperties(imported.promise.shown, handle, subclass);
    const { promise, resolve, reject } = imported;
    this.byNumber.set(id, promise.shown);
    this.#pending.set(id, { ...imported, settle, fail });
    const react = (forward: (value: unknown) => void) => (value: unknown) => {
      promise.value = LateValue.is(value) ? this.#settled(value.entry) : value;
      this.#lateReason(id);
      if (promise.fresh) order.segment();
      if (forward === reject) this.#imports.rejects(promise);
      forward(forward === resolve ? settlesWith(promise.value) : promise.value);
      order.at(order.segment());
    };
    void apply(promiseThen, base, [react(resolve), react(reject)]);
    const early = this.#early.get(id);
    if (early !== undefined) {
      this.#early.delete(id);
      this.settle(early);
    }
    return promise.shown;
  }

  /** The promise of a timer of the host's, which is the program's own. */
  timer(id: number): Promise<unknown> {
    return new Promise<unknown>((resolve) => { this.#timers.set(id, resolve); });
  }

  /** A timer of the host's settles the promise that stands for it. */
  #timerEnds(entry: SettlementEntry, resolve: (value: unknown) => void): void {
    const { order } = this.#replayer;
    this.#timers.delete(entry.promise);
    if (isFresh(entry.position)) order.segment();
    resolve(this.#replayer.value(entry.value));
    order.at(order.segment());
  }

  /** The outside resolves one of its promises. */
  settle(entry: SettlementEntry): void {
    const timer = this.#timers.get(entry.promise);
    if (timer !== undefined) {
      this.#timerEnds(entry, timer);
      return;
    }
    const pending = this.#pending.get(entry.promise);
    if (pending === undefined) {
      this.#early.set(entry.promise, entry);
      return;
    }
    if (this.#modules.has(entry.promise)) {
      if (!entry.rejected) {
        this.#modules.settle(entry.promise, ({ value, failed }) => {
          if (failed === true) this.#replayer.importFails(value);
          this.#settleWith(entry, pending, value);
        });
        return;
      }
      this.#modules.fails(entry.promise);
    }
    this.#settleWith(entry, pending, undefined);
  }

  #settleWith(entry: SettlementEntry, pending: PendingPromise, namespace: unknown): void {
    const { marks } = this.#replayer.order;
    this.#pending.delete(entry.promise);
    pending.promise.fresh = isFresh(entry.position);
    if (marks.pending) marks.close(pending.promise.base);
    if (entry.handled || this.#replayer.log.takeHandled(entry.promise)) this.#imports.handled(pending.promise);
    if (entry.rejected) pending.fail(this.#reasonEarly(entry, pending.promise));
    // The engine itself reads what an iteration gave.
    else if (namespace !== undefined || isIteration(entry.value)) pending.settle(namespace ?? this.#settled(entry));
    else pending.settle(settlesWith(this.#settledEarly(entry, pending.promise)));
  }

  /** What a promise is settled with. */
  #settled(entry: SettlementEntry): unknown {
    const value = this.#replayer.value(entry.value);
    for (const [, node] of entry.writes) this.#replayer.value(node);
    return value;
  }

  /** {@link #settled} where the outside resolves, or what stands for it until the reaction, in which it was recorded. */
  #settledEarly(entry: SettlementEntry, promise: InPromise): unknown {
    const before = this.#tentative;
    this.#tentative = true;
    try {
      return this.#settled(entry);
    } catch (error) {
      if (error !== MISSING) throw error;
      return new LateValue(promise, entry);
    } finally {
      this.#tentative = before;
    }
  }

  /**
   * {@link #settledEarly} for what a promise is rejected with: where nobody catches at the top level of a module, the host tells of it, and is to have the
   * error itself. What that holds comes with the reaction.
   */
  #reasonEarly(entry: SettlementEntry, promise: InPromise): unknown {
    const reason = this.#settledEarly(entry, promise);
    if (!LateValue.is(reason)) return reason;
    const { value } = entry;
    const known = typeof value === 'object' && value !== null && value.t === 'error' ? objectOf(value.id) : undefined;
    if (known === undefined) return reason;
    this.#late.set(promise.id, entry);
    return known;
  }

  #lateReason(id: number): void {
    const entry = this.#late.size === 0 ? undefined : this.#late.get(id);
    if (entry === undefined) return;
    this.#late.delete(id);
    this.#settled(entry);
  }

  /** The recording names what is not there, or not as it will be: ends the attempt to make a value early, if that is what asks for it. */
  missing(): void {
    if (this.#tentative) throw MISSING;
  }
}

/** A step of a `for await`. Of a promise that was settled before, the loop has not said yet that it is one's. */
function isIteration(value: Neutral): boolean {
  return typeof value === 'object' && value !== null && value.t === 'iteration';
}

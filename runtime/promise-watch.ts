// Promises of the program that were handed out, in a replay: the mirror image of PromiseExport.
import { Kind } from '../recording/entry.js';
import { apply, isPromise, promiseThen } from './natives.js';
import { Numbered } from './numbered.js';
import type { Replayer } from './replayer.js';

/** Does for promises of the program what the outside did with them. */
export class PromiseWatch {
  readonly #replayer: Replayer;
  /** Those that the outside touched: by number, what stands for the program's own. */
  readonly watched = new Numbered<Promise<unknown>>();
  readonly #handedOut = new WeakMap<object, Promise<unknown>>();

  constructor(replayer: Replayer) {
    this.#replayer = replayer;
  }

  /** The outside touched a promise that was handed out: from now on its settlement counts. */
  #watch(promise: Promise<unknown>, id: number): void {
    const replayer: Replayer = this.#replayer;
    let resolve!: (value: unknown) => void;
    let reject!: (reason: unknown) => void;
    const twin = new Promise<unknown>((yes, no) => { resolve = yes; reject = no; });
    this.watched.set(id, twin);
    this.#handedOut.set(twin, promise);
    const settled = (forward: (value: unknown) => void) => (value: unknown) => {
      replayer.order.marks.flush();
      replayer.due();
      const entry = replayer.order.next;
      if (entry?.kind !== Kind.ProgramSettled || entry.promise !== id) replayer.diverged({ what: 'settles', name: `program promise #${id}`, site: 0 });
      replayer.order.advance();
      const label = replayer.order.segment();
      replayer.outward.value(value);
      if (forward === reject && !replayer.log.takeUnhandled(id)) void apply(promiseThen, twin, [undefined, () => { /* the outside had handled it */ }]);
      forward(value);
      replayer.order.at(label);
    };
    void apply(promiseThen, promise, [settled(resolve), settled(reject)]);
  }

  /** The outside subscribes to a promise of the program. */
  subscribe(id: number): void {
    const replayer: Replayer = this.#replayer;
    const promise = replayer.program(id);
    if (!isPromise(promise)) replayer.unknown(`program promise #${id}`);
    if (this.watched.get(id) !== undefined) replayer.order.marks.subscribe(promise);
    else this.#watch(promise, id);
  }

  /** A rejection is reported as unhandled: the program's own promise, if it is one that was handed out. */
  original(twin: unknown): Promise<unknown> | undefined {
    return this.#handedOut.get(twin as object);
  }
}

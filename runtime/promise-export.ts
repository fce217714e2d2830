// Promises of the program that are handed out, while recording. The outside's subscriptions go to the program's own
// promise, and each is an entry, since in a replay nobody subscribes. Until the outside touches the wrapper nobody
// watches the promise: whether its rejection counts as handled is the program's business alone.
import { Kind } from '../recording/entry.js';
import { watchArguments } from './crossing.js';
import { apply, defineProperty, isPrimitive, noop, promiseThen } from './natives.js';
import { MOST_MET } from './open-crossings.js';
import type { Recorder } from './recorder.js';

interface OutPromise { readonly id: number; readonly promise: Promise<unknown>; value: unknown; handled: boolean; watched: boolean }

/** Makes what the outside gets for promises of the program. */
export class PromiseExport {
  readonly #known = new WeakMap<object, OutPromise>();

  constructor(private readonly recorder: Recorder) {}

  /** The outside's view of a program promise. */
  wrap(promise: Promise<unknown>, id: number): Promise<unknown> {
    const { recorder } = this;
    let resolve!: (value: unknown) => void;
    let reject!: (reason: unknown) => void;
    const wrapper = new Promise<unknown>((yes, no) => { resolve = yes; reject = no; });
    const written = recorder.open.writtenLater();
    const known: OutPromise = { id, promise, value: undefined, handled: false, watched: false };
    this.#known.set(wrapper, known);
    const settle = (forward: (value: unknown) => void) => (value: unknown) => {
      recorder.order.marks.flush();
      recorder.note((writer) => { writer.programPromise(Kind.ProgramSettled, id); });
      recorder.order.segment();
      known.value = recorder.outward.result(value);
      const given = isPrimitive(value) ? undefined : watchArguments([value]);
      if (given !== undefined) {
        recorder.lent.settled(value, given);
        // What the outside does with it belongs to the crossing that it was given to.
        if (written !== undefined && written.length < MOST_MET) written.push(...given);
      }
      forward(known.value);
    };
    const entered = (subscribe: () => void) => {
      recorder.entries.place(Kind.Subscription);
      recorder.writer.program(id);
      recorder.writer.commit();
      subscribe();
      // If the promise has settled, its reactions are queued now: what the outside resolves next comes behind them.
      recorder.order.segment();
    };
    const watch = () => {
      if (known.watched) return;
      known.watched = true;
      entered(() => { void apply(promiseThen, promise, [settle(resolve), settle(reject)]); });
    };
    const subscribed = () => {
      watch();
      if (!known.handled) {
        known.handled = true;
        void apply(promiseThen, wrapper, [noop, noop]);
      }
      entered(() => { recorder.order.marks.subscribe(promise); });
    };
    // The engine reads it before it subscribes to a promise by itself, for an await or a resolution.
    defineProperty(wrapper, 'constructor', {
      get: () => {
        watch();
        return Promise;
      },
      configurable: true, enumerable: false,
    });
    defineProperty(wrapper, 'then', {
      value: function then(onFulfilled?: unknown, onRejected?: unknown): Promise<unknown> {
        subscribed();
        return apply(promiseThen, promise, [
          typeof onFulfilled === 'function' ? () => onFulfilled(known.value) as unknown : () => known.value,
          typeof onRejected === 'function' ? () => onRejected(known.value) as unknown : () => { throw known.value; },
        ]) as Promise<unknown>;
      },
      writable: true, configurable: true, enumerable: false,
    });
    return wrapper;
  }

  /**
   * The outside gave a handed-out promise back, and the program gets its own again. If the outside only looked at it,
   * as `Promise.resolve` does, nobody there answers for its rejection any more.
   */
  returned(wrapper: object): void {
    if (this.#known.get(wrapper)?.watched === true) void apply(promiseThen, wrapper, [undefined, noop]);
  }

  /** An unhandled rejection of a handed-out promise: its number, and the program's own promise. */
  unhandled(wrapper: object): { id: number; promise: Promise<unknown> } | undefined {
    return this.#known.get(wrapper);
  }
}

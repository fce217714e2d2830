// The end of a program's reaction to an outside promise starts a segment. For `await` that end is marked by one more
// reaction on the same promise, which must come directly behind the program's: too early it would stand before the
// await, too late the promise may have settled in between. So marks wait for the next crossing, the next edge of a
// call-in or the next microtask, and are closed at once when their promise settles.
import { microtask, subscribe } from './natives.js';

/** Marks that are still to be subscribed. */
export class ReactionMarks {
  readonly #waiting: Promise<unknown>[] = [];
  readonly #mark: () => void;
  readonly #flush = (): void => { this.flush(); };

  /** @param mark - what the end of a reaction does */
  constructor(mark: () => void) {
    this.#mark = mark;
  }

  get pending(): boolean {
    return this.#waiting.length > 0;
  }

  /** The program is about to wait for an outside promise. */
  await(promise: Promise<unknown>): void {
    if (this.#waiting.length > 0) this.close(promise);
    this.#waiting.push(promise);
    if (this.#waiting.length === 1) microtask(this.#flush);
  }

  /** Subscribes the mark behind the reactions that are there. */
  subscribe(promise: Promise<unknown>): void {
    void subscribe(promise, this.#mark, this.#mark);
  }

  /** Subscribes a promise's mark if it waits. */
  close(promise: Promise<unknown>): void {
    const at = this.#waiting.indexOf(promise);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    this.subscribe(promise);
  }

  /** Subscribes all that wait. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    for (const promise of this.#waiting) this.subscribe(promise);
    this.#waiting.length = 0;
  }
}

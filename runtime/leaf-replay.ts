// Entries of leaves, in a replay: see effects/leaf.ts.
import { Kind, type LeafName, type LeafValues } from '../recording/entry.js';
import type { Replayer } from './replayer.js';

/** Answers leaves from the recording. */
export class LeafReplay {
  readonly #replayer: Replayer;
  /** Clock reads that are left of the run that is next. */
  #run: LeafValues | undefined;
  /** Draws made of those that come next. */
  #draws = 0;

  constructor(replayer: Replayer) {
    this.#replayer = replayer;
  }

  /** What the leaf gave that is next. */
  value(name: LeafName, callee: unknown): unknown {
    this.#replayer.due();
    const { order } = this.#replayer;
    const entry = order.next;
    if (entry?.kind === Kind.LeafRun && entry.leaf === name) {
      const run = this.#run ??= entry.values();
      const value = run.take();
      if (run.left === 0) {
        this.#run = undefined;
        order.advance();
      }
      return value;
    }
    if (entry?.kind !== Kind.Leaf || entry.leaf !== name) this.#replayer.diverged({ what: 'leaf', name, site: this.#replayer.sites.takeLeaf(callee) });
    order.advance();
    return this.#replayer.value(entry.value);
  }

  /**
   * The program draws a number from the seeded generator.
   *
   * @returns the number, where a package had put something else in the place of the generator
   */
  drawn(name: LeafName, callee: unknown): number | undefined {
    this.#replayer.due();
    const { order } = this.#replayer;
    const entry = order.next;
    if (entry?.kind === Kind.Leaf && entry.leaf === name) {
      order.advance();
      return this.#replayer.value(entry.value) as number;
    }
    if (entry?.kind !== Kind.Draws) this.#replayer.diverged({ what: 'leaf', name, site: this.#replayer.sites.takeLeaf(callee) });
    if (++this.#draws < entry.count) return undefined;
    this.#draws = 0;
    order.advance();
    return undefined;
  }
}

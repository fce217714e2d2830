// Entries of leaves, in a replay: see effects/leaf.ts.
import { Kind, Operation, type LeafName, type LeafValues } from '../recording/entry.js';
import type { Standin } from './identity.js';
import type { Replayer } from './replayer.js';
import { genericStandin } from './standin.js';

/** Answers leaves from the recording. */
export class LeafReplay {
  readonly #replayer: Replayer;
  /** Clock reads that are left of the run that is next. */
  #run: LeafValues | undefined;
  /** Stand-ins for what packages had put in the places of leaves. */
  readonly #standins = new Map<LeafName, Standin>();
  /** Draws made of those that come next. */
  #draws = 0;

  constructor(replayer: Replayer) {
    this.#replayer = replayer;
  }

  /** A package had put something else in the place of the leaf. */
  #replaced(name: LeafName, callee: unknown): unknown {
    const replayer = this.#replayer;
    let standin = this.#standins.get(name);
    if (standin === undefined) this.#standins.set(name, standin = genericStandin(replayer.crossings, `globalThis.${name}`, callee as object));
    if (!replayer.crossings.isNextCall(standin)) replayer.diverged({ what: 'leaf', name, site: replayer.sites.takeLeaf(callee) });
    return replayer.crossings.cross(Operation.Call, standin, undefined, undefined, undefined);
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
    if (entry?.kind !== Kind.Leaf || entry.leaf !== name) return this.#replaced(name, callee);
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
    if (entry?.kind !== Kind.Draws) return this.#replaced(name, callee) as number;
    if (++this.#draws < entry.count) return undefined;
    this.#draws = 0;
    order.advance();
    return undefined;
  }
}

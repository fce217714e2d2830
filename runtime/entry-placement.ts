// While recording: where in the run an entry begins. The order gives its position; entries that begin a turn are told how much time went by before.
import { isFresh, Kind, type Position } from '../recording/entry.js';
import type { RecordingWriter } from '../recording/writer.js';
import type { DepositRecording } from './deposit-recording.js';
import { now } from './natives.js';
import type { OpenCrossings } from './open-crossings.js';
import type { Placement, RecordOrder } from './record-order.js';

/** Begins the entries that have a position. */
export class EntryPlacement {
  readonly #placement: Placement = { position: 0, inexact: false };
  readonly #writer: RecordingWriter;
  readonly #order: RecordOrder;
  readonly #open: OpenCrossings;
  readonly #deposits: DepositRecording;
  #time = now();

  constructor(writer: RecordingWriter, order: RecordOrder, open: OpenCrossings, deposits: DepositRecording) {
    this.#writer = writer;
    this.#order = order;
    this.#open = open;
    this.#deposits = deposits;
  }

  /**
   * Begins an entry; what it holds comes next.
   *
   * @param quiet - the outside is known to queue nothing besides
   */
  place(kind: number, quiet = false): void {
    this.#open.enterProgram();
    this.#order.place(this.#placement, quiet, this.#open.frames.length > 0);
    this.#begin(kind, true);
  }

  /** Places the settlement of a promise of the outside's; see {@link place}. */
  placeSettlement(quiet: boolean): void {
    this.#open.enterProgram();
    this.#order.placeSettlement(this.#placement, quiet);
    this.#begin(Kind.Settlement, true);
  }

  /** @param late - whether time may have passed since the entry before */
  #begin(kind: number, late: boolean): void {
    const { position, inexact } = this.#placement;
    if (late && isFresh(position)) this.elapsed();
    this.#writer.begin(kind);
    this.#writer.position(position, inexact);
  }

  /**
   * Places the settlement of a timer's promise, which {@link timerSettlement} begins.
   *
   * @param late - whether time may have passed since the entry before
   * @returns whether it can be a step of a run
   */
  placeTimer(late: boolean): boolean {
    this.#open.enterProgram();
    const alone = this.#order.placeTimer(this.#placement);
    if (this.#deposits.leaves) this.#order.expectTurnEnd();
    if (late && isFresh(this.#placement.position)) this.elapsed();
    return alone;
  }

  /** Begins the settlement that was placed. */
  timerSettlement(): void {
    this.#begin(Kind.Settlement, false);
  }

  /** The outside queues a tick. */
  tick(tick: number): void {
    this.#open.enterProgram();
    this.#order.place(this.#placement, false, this.#open.frames.length > 0);
    const { position, inexact } = this.#placement;
    if (isFresh(position)) this.elapsed();
    this.#writer.tick(tick, position, inexact);
  }

  /**
   * The outside queues a tick within a crossing during which nothing entered the program, so that no code of the
   * program ran since its segment began: the position, which says all of when, is given. 0 elsewhere.
   */
  placeInnerTick(): Position {
    if (!this.#open.isOutside) return 0;
    this.#open.leavesSomething();
    return this.#order.position;
  }

  /** Where an entry is about to begin: time may have passed since the last one. */
  elapsed(): void {
    const time = now();
    if (time <= this.#time) return;
    this.#writer.elapsed(time - this.#time);
    this.#time = time;
  }
}

// The order model while recording (docs/architecture.md, "Order"): the label under which an entry is to happen again, by the
// segment or anchor that ran last.
import { ANCHORS, INTERRUPTING, type Position } from '../recording/entry.js';
import { AnchorChains, type OrderListener } from './anchor-chains.js';
import { microtask, nextTick } from './natives.js';

/** Where an entry happens, as {@link RecordOrder.place} found it. */
export interface Placement { position: Position; inexact: boolean }

/** Knows at any moment which label an entry has to carry. */
export class RecordOrder extends AnchorChains {
  /** Entries placed, and those whose position cannot be proven. */
  entries = 0;
  inexact = 0;
  /** False until the first instrumented module runs. */
  active = false;
  #limbo: Position = 0;
  #phaseKnown = true;
  /** The turn's fresh entry came where the outside was taken to queue nothing: another one proves that it did. */
  #quietTurn = false;
  #turnEndDue = false;
  /** A tick of the outside runs, or threw just now. */
  #inTick = false;
  readonly #endsTurns: boolean;

  /** @param endsTurns - whether the listener has to be told of the end of each turn, also where nothing but timers ran */
  constructor(listener: OrderListener, endsTurns: boolean) {
    super(listener);
    this.#endsTurns = endsTurns;
  }

  /** The program starts: everything before belonged to the outside. */
  start(): void {
    this.active = true;
    this.segment();
    this.#limbo = this.resolvedAt = -this.segments;
  }

  /**
   * Somebody waits for the end of this turn, which no chain tells of. That of a quiet turn ({@link #quietTurnEnded}) is another
   * matter, though it is found in the same way: it is due whether or not anybody waits, and until it comes a further fresh entry
   * is inexact. One mechanism for both would end a quiet turn early where somebody began to wait before its entry came, and
   * leave who waits without an end where an error interrupts the quiet turn.
   */
  expectTurnEnd(): void {
    if (this.live > 0 || this.#turnEndDue) return;
    this.#turnEndDue = true;
    microtask(this.#beforeTurnEnd);
  }

  readonly #beforeTurnEnd = (): void => { nextTick(this.#turnEndCame); };

  readonly #turnEndCame = (): void => {
    this.#turnEndDue = false;
    if (this.live === 0) this.listener.turnEnd();
  };

  /**
   * Places an entry other than a settlement.
   *
   * @param quiet - the outside is known to queue nothing besides
   * @param within - a crossing is open, whose segment the entry belongs to also where a listener for uncaught errors made it
   */
  place(into: Placement, quiet: boolean, within: boolean): void {
    if (this.live === 0 || this.broken && !within) this.#fresh(into, quiet);
    else {
      this.#proven(into);
      into.position = this.where;
    }
  }

  /** Counts an entry by anchors, which are beside the point for stretches whose chains have ended. */
  #proven(into: Placement): void {
    this.entries++;
    into.inexact = this.exhausted;
    if (into.inexact) this.inexact++;
  }

  /** Label of the last segment start or anchor that ran, within a crossing; 0 if no anchor is alive. */
  get position(): Position {
    return this.live === 0 ? 0 : this.where;
  }

  /** Whether what enters now is the turn's first: nothing that the outside may have queued is alive. */
  get isFresh(): boolean {
    return this.live === 0;
  }

  /** Places a settlement: where the outside resolved, one microtask before its reaction runs. */
  placeSettlement(into: Placement, quiet: boolean): void {
    if (this.live === 0) this.#fresh(into, quiet);
    else {
      this.#proven(into);
      into.position = this.resolvedAt;
    }
  }

  /**
   * Places what a timer of the host does, by itself, in a turn of its own: no code of the outside runs, so that nothing is
   * queued besides, and the phase is known. Where something else may go on in the turn, it is an entry like any other.
   *
   * @returns whether that is so: it is fresh, and in no microtask
   */
  placeTimer(into: Placement): boolean {
    if (this.live > 0 || this.broken || this.ended || this.#quietTurn || this.loading || this.#endsTurns) {
      this.place(into, false, false);
      return false;
    }
    this.entries++;
    into.position = 0;
    into.inexact = false;
    this.#phaseKnown = true;
    this.newestSince = -1;
    this.quietSegment();
    this.#limbo = this.resolvedAt = -this.segments;
    return true;
  }

  #fresh(into: Placement, quiet: boolean): void {
    this.entries++;
    into.position = this.broken ? INTERRUPTING : 0;
    into.inexact = !this.broken && (this.ended || this.#quietTurn);
    if (into.inexact) this.inexact++;
    // The host goes on with the rest behind this entry, whose own is known.
    this.broken = false;
    this.#phaseKnown = false;
    this.#quietTurn = quiet;
    this.newestSince = -1;
    if (quiet) this.quietSegment();
    else this.segment();
    this.#limbo = this.resolvedAt = -this.segments;
    nextTick(this.#tickSentinel);
    microtask(this.#microtaskSentinel);
  }

  // Which of the two runs first tells the phase in which the fresh entry came.
  readonly #tickSentinel = (): void => {
    this.#phaseKnown = true;
    if (this.live > 0) this.where = this.#limbo;
  };

  readonly #microtaskSentinel = (): void => {
    // Runs when the microtasks of this turn are through.
    if (this.#quietTurn) nextTick(this.#quietTurnEnded);
    if (this.#phaseKnown) return;
    this.#phaseKnown = true;
    this.listener.microtaskPhase();
  };

  readonly #quietTurnEnded = (): void => {
    this.#quietTurn = false;
    if (this.live === 0) this.listener.turnEnd();
  };

  /**
   * An error went uncaught. If the program goes on, what is left of the turn's ticks and microtasks comes after the
   * next thing that enters, if that begins a turn before the host goes on with them: such an entry is {@link INTERRUPTING}.
   * The host goes on with ticks, of which one is queued here in any case, and each says so when it begins.
   *
   * @param goesOn - whether a listener keeps the process alive
   */
  interrupted(goesOn: boolean): void {
    if (this.#inTick) this.endTick();
    this.dirty = true;
    this.#quietTurn = false;
    // An error in a microtask does not keep the host from the next one.
    if (!goesOn || /\brunMicrotask\b/.test(String(new Error().stack))) return;
    this.broken = true;
    nextTick(this.#mended);
    microtask(this.#mended);
  }

  readonly #mended = (): void => { this.broken = false; };

  /** A crossing ran: the next outside tick cannot share a segment with what came before it. */
  crossed(): void {
    this.dirty = true;
  }

  /**
   * An outside tick begins.
   *
   * @returns whether it shares the segment of the outside stretch directly before it
   */
  beginTick(): boolean {
    this.broken = false;
    this.#inTick = true;
    if (!this.dirty && this.live > 0) {
      this.where = this.segments * ANCHORS;
      return true;
    }
    this.segment();
    return false;
  }

  /** A tick of the outside ended. */
  endTick(): void {
    this.#inTick = false;
    this.where = this.#limbo;
  }

  /** A tick of the program, or a listener that Node calls between ticks, begins. */
  beginProgramTick(): void {
    this.broken = false;
  }

  /** A tick of the program, or a listener that Node calls between ticks, ended. */
  endProgramTick(): void {
    this.where = this.#limbo;
    this.dirty = true;
  }
}

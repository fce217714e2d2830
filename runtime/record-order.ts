// The order model while recording (docs/architecture.md, "Order"): segments, their chains of anchors, and the label
// under which an entry is to happen again. Only the queue's own order is used: nothing is put off, nothing is added to
// it but empty microtasks.
import { promiseHooks } from 'node:v8';
import { ANCHORS, INTERRUPTING, type Position } from '../recording/entry.js';
import { microtask, nextTick } from './natives.js';
import { ReactionMarks } from './reaction-marks.js';
import { Subscriptions } from './subscriptions.js';

/** How far a chain goes: what a position has room for. The deepest entries of common packages came 9 hops after a segment's start. */
const LAST_ANCHOR = ANCHORS - 1;
/**
 * How often what a stretch queued goes on in a further segment: to some 4,000 hops in all. An ORM takes a thousand for a
 * migration in a database within the process.
 */
const CONTINUATIONS = 15;
/**
 * A chain ends where nobody made or settled a promise between this many of its anchors and the next anchor each: what its
 * stretch had queued stands there, has run by then, and queued nothing. One would do, if the host did not queue a few microtasks
 * past its promises.
 */
const IDLE = 4;
/** The host's loader takes up to 40 hops, some of them past JavaScript's promises. */
const LOADER_IDLE = 64;

/** A chain of anchors. */
interface Chain {
  /** Something was queued behind its last anchor, and before the next one of any chain. */
  active: boolean;
  /** Anchors one after another behind which nothing was. */
  idle: number;
  /** How often it was continued before. */
  readonly continued: number;
  /** The last of the segments whose anchors are those of this chain. */
  last: number;
}

/** Where an entry happens, as {@link RecordOrder.place} found it. */
export interface Placement { position: Position; inexact: boolean }

/** Who is told of what happens in the order. */
interface OrderListener {
  /** The last fresh entry turned out to have come in a microtask. */
  microtaskPhase(): void;
  /** The turn goes on where the newest chain ends: an entry is due. */
  continuation(): void;
  /** All chains of a turn ended. */
  turnEnd(): void;
  /** A promise is derived of another one, or awaited by the function that gives the other one. */
  readonly derived: (parent: Promise<unknown>, promise: Promise<unknown>) => void;
}

/** Knows at any moment which label an entry has to carry. */
export class RecordOrder {
  segments = 0;
  /** Entries placed, and those whose position cannot be proven. */
  entries = 0;
  inexact = 0;
  /** False until the first instrumented module runs. */
  active = false;
  /** An `import()` is pending: the host's module loader may go on in any turn. */
  loading = false;
  readonly marks: ReactionMarks;
  readonly subscriptions = new Subscriptions();
  /** Promises made and settled, and microtasks queued without one. */
  #events = 0;
  /** Hops of chains, and those of them that have run. */
  #hops = 0;
  #hopsDone = 0;
  /** Chains that have not ended. */
  #live = 0;
  /** The chain that began last, and what {@link #activity} was then; -1 once its first anchor ran. */
  #newest: Chain = { active: false, idle: 0, continued: 0, last: 0 };
  #newestSince = -1;
  /** Whose anchor or segment start was the last, and what {@link #activity} was then. */
  #owner = this.#newest;
  #ownedSince = 0;
  /** A chain ended although what stood behind its anchors went on. */
  #exhausted = false;
  /** Label of the last segment start or anchor that ran. */
  #where: Position = 0;
  /** Label one microtask earlier: where the outside resolved what is noticed now. */
  #resolvedAt: Position = 0;
  #limbo: Position = 0;
  /** The chains of this turn ended and its microtasks still run. */
  #ended = false;
  /** Something other than outside code ran since the last segment started. */
  #dirty = true;
  #phaseKnown = true;
  /** The turn's fresh entry came where the outside was taken to queue nothing: another one proves that it did. */
  #quietTurn = false;
  #turnEndDue = false;
  /** A tick of the outside runs, or threw just now. */
  #inTick = false;
  /** An error went uncaught, and the turn's microtasks have not gone on yet. */
  #broken = false;
  readonly #listener: OrderListener;
  readonly #endsTurns: boolean;

  /** @param endsTurns - whether the listener has to be told of the end of each turn, also where nothing but timers ran */
  constructor(listener: OrderListener, endsTurns: boolean) {
    this.#listener = listener;
    this.#endsTurns = endsTurns;
    // Called for every `then` and `await` of the process.
    const { derived } = listener;
    // A turn without live chains has seen no outside code that could have queued anything.
    this.marks = new ReactionMarks(() => { if (this.#live > 0) this.segment(); else this.quietSegment(); });
    const { subscriptions } = this;
    promiseHooks.onInit((promise, parent: Promise<unknown> | undefined) => {
      this.#events++;
      if (parent !== undefined) derived(parent, promise);
    });
    promiseHooks.onSettled((promise) => {
      this.#events++;
      if (subscriptions.asked) subscriptions.settles(promise);
      // The mark behind a program's reaction must be queued before the promise settles: see ReactionMarks.
      if (this.marks.pending) this.marks.close(promise);
    });
  }

  /** The program starts: everything before belonged to the outside. */
  start(): void {
    this.active = true;
    this.segment();
    this.#limbo = this.#resolvedAt = -this.segments;
  }

  /** Starts a segment. */
  segment(): void {
    this.#begin(0);
  }

  /** @param continued - how often the chain that it goes on from was continued */
  #begin(continued: number): void {
    const start = ++this.segments * ANCHORS;
    this.#dirty = false;
    this.#where = start;
    // Nobody queued anything behind the newest chain's first anchor: this segment's anchors would stand beside that
    // chain's, with nothing in between, and whatever it queues lies behind both. Half of all segments need no chain.
    if (this.#newestSince >= 0 && this.#newestSince === this.#activity && !this.#broken && !this.loading) {
      this.#newest.last = start;
      this.#own(this.#newest);
      return;
    }
    this.#live++;
    const chain = this.#newest = { active: false, idle: 0, continued, last: start };
    this.#own(chain);
    this.#chain(chain, start);
    this.#newestSince = this.#activity;
  }

  /** What was queued since belongs to the chain whose anchor was the last; from here on it belongs to this one. */
  #own(chain: Chain): void {
    const now = this.#activity;
    if (now !== this.#ownedSince) this.#owner.active = true;
    this.#owner = chain;
    this.#ownedSince = now;
  }

  /** A microtask was queued without a promise. */
  queued(): void {
    this.#events++;
  }

  /** Promises that others than the chains made or settled so far. */
  get #activity(): number {
    return this.#events - this.#hops - this.#hopsDone;
  }

  /** Starts a segment in which the outside is known to queue nothing: it needs no anchors, and no tick may share it. */
  quietSegment(): void {
    this.#dirty = true;
    this.#where = ++this.segments * ANCHORS;
  }

  #chain(chain: Chain, start: Position): void {
    let anchor = 0;
    const hop = (): void => {
      if (this.#newest === chain) this.#newestSince = -1;
      this.#own(chain);
      this.#where = start + ++anchor;
      this.#broken = false;
      // What is settled in one of the segments that share a chain is activity: the next one has a chain of its own.
      this.#resolvedAt = anchor === 1 ? chain.last : start + anchor - 1;
      this.#dirty = true;
      chain.idle = chain.active ? 0 : chain.idle + 1;
      chain.active = false;
      const goesOn = chain.idle < (this.loading ? LOADER_IDLE : IDLE);
      if (goesOn && anchor === LAST_ANCHOR) this.#continue(chain);
      this.#hop(goesOn && anchor < LAST_ANCHOR ? hop : this.#chainEnded);
      this.#hopsDone++;
    };
    this.#hop(hop);
  }

  #continue({ continued }: Chain): void {
    if (continued === CONTINUATIONS) {
      this.#exhausted = true;
      return;
    }
    this.#listener.continuation();
    this.#begin(continued + 1);
  }

  /** The promise that queues a microtask is made now and settles when it has run. */
  #hop(task: () => void): void {
    this.#hops++;
    microtask(task);
  }

  /** Behind the last anchor, and so behind what was queued between the two. */
  readonly #chainEnded = (): void => {
    this.#hopsDone++;
    if (--this.#live > 0) return;
    this.#exhausted = false;
    this.#where = 0;
    this.#ended = true;
    nextTick(this.#turnEnded);
  };

  /**
   * Somebody waits for the end of this turn, which no chain tells of. That of a quiet turn ({@link #quietTurnEnded}) is another
   * matter, though it is found in the same way: it is due whether or not anybody waits, and until it comes a further fresh entry
   * is inexact. One mechanism for both would end a quiet turn early where somebody began to wait before its entry came, and
   * leave who waits without an end where an error interrupts the quiet turn.
   */
  expectTurnEnd(): void {
    if (this.#live > 0 || this.#turnEndDue) return;
    this.#turnEndDue = true;
    microtask(this.#beforeTurnEnd);
  }

  readonly #beforeTurnEnd = (): void => { nextTick(this.#turnEndCame); };

  readonly #turnEndCame = (): void => {
    this.#turnEndDue = false;
    if (this.#live === 0) this.#listener.turnEnd();
  };

  readonly #turnEnded = (): void => {
    this.#ended = false;
    this.#listener.turnEnd();
  };

  /**
   * Places an entry other than a settlement.
   *
   * @param quiet - the outside is known to queue nothing besides
   */
  place(into: Placement, quiet: boolean): void {
    if (this.#live === 0 || this.#broken) this.#fresh(into, quiet);
    else {
      this.#proven(into);
      into.position = this.#where;
    }
  }

  /** Counts an entry by anchors, which are beside the point for stretches whose chains have ended. */
  #proven(into: Placement): void {
    this.entries++;
    into.inexact = this.#exhausted;
    if (into.inexact) this.inexact++;
  }

  /** Label of the last segment start or anchor that ran; 0 if no anchor is alive. */
  get position(): Position {
    return this.#live === 0 || this.#broken ? 0 : this.#where;
  }

  /** Places a settlement: where the outside resolved, one microtask before its reaction runs. */
  placeSettlement(into: Placement, quiet: boolean): void {
    if (this.#live === 0) this.#fresh(into, quiet);
    else {
      this.#proven(into);
      into.position = this.#resolvedAt;
    }
  }

  /**
   * Places what a timer of the host does, by itself, in a turn of its own: no code of the outside runs, so that nothing is
   * queued besides, and the phase is known. Where something else may go on in the turn, it is an entry like any other.
   *
   * @returns whether that is so: it is fresh, and in no microtask
   */
  placeTimer(into: Placement): boolean {
    if (this.#live > 0 || this.#broken || this.#ended || this.#quietTurn || this.loading || this.#endsTurns) {
      this.place(into, false);
      return false;
    }
    this.entries++;
    into.position = 0;
    into.inexact = false;
    this.#phaseKnown = true;
    this.#newestSince = -1;
    this.quietSegment();
    this.#limbo = this.#resolvedAt = -this.segments;
    return true;
  }

  #fresh(into: Placement, quiet: boolean): void {
    this.entries++;
    into.position = this.#broken ? INTERRUPTING : 0;
    into.inexact = !this.#broken && (this.#ended || this.#quietTurn);
    if (into.inexact) this.inexact++;
    // The host goes on with the rest behind this entry, whose own is known.
    this.#broken = false;
    this.#phaseKnown = false;
    this.#quietTurn = quiet;
    this.#newestSince = -1;
    if (quiet) this.quietSegment();
    else this.segment();
    this.#limbo = this.#resolvedAt = -this.segments;
    nextTick(this.#tickSentinel);
    microtask(this.#microtaskSentinel);
  }

  // Which of the two runs first tells the phase in which the fresh entry came.
  readonly #tickSentinel = (): void => {
    this.#phaseKnown = true;
    if (this.#live > 0) this.#where = this.#limbo;
  };

  readonly #microtaskSentinel = (): void => {
    // Runs when the microtasks of this turn are through.
    if (this.#quietTurn) nextTick(this.#quietTurnEnded);
    if (this.#phaseKnown) return;
    this.#phaseKnown = true;
    this.#listener.microtaskPhase();
  };

  readonly #quietTurnEnded = (): void => {
    this.#quietTurn = false;
    if (this.#live === 0) this.#listener.turnEnd();
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
    this.#dirty = true;
    this.#quietTurn = false;
    // An error in a microtask does not keep the host from the next one.
    if (!goesOn || /\brunMicrotask\b/.test(String(new Error().stack))) return;
    this.#broken = true;
    nextTick(this.#mended);
    microtask(this.#mended);
  }

  readonly #mended = (): void => { this.#broken = false; };

  /** A crossing ran: the next outside tick cannot share a segment with what came before it. */
  crossed(): void {
    this.#dirty = true;
  }

  /**
   * An outside tick begins.
   *
   * @returns whether it shares the segment of the outside stretch directly before it
   */
  beginTick(): boolean {
    this.#broken = false;
    this.#inTick = true;
    if (!this.#dirty && this.#live > 0) {
      this.#where = this.segments * ANCHORS;
      return true;
    }
    this.segment();
    return false;
  }

  /** A tick of the outside ended. */
  endTick(): void {
    this.#inTick = false;
    this.#where = this.#limbo;
  }

  /** A tick of the program, or a listener that Node calls between ticks, begins. */
  beginProgramTick(): void {
    this.#broken = false;
  }

  /** A tick of the program, or a listener that Node calls between ticks, ended. */
  endProgramTick(): void {
    this.#where = this.#limbo;
    this.#dirty = true;
  }
}

// Segments and their chains of anchors while recording (docs/architecture.md, "Order"): how far each chain goes, and which
// anchor ran last. Only the queue's own order is used: nothing is put off, nothing is added to it but empty microtasks.
import { promiseHooks } from 'node:v8';
import { ANCHORS, type Position } from '../recording/entry.js';
import { microtask, nextTick, resolved } from './natives.js';
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
 * stretch had queued stands there, has run by then, and queued nothing. One would do, if the host did not queue microtasks
 * past its promises; what it does beyond the second, where its loader or a blob is not known to be at work, counts as inexact.
 * (With 2 no entry of the suite and of 320 random programs counts as inexact, and no replay differs; with 4 recording a client takes a fourteenth more.)
 */
const IDLE = 2;
/** The host's loader takes up to 40 hops, some of them past JavaScript's promises. */
const LOADER_IDLE = 64;
/** A blob in memory is read in a microtask for each of its parts; what has to wait for a file goes on in another turn. */
const READER_IDLE = 1_000;

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

/** Who is told of what happens in the order. */
export interface OrderListener {
  /** The last fresh entry turned out to have come in a microtask. */
  microtaskPhase(): void;
  /** The turn goes on where the newest chain ends: an entry is due. */
  continuation(): void;
  /** All chains of a turn ended. */
  turnEnd(): void;
  /** A promise is derived of another one, or awaited by the function that gives the other one. */
  readonly derived: (parent: Promise<unknown>, promise: Promise<unknown>) => void;
}

/** Knows which segment start or anchor ran last. */
export abstract class AnchorChains {
  segments = 0;
  /** An `import()` is pending: the host's module loader may go on in any turn. */
  loading = false;
  readonly marks: ReactionMarks;
  readonly subscriptions = new Subscriptions();
  /** What Node does in microtasks of which nobody tells: chains go on until it is done. */
  readonly reads = new Set<Promise<unknown>>();
  /** Promises made and settled, and microtasks queued without one. */
  #events = 0;
  /** Hops of chains, and those of them that have run. */
  #hops = 0;
  #hopsDone = 0;
  /** Chains that have not ended. */
  protected live = 0;
  /** The chain that began last, and what {@link #activity} was then; -1 once its first anchor ran. */
  #newest: Chain = { active: false, idle: 0, continued: 0, last: 0 };
  protected newestSince = -1;
  /** Whose anchor or segment start was the last, and what {@link #activity} was then. */
  #owner = this.#newest;
  #ownedSince = 0;
  /** A chain ended although what stood behind its anchors went on. */
  protected exhausted = false;
  /** Label of the last segment start or anchor that ran. */
  protected where: Position = 0;
  /** Label one microtask earlier: where the outside resolved what is noticed now. */
  protected resolvedAt: Position = 0;
  /** The chains of this turn ended and its microtasks still run. */
  protected ended = false;
  /** Something other than outside code ran since the last segment started. */
  protected dirty = true;
  /** An error went uncaught, and the turn's microtasks have not gone on yet. */
  protected broken = false;
  protected readonly listener: OrderListener;

  constructor(listener: OrderListener) {
    this.listener = listener;
    // Called for every `then` and `await` of the process.
    const { derived } = listener;
    // A turn without live chains has seen no outside code that could have queued anything.
    this.marks = new ReactionMarks(() => { if (this.live > 0) this.segment(); else this.quietSegment(); });
    const { subscriptions, reads } = this;
    promiseHooks.onInit((promise, parent: Promise<unknown> | undefined) => {
      this.#events++;
      // Nobody asks for promises of our own, which are most.
      if (parent !== undefined && parent !== resolved) derived(parent, promise);
    });
    promiseHooks.onSettled((promise) => {
      this.#events++;
      if (subscriptions.asked) subscriptions.settles(promise);
      if (reads.size > 0) reads.delete(promise);
      // The mark behind a program's reaction must be queued before the promise settles: see ReactionMarks.
      if (this.marks.pending) this.marks.close(promise);
    });
  }

  /** Starts a segment. */
  segment(): void {
    this.#begin(0);
  }

  /** @param continued - how often the chain that it goes on from was continued */
  #begin(continued: number): void {
    const start = ++this.segments * ANCHORS;
    this.dirty = false;
    this.where = start;
    // Nobody queued anything behind the newest chain's first anchor: this segment's anchors would stand beside that
    // chain's, with nothing in between, and whatever it queues lies behind both. Half of all segments need no chain.
    if (this.newestSince >= 0 && this.newestSince === this.#activity && !this.broken && !this.loading) {
      this.#newest.last = start;
      this.#own(this.#newest);
      return;
    }
    this.live++;
    const chain = this.#newest = { active: false, idle: 0, continued, last: start };
    this.#own(chain);
    this.#chain(chain, start);
    this.newestSince = this.#activity;
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
    this.dirty = true;
    this.where = ++this.segments * ANCHORS;
  }

  #chain(chain: Chain, start: Position): void {
    let anchor = 0;
    const hop = (): void => {
      if (this.#newest === chain) this.newestSince = -1;
      this.#own(chain);
      this.where = start + ++anchor;
      this.broken = false;
      // What is settled in one of the segments that share a chain is activity: the next one has a chain of its own.
      this.resolvedAt = anchor === 1 ? chain.last : start + anchor - 1;
      this.dirty = true;
      chain.idle = chain.active ? 0 : chain.idle + 1;
      chain.active = false;
      const goesOn = chain.idle < (this.reads.size > 0 ? READER_IDLE : this.loading ? LOADER_IDLE : IDLE);
      if (goesOn && anchor === LAST_ANCHOR) this.#continue(chain);
      this.#hop(goesOn && anchor < LAST_ANCHOR ? hop : this.#chainEnded);
      this.#hopsDone++;
    };
    this.#hop(hop);
  }

  #continue({ continued, idle }: Chain): void {
    if (continued === CONTINUATIONS) {
      this.exhausted = true;
      return;
    }
    this.listener.continuation();
    const before = this.#newest;
    this.#begin(continued + 1);
    if (this.#newest !== before) this.#newest.idle = idle;
  }

  /** The promise that queues a microtask is made now and settles when it has run. */
  #hop(task: () => void): void {
    this.#hops++;
    microtask(task);
  }

  /** Behind the last anchor, and so behind what was queued between the two. */
  readonly #chainEnded = (): void => {
    this.#hopsDone++;
    if (--this.live > 0) return;
    this.exhausted = false;
    this.where = 0;
    this.ended = true;
    nextTick(this.#turnEnded);
  };

  readonly #turnEnded = (): void => {
    this.ended = false;
    this.listener.turnEnd();
  };
}

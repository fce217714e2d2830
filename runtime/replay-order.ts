// The order model in a replay: the same segments and anchors as while recording, at which the recording's entries
// happen again. What the queue holds besides is the program's own, and falls into place by itself.
import { ANCHORS, BEFORE_START, INTERRUPTING, isFresh, isPlaced, Kind, type EndEntry, type ModuleRunEntry, type OutputEntry, type PlacedEntry, type Position, type SettlementEntry, type TickEntry } from '../recording/entry.js';
import { nextTick, queueMicrotask, setImmediate } from './natives.js';
import { ReactionMarks } from './reaction-marks.js';
import type { ReplayLog, SequenceEntry } from './replay-log.js';

/** What the order makes happen. */
export interface Performer {
  /** Performs a call-in, a write or a subscription of the outside. */
  perform(entry: SequenceEntry): void;
  settle(entry: SettlementEntry): void;
  /** Whether a module can be run where the recording runs it; otherwise the host's loader does, in its time. */
  readyFor(entry: ModuleRunEntry): boolean;
  /** Runs it, if it can be. The entry is done as soon as it registers; it does not if its graph has a top-level `await`. */
  runModule(entry: ModuleRunEntry): void;
  /** A turn begins: all entries before the one of this index have happened. */
  turn(entry: number): void;
  /** Nothing is left to enter: the run ends, or the program owes a crossing. */
  idle(next: SequenceEntry | undefined): void;
  /** The recording has nothing more, but output: it may be all that there is of a run that was killed. */
  last(entry: EndEntry | OutputEntry | undefined): void;
  /** Whether something that entered is not there yet: nothing else may enter. */
  busy(): boolean;
  /** Entries that need no position, such as output, become due. */
  due(): void;
  /** An error went uncaught after this entry in the recording. */
  mustThrow(): boolean;
  /** Throws it. */
  rethrow(): void;
}

/** How Node links immediates. (All of 20 to 24; elsewhere the host's turn stays.) */
type LinkedImmediate = NodeJS.Immediate & { readonly _onImmediate?: Function | null; readonly _idleNext?: LinkedImmediate | null };

/**
 * How often an error may go uncaught in what is left of one turn. The host runs that between two immediates; behind the last of
 * those queued together, it would run it again before the next ones.
 */
const ERRORS_IN_A_ROW = 8;

/** Makes entries happen under their labels. */
export class ReplayOrder {
  segments = 0;
  /** Index of the entry that is next. */
  cursor = 0;
  /** The cursor, for whoever watches from another thread. */
  progress: Int32Array<ArrayBufferLike> = new Int32Array(1);
  /** The entry that is next; undefined behind the last one. */
  next: SequenceEntry | undefined;
  readonly marks: ReactionMarks;
  #resumed = false;
  readonly #log: ReplayLog;
  readonly #performer: Performer;

  constructor(log: ReplayLog, performer: Performer) {
    this.#log = log;
    this.#performer = performer;
    this.next = log.at(0);
    this.marks = new ReactionMarks(() => { this.at(this.segment()); });
  }

  /** False until the first instrumented module runs. */
  active = false;

  start(): void {
    this.active = true;
    this.at(BEFORE_START);
    this.segment();
    this.resume();
  }

  /** An outside package was loaded here in the recording: the ticks that it queued are due. */
  loaded(): void {
    if (this.active) this.at(this.segments * ANCHORS);
  }

  readonly #resume = (): void => { this.resume(); };

  /** Lets the pump look again in a turn of its own. */
  resume(): void {
    if (this.#resumed) return;
    this.#resumed = true;
    setImmediate(this.#pump);
  }

  /** The entry that is next is done. */
  advance(): void {
    const next = this.next = this.#log.at(++this.cursor);
    this.progress[0] = this.cursor;
    if (next === undefined || next.kind === Kind.End || next.kind === Kind.Output) this.#performer.last(next);
  }

  /** Starts a segment and gives its label. */
  segment(): Position {
    const segment = ++this.segments;
    const chain = this.#log.takeChain(segment);
    if (chain !== undefined) this.#chain(segment * ANCHORS, chain, 1);
    this.#settle(segment * ANCHORS);
    for (let left = this.#log.takeInnerTicks(segment * ANCHORS); left > 0; left--) nextTick(this.#tick);
    return segment * ANCHORS;
  }

  #chain(start: Position, length: number, anchor: number): void {
    // Not a reaction of a promise: what a call-in throws here goes uncaught.
    queueMicrotask(() => {
      if (anchor < length) this.#chain(start, length, anchor + 1);
      this.#settle(start + anchor);
      this.at(start + anchor);
    });
  }

  #settle(label: Position): void {
    const due = this.#log.takeSettlements(label);
    if (due !== undefined) for (const entry of due) this.#performer.settle(entry);
  }

  /** Performs what the recording has at a label, one entry after another. */
  at(label: Position): void {
    for (;;) {
      this.#performer.due();
      const entry = this.next;
      if (entry === undefined || !isPlaced(entry) || entry.position !== label) return;
      if (entry.kind === Kind.ModuleRun) {
        this.#performer.runModule(entry);
        if (this.next === entry) return;
        // The next one may have been due behind it already.
        label = this.segments * ANCHORS;
        continue;
      }
      this.advance();
      if (isTick(entry)) this.#queue(entry);
      else {
        this.#performer.perform(entry);
        label = this.segment();
        this.#rethrow();
      }
    }
  }

  /** Code that runs live in the program's name queued a tick, where it did in the recording: its entry is due here. */
  tickQueued(): void {
    this.#performer.due();
    const entry = this.next;
    if (entry === undefined || !isTick(entry)) return;
    if (entry.position === 0) {
      // In a turn in which nothing was expected to be queued, it has a place of its own.
      if (entry.inexact) this.#enter(entry);
      return;
    }
    const number = entry.tick + entry.live++;
    if (entry.live === entry.count) this.advance();
    if (entry.apart.includes(number)) nextTick(this.#tick);
  }

  /** Most ticks ran within the segment before them, and so are nothing here. */
  #queue(entry: TickEntry): void {
    for (const number of entry.apart) if (number >= entry.tick + entry.live) nextTick(this.#tick);
  }

  readonly #tick = (): void => { this.at(this.segment()); };

  readonly #pump = (): void => {
    this.#resumed = false;
    if (this.#performer.busy()) {
      this.resume();
      return;
    }
    this.#performer.due();
    const entry = this.next;
    if (entry === undefined || !isPlaced(entry) || !isFresh(entry.position) || entry.kind === Kind.ModuleRun && !this.#performer.readyFor(entry)) {
      this.#performer.idle(entry);
      return;
    }
    nextTick(this.#resume);
    const enter = () => { this.#enter(entry); };
    if (entry.microtask && entry.kind !== Kind.Settlement) {
      queueMicrotask(enter);
      this.#settle(-(this.segments + 1));
    } else enter();
  };

  /** What went uncaught in the recording does so again. */
  #rethrow(): void {
    if (this.#performer.mustThrow()) this.#performer.rethrow();
  }

  /** An error went uncaught, and the program goes on: see RecordOrder.interrupted. */
  interrupted(): void {
    const enter = (): void => {
      const entry = this.next;
      if (entry !== undefined && isPlaced(entry) && interrupts(entry)) this.#enter(entry);
    };
    for (let left = ERRORS_IN_A_ROW; left > 0; left--) {
      setImmediate(function (this: LinkedImmediate) {
        // The host queues a turn of its own for the rest of the interrupted one. It would also come before all that is queued when
        // the next error goes uncaught; and behind this immediate the rest comes anyway.
        if (this._idleNext?._onImmediate?.name === 'noop') clearImmediate(this._idleNext);
        enter();
      });
    }
  }

  #enter(entry: PlacedEntry): void {
    if (!interrupts(entry)) this.#performer.turn(entry.index);
    // A module advances it where it registers.
    if (entry.kind !== Kind.ModuleRun) this.advance();
    const limbo = -(this.segments + 1);
    if (entry.kind === Kind.Settlement) this.#performer.settle(entry);
    // Queued ahead of all that the entry's own code queues: the outside's microtask was there first.
    if (this.#log.takeLimbo(limbo)) queueMicrotask(() => { this.at(limbo); });
    if (entry.kind === Kind.Settlement) {
      this.#settle(limbo);
      return;
    }
    if (!entry.microtask || isTick(entry)) this.#settle(limbo);
    if (entry.kind === Kind.ModuleRun) {
      this.#performer.runModule(entry);
      if (this.next === entry) this.#performer.idle(entry);
      else this.at(this.segments * ANCHORS);
      return;
    }
    const label = this.segment();
    if (isTick(entry)) {
      this.#queue(entry);
      this.at(label);
    } else {
      this.#performer.perform(entry);
      const after = this.segment();
      this.#rethrow();
      this.at(after);
    }
  }
}

/** Whether an entry came before the host went on with the turn before; older recordings know no more than that a fresh one is inexact. */
function interrupts({ position, inexact }: PlacedEntry): boolean {
  return position === INTERRUPTING || position === 0 && inexact;
}

/** Whether the outside queued ticks. */
export function isTick(entry: SequenceEntry): entry is TickEntry {
  return entry.kind === Kind.Tick || entry.kind === Kind.Ticks;
}

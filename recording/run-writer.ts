// What goes on over several calls and is written together: reads of clocks, draws of random numbers, ticks, timers.
import { ChunkWriter } from './chunk-writer.js';
import { ClockReads } from './clock-reads.js';
import { ANCHORS, Kind, type Position } from './entry.js';
import { PositionFlag } from './flags.js';
import { TimerRuns } from './timer-runs.js';

/** What goes on: a run of clock reads, of ticks, of timers. Positive numbers count draws. */
const READS = -1;
const TICKS = -2;
const TIMERS = -3;
/** More than there are numbers of leaves. */
const MOST_LEAVES = 64;

/** Writes entries that are runs; another kind of entry ends them. */
export abstract class RunWriter extends ChunkWriter {
  #segment = 0;
  #tick = 0;
  #apart = 0;
  /** Draws since the entry before, {@link READS}, {@link TICKS}, {@link TIMERS}, or 0. */
  #open = 0;
  #drawSite = 0;
  /** Where the entry begins that was begun last. */
  #began = 0;
  readonly #reads = new ClockReads();
  /** Ticks of the entry that is open: where they were queued, number of the first, how many. */
  #ticksAt: Position = 0;
  #firstTick = 0;
  #ticks = 0;
  readonly #timers = new TimerRuns();

  /** Begins an entry. */
  begin(kind: number): void {
    if (this.#open !== 0) this.settle();
    this.#began = this.length;
    this.so.entries++;
    this.byte(kind);
  }

  /** Ends the recording before the entry that was begun last, which cannot be made whole. */
  abandon(): void {
    this.length = this.#began;
    this.so.entries--;
    this.close();
  }

  protected settle(): void {
    const open = this.#open;
    this.#open = 0;
    if (open === TICKS) {
      const count = this.#ticks;
      this.so.entries++;
      this.byte(count === 1 ? Kind.Tick : Kind.Ticks);
      this.position(this.#ticksAt, false);
      this.zigzag(this.#firstTick - this.#tick);
      this.#tick = this.#firstTick + count - 1;
      if (count > 1) this.varint(count);
    } else if (open === TIMERS) {
      this.byte(0);
    } else if (open === READS) {
      this.so.entries += this.#reads.encode(this);
      this.#reads.end(this);
    } else if (open > 0) {
      this.so.entries++;
      this.so.draws += open;
      this.byte(Kind.Draws);
      this.varint(this.#drawSite);
      this.varint(open);
    }
  }

  /** What was open is an entry, and nothing else is yet: draws and clocks in turn may go on for long. */
  #settled(): void {
    this.settle();
    this.commit();
  }

  /** What is learned of positions and clocks is learned anew in each chunk. */
  protected override forget(): void {
    super.forget();
    this.#segment = this.#tick = this.#apart = 0;
    this.#reads.forget();
  }

  /** One more number was drawn from the seeded generator; false if it is the first since the entry before. */
  draw(): boolean {
    if (this.#open <= 0) return false;
    this.#open++;
    return true;
  }

  /** The first number since the entry before was drawn. */
  firstDraw(site: number): void {
    if (this.#open !== 0) this.#settled();
    this.#open = 1;
    this.#drawSite = site;
  }

  /** Where an entry came. Segments are written as the distance from the one written before. */
  position(position: Position, inexact: boolean): void {
    const segment = position < 0 ? -position : Math.floor(position / ANCHORS);
    const code = position === 0 ? PositionFlag.Fresh : position < 0 ? PositionFlag.Limbo : PositionFlag.Anchor + (position % ANCHORS);
    this.varint(code * 2 + (inexact ? 1 : 0));
    if (position === 0) return;
    this.zigzag(segment - this.#segment);
    this.#segment = segment;
  }

  /** A clock that gave milliseconds, whole or with fractions. */
  clockRead(site: number, leaf: number, value: number): void {
    const run = site * MOST_LEAVES + leaf;
    if (this.#reads.keep(run, value)) return;
    this.#makeRoom(run, site, leaf);
    this.#reads.keep(run, value);
  }

  /** A clock that gave nanoseconds. */
  bigintRead(site: number, leaf: number, value: bigint): void {
    const run = site * MOST_LEAVES + leaf;
    if (this.#reads.keepBigint(run, value)) return;
    this.#makeRoom(run, site, leaf);
    this.#reads.keepBigint(run, value);
  }

  /** Makes room for one more read in the run that goes on, or begins another run. */
  #makeRoom(run: number, site: number, leaf: number): void {
    const reads = this.#reads;
    if (reads.goesOn(run)) {
      this.so.entries += reads.encode(this);
      this.commit();
    }
    // A frame may have been full, which ends all runs.
    if (reads.goesOn(run)) return;
    if (this.#open !== 0) this.#settled();
    this.#open = READS;
    reads.begin(run, site, leaf);
  }

  /**
   * A timer is set, with a promise: whether that is a step of a run, and there is no more to write.
   *
   * @param form - see timerForm
   * @param first - the first of the arguments that the calls have in common
   * @param value - of the step; 0 in runs without numbers
   */
  timerSet(site: number, form: number, first: unknown, promise: number, value: number): boolean {
    const timers = this.#timers;
    if (!timers.continues(site, form, first, promise)) return false;
    if (this.#open !== TIMERS && !(timers.mayBeginSet(this.so.entries) && this.#beginTimers())) return false;
    timers.set(this, value);
    this.so.entries++;
    this.commit();
    return true;
  }

  /** The promise of a timer settles, fresh and in no microtask; as {@link timerSet}. */
  timerSettled(timer: 0 | 1, numbered: boolean, promise: number, value: number): boolean {
    const timers = this.#timers;
    if (!timers.settles(timer, numbered, promise)) return false;
    if (this.#open !== TIMERS && !(timers.mayBeginSettled(this.so.entries) && this.#beginTimers())) return false;
    timers.settle(this, value);
    this.so.entries++;
    this.commit();
    return true;
  }

  /** Begins a run of timers, unless another run goes on or numbers were drawn. */
  #beginTimers(): boolean {
    if (this.#open !== 0) return false;
    this.byte(Kind.TimerRun);
    this.#timers.begin(this);
    this.#open = TIMERS;
    return true;
  }

  /** A timer that was set is an entry of its own, which was written: such timers may be a run from here on. */
  timerAlone(target: number, site: number, form: number, first: unknown, promise: number, value: number): void {
    this.#timers.called(target, site, form, first, promise, value, this.so.entries);
  }

  /** As {@link timerAlone}, of a settlement. */
  settlementAlone(promise: number, value: number): void {
    this.#timers.settled(promise, value, this.so.entries);
  }

  /** A tick. Those that are queued at an exact position one after another are one entry. */
  tick(tick: number, position: Position, inexact: boolean): void {
    if (this.#open === TICKS && position === this.#ticksAt && tick === this.#firstTick + this.#ticks) {
      this.#ticks++;
      return;
    }
    if (this.#open !== 0) this.settle();
    if (position > 0 && !inexact) {
      this.#open = TICKS;
      this.#ticksAt = position;
      this.#firstTick = tick;
      this.#ticks = 1;
      return;
    }
    this.begin(Kind.Tick);
    this.position(position, inexact);
    this.zigzag(tick - this.#tick);
    this.#tick = tick;
    this.commit();
  }

  tickApart(tick: number): void {
    this.begin(Kind.TickApart);
    this.zigzag(tick - this.#apart);
    this.#apart = tick;
    this.commit();
  }
}

// Writes the entries of a recording. Each method writes the fixed part of one entry; values follow through the membrane's
// encoder. The decoder beside this file is its mirror image.
import type { RepriseError } from '../contract/errors.js';
import { defaultRecordOptions } from '../contract/record-options.js';
import { ChunkWriter, type WriterOptions } from './chunk-writer.js';
import { ClockReads } from './clock-reads.js';
import { ANCHORS, Kind, type EndReason, type Leak, type ModuleEntry, type Operation, type Position, type PreviewBases, type Stray } from './entry.js';
import { endFacts } from './end.js';
import { CrossingFlag, PositionFlag } from './flags.js';
import { TimerRuns } from './timer-runs.js';

/** What goes on: a run of clock reads, of ticks, of timers. Positive numbers count draws. */
const READS = -1;
const TICKS = -2;
const TIMERS = -3;
/** More than there are numbers of leaves. */
const MOST_LEAVES = 64;

/** A recording that is being written. */
export class RecordingWriter extends ChunkWriter {
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
  /** How many entries there were behind the last settlement of a timer, … */
  #settlementsEnd = -1;
  /** … and behind the last entry of a timer that no other parts from the one before; -1 for none. */
  #timersEnd = -1;

  /** @param fail - called once if the file cannot be written any more; the program goes on unrecorded */
  constructor(file: string, fail: (error: RepriseError) => void, options: WriterOptions = defaultRecordOptions) {
    super(file, options, fail);
  }

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

  module(entry: Omit<ModuleEntry, 'kind' | 'index'>): void {
    this.begin(Kind.Module);
    this.blob(Buffer.from(JSON.stringify(entry)));
    this.moduleNamed();
    this.commit();
  }

  site(site: number, file: string, line: number, column: number): void {
    this.begin(Kind.Site);
    this.varint(site);
    this.string(file);
    this.varint(line);
    this.varint(column);
    this.defined();
  }

  /** Head of a Crossing or Begin; target and key follow as values, then the arguments. */
  crossing(kind: typeof Kind.Crossing | typeof Kind.Begin, flags: number, operation: Operation, site: number): void {
    this.begin(kind);
    this.byte(flags);
    this.byte(operation);
    this.varint(site);
  }

  /** Arguments of a crossing whose flags say that it has some: a part of some bytes, with these bases. */
  args(bytes: Uint8Array, start: number, end: number, bases: PreviewBases): void {
    this.part(bytes, start, end);
    if (bases.handle >= 0) this.handle(bases.handle);
    if (bases.program >= 0) this.program(bases.program);
  }

  /** Head of a Return; the value follows. */
  returned(threw: boolean, writes: boolean): void {
    this.begin(Kind.Return);
    this.byte((threw ? CrossingFlag.Threw : 0) | (writes ? CrossingFlag.Writes : 0));
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
    if (this.#open !== TIMERS && !this.#beginTimers(this.#timersEnd)) return false;
    timers.set(this, value);
    this.so.entries++;
    this.commit();
    return true;
  }

  /** The promise of a timer settles, fresh and in no microtask; as {@link timerSet}. */
  timerSettled(timer: 0 | 1, numbered: boolean, promise: number, value: number): boolean {
    const timers = this.#timers;
    if (!timers.settles(timer, numbered, promise)) return false;
    if (this.#open !== TIMERS && !this.#beginTimers(Math.max(this.#timersEnd, this.#settlementsEnd))) return false;
    timers.settle(this, value);
    this.so.entries++;
    this.commit();
    return true;
  }

  /** Begins a run if the entry before is one that it could hold: there are so many up to that. */
  #beginTimers(end: number): boolean {
    if (end !== this.so.entries || this.#open !== 0) return false;
    this.byte(Kind.TimerRun);
    this.#timers.begin(this);
    this.#open = TIMERS;
    return true;
  }

  /** A timer that was set is an entry of its own, which was written: such timers may be a run from here on. */
  timerAlone(target: number, site: number, form: number, first: unknown, promise: number, value: number): void {
    this.#timers.called(target, site, form, first, promise, value);
    this.#timersEnd = this.so.entries;
  }

  /** As {@link timerAlone}, of a settlement: where time passed between a call and it, a run would end each time. */
  settlementAlone(promise: number, value: number): void {
    this.#timers.settled(promise, value);
    const { entries } = this.so;
    this.#timersEnd = this.#timersEnd === entries - 1 ? entries : -1;
    this.#settlementsEnd = entries;
  }

  /** A leaf that gave a double. */
  leafDouble(site: number, leaf: number, value: number): void {
    this.leaf(site, leaf);
    this.double(value);
    this.commit();
  }

  /** A leaf that gave a UUID, of sixteen bytes. */
  leafUuid(site: number, leaf: number, bytes: Uint8Array, start: number): void {
    this.leaf(site, leaf);
    this.uuidBytes(bytes, start);
    this.commit();
  }

  /** A leaf that gave a text, which is not expected again. */
  leafText(site: number, leaf: number, value: string): void {
    this.leaf(site, leaf);
    if (!this.uuid(value)) this.text(value);
    this.commit();
  }

  /** Head of a leaf; its value follows. */
  leaf(site: number, leaf: number): void {
    this.begin(Kind.Leaf);
    this.byte(leaf);
    this.varint(site);
  }

  callInEnd(threw: boolean): void {
    this.begin(Kind.CallInEnd);
    this.byte(threw ? 1 : 0);
    this.commit();
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

  /** A tick that was queued within a crossing starts a segment. */
  innerTick(position: Position): void {
    this.begin(Kind.InnerTick);
    this.position(position, false);
    this.commit();
  }

  tickApart(tick: number): void {
    this.begin(Kind.TickApart);
    this.zigzag(tick - this.#apart);
    this.#apart = tick;
    this.commit();
  }

  /** Something happened to a promise of the program. */
  programPromise(kind: typeof Kind.ProgramSettled | typeof Kind.Unhandled, promise: number): void {
    this.begin(kind);
    this.program(promise);
    this.commit();
  }

  /** The outside subscribed to a promise of its own after that was rejected. */
  handled(promise: number): void {
    this.begin(Kind.Handled);
    this.promise(promise);
    this.commit();
  }

  /** Milliseconds since the entry of this kind before. */
  elapsed(milliseconds: number): void {
    this.begin(Kind.Time);
    this.varint(milliseconds);
    this.so.elapsed += milliseconds;
    this.commit();
  }

  /** An entry that is its kind alone. */
  bare(kind: typeof Kind.MicrotaskPhase | typeof Kind.Uncaught | typeof Kind.Heard): void {
    this.begin(kind);
    this.commit();
  }

  output(fd: number, bytes: Uint8Array): void {
    this.begin(Kind.Output);
    this.byte(fd);
    this.blob(bytes);
    this.commit();
  }

  console(site: number, method: string, fd: number, text: string): void {
    this.begin(Kind.Console);
    this.varint(site);
    this.string(method);
    this.byte(fd);
    this.string(text);
    this.commit();
  }

  environment(name: string, value: string | undefined): void {
    this.begin(Kind.Environment);
    this.string(name);
    this.byte(value === undefined ? 0 : 1);
    if (value !== undefined) this.string(value);
    this.commit();
  }

  leaks(leaks: readonly Leak[]): void {
    this.begin(Kind.Leaks);
    this.varint(leaks.length);
    for (const { operation, package: name, function: fn, file, line, column, count } of leaks) {
      for (const text of [operation, name, fn, file]) this.string(text);
      for (const number of [line, column, count]) this.varint(number);
    }
    this.commit();
  }

  strays(strays: readonly Stray[]): void {
    this.begin(Kind.Strays);
    this.varint(strays.length);
    for (const { function: fn, file, line, column, count } of strays) {
      for (const text of [fn, file]) this.string(text);
      for (const number of [line, column, count]) this.varint(number);
    }
    this.commit();
  }

  end(reason: EndReason, code: number, signal: string, entries: number, inexact: number): void {
    this.begin(Kind.End);
    endFacts(this, reason, code, signal, entries, inexact);
  }
}

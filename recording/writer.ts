// Writes the entries of a recording. Each method writes the fixed part of one entry; values follow through the membrane's
// encoder. The decoder beside this file is its mirror image.
import type { RepriseError } from '../contract/errors.js';
import { defaultRecordOptions } from '../contract/record-options.js';
import { ChunkWriter, type WriterOptions } from './chunk-writer.js';
import { ANCHORS, Kind, leaves, type EndReason, type Leak, type ModuleEntry, type Operation, type Position, type PreviewBases } from './entry.js';
import { endFacts } from './end.js';
import { CrossingFlag, PositionFlag } from './flags.js';

/** Numbers beyond this are not written as distances. */
const FAR = 2 ** 50;

/** What is not in the entries yet: a run of clock reads that goes on. Positive numbers count draws. */
const RUN = -1;

/** A recording that is being written. */
export class RecordingWriter extends ChunkWriter {
  #segment = 0;
  #clock = 0;
  #time = 0;
  #bigint = 0n;
  #tick = 0;
  #apart = 0;
  /** Draws since the entry before, {@link RUN}, or 0. */
  #open = 0;
  #drawSite = 0;
  #runSite = 0;
  #runLeaf = 0;

  /** @param fail - called once if the file cannot be written any more; the program goes on unrecorded */
  constructor(file: string, fail: (error: RepriseError) => void, options: WriterOptions = defaultRecordOptions) {
    super(file, options, fail);
  }

  /** Begins an entry. */
  begin(kind: number): void {
    if (this.#open !== 0) this.settle();
    this.so.entries++;
    this.byte(kind);
  }

  protected settle(): void {
    const open = this.#open;
    this.#open = 0;
    if (open === RUN) this.byte(0);
    else if (open > 0) {
      this.so.entries++;
      this.so.draws += open;
      this.byte(Kind.Draws);
      this.varint(this.#drawSite);
      this.varint(open);
    }
  }

  /** What is learned of positions and clocks is learned anew in each chunk. */
  protected override forget(): void {
    super.forget();
    this.#segment = this.#clock = this.#time = this.#tick = this.#apart = 0;
    this.#bigint = 0n;
  }

  /** One more number was drawn from the seeded generator; false if it is the first since the entry before. */
  draw(): boolean {
    if (this.#open <= 0) return false;
    this.#open++;
    return true;
  }

  /** The first number since the entry before was drawn. */
  firstDraw(site: number): void {
    if (this.#open !== 0) this.settle();
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

  /** Arguments of a crossing whose flags say that it has some, with these bases. */
  args(bytes: Uint8Array, bases: PreviewBases): void {
    this.blob(bytes);
    if (bases.handle >= 0) this.handle(bases.handle);
    if (bases.program >= 0) this.program(bases.program);
  }

  /** Head of a Return; the value follows. */
  returned(threw: boolean, writes: boolean): void {
    this.begin(Kind.Return);
    this.byte((threw ? CrossingFlag.Threw : 0) | (writes ? CrossingFlag.Writes : 0));
  }

  /** A clock that gave whole milliseconds. */
  leafClock(site: number, leaf: number, value: number): void {
    const distance = value - this.#clock;
    this.#clock = value;
    this.#inRun(site, leaf, distance);
  }

  /** A leaf that gave a double: in a run if it is a time in whole nanoseconds. */
  leafDouble(site: number, leaf: number, value: number): void {
    if (leaves[leaf]![1] === 'time') {
      const nanoseconds = Math.round(value * 1e6);
      if (nanoseconds > 0 && nanoseconds < FAR && nanoseconds / 1e6 === value) {
        const distance = nanoseconds - this.#time;
        this.#time = nanoseconds;
        this.#inRun(site, leaf, distance);
        return;
      }
    }
    this.leaf(site, leaf);
    this.double(value);
    this.commit();
  }

  /** A clock that gave nanoseconds; false if they are too far from the ones before to be written as a distance. */
  leafBigint(site: number, leaf: number, value: bigint): boolean {
    const distance = Number(value - this.#bigint);
    if (distance > FAR || distance < -FAR) return false;
    this.#bigint = value;
    this.#inRun(site, leaf, distance);
    return true;
  }

  /** A read of a clock: most often one more in the run that goes on. */
  #inRun(site: number, leaf: number, distance: number): void {
    if (this.#open !== RUN || site !== this.#runSite || leaf !== this.#runLeaf) {
      if (this.#open !== 0) this.settle();
      this.byte(Kind.LeafRun);
      this.byte(leaf);
      this.varint(site);
      this.#open = RUN;
      this.#runSite = site;
      this.#runLeaf = leaf;
    }
    this.so.entries++;
    const code = distance < 0 ? -distance * 2 : distance * 2 + 1;
    if (code < 128) this.byte(code);
    else this.varint(code);
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

  /** The number of a tick, behind its kind and position. */
  tick(tick: number): void {
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

  /** Something happened to a promise of the program. */
  programPromise(kind: typeof Kind.ProgramSettled | typeof Kind.Unhandled, promise: number): void {
    this.begin(kind);
    this.program(promise);
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
  bare(kind: typeof Kind.MicrotaskPhase | typeof Kind.Uncaught): void {
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

  end(reason: EndReason, code: number, signal: string, entries: number, inexact: number): void {
    this.begin(Kind.End);
    endFacts(this, reason, code, signal, entries, inexact);
  }
}

// Crossings that have not returned, while recording: a stack of them. One in which nothing enters is a single entry,
// written when it returns; of any other a Begin is written before what enters, and a Return behind it.
import { Kind, NO_BASES, Operation } from '../recording/entry.js';
import { CrossingFlag } from '../recording/flags.js';
import { isRecorded } from './annotated-functions.js';
import { changedArguments, watchArguments, type Snapshot } from './crossing.js';
import { isData, type FlatData } from './data.js';
import { makeStacks } from './error-stacks.js';
import type { Standin } from './identity.js';
import { fillsBuffers } from './leaves.js';
import type { Preview } from './preview.js';
import { isPrimitive } from './natives.js';
import { isPlainClass } from './program-classes.js';
import type { Recorder } from './recorder.js';
import { throwsOn } from './thrown-on.js';

/** A crossing that has not returned. */
interface Frame {
  readonly operation: Operation;
  readonly target: Standin;
  readonly key: PropertyKey | undefined;
  readonly site: number;
  segment: boolean;
  /** The bytes of the arguments in the preview buffer. */
  readonly start: number;
  readonly end: number;
  /** What numbers in them are relative to; -1 for none. */
  readonly handle: number;
  readonly program: number;
  /** Something entered meanwhile: its Begin stands in the recording. */
  begun: boolean;
  /** A recorded function that seems to leave nothing for later. */
  brief: boolean;
  /** The read of a shared method. */
  method: boolean;
  /** Data that the outside read out of objects of the program meanwhile. */
  met: Snapshot[] | undefined;
  watched: readonly Snapshot[] | undefined;
  /** The object that gives what the program gets below it; undefined where nobody looks. */
  giver: object | undefined;
  /** Arguments of call-ins below it that are looked after. */
  handed: number;
  /** Who ran when it began. */
  readonly by: Runner;
  /** What promises of the program that were given to it came to, with all else that it may write into: until its own promise settles. */
  later: Snapshot[] | undefined;
}

/** Who runs, by the crossings and call-ins on the stack. Nobody knows where there are none: in a reaction. */
export enum Runner { Unknown, Outside, Program }

/** Of how many crossings the time is asked for one, less one: a power of two, less one. It takes 40 ns. */
const EACH = 7;

/** Arguments of call-ins below a crossing that are looked after: a comparison is called for each pair of a list. */
const MOST_HANDED = 16;

/** Objects that are looked at when a crossing ends, besides its arguments. */
export const MOST_MET = 1_000;

/** The stack of crossings, and the entries that they are. */
export class OpenCrossings {
  readonly #recorder: Recorder;
  readonly #preview: Preview;
  /** The outermost first. */
  readonly frames: Frame[] = [];
  /** How many of them have their Begin in the recording. */
  #begun = 0;
  /** How many have ended in one entry. */
  #ended = 0;

  constructor(recorder: Recorder, preview: Preview) {
    this.#recorder = recorder;
    this.#preview = preview;
  }

  /** Whether the outside runs, in a crossing during which nothing entered the program yet. Every leaf asks. */
  isOutside = false;

  /** Who runs. */
  runner = Runner.Unknown;

  /**
   * Begins a crossing, at the site that was announced for it.
   *
   * @param flat - what is known of one of its arguments
   */
  begin(operation: Operation, target: Standin, key: PropertyKey | undefined, args: readonly unknown[] | undefined, segment: boolean, flat?: FlatData, site = this.#recorder.sites.ofCrossing(target, operation, key, args?.[0])): Frame {
    const { order } = this.#recorder;
    const preview = this.#preview;
    const { writer } = preview;
    const start = args === undefined ? writer.length : preview.add(args, !fillsBuffers(target.name), flat);
    const frame: Frame = { operation, target, key, site, segment, start, end: writer.length, handle: preview.handleBase, program: preview.programBase, begun: false, brief: false, method: false, met: undefined, watched: undefined, giver: undefined, handed: 0, later: undefined, by: this.runner };
    this.frames.push(frame);
    this.runner = Runner.Outside;
    this.isOutside = true;
    if (operation === Operation.Import) order.loading = true;
    if (segment) order.segment();
    order.crossed();
    return frame;
  }

  /**
   * Ends the crossing that began last.
   *
   * @param given - its mutable arguments as they were
   * @returns what the program sees of the outcome
   */
  end(frame: Frame, raw: unknown, threw: boolean, given: readonly Snapshot[] | undefined): unknown {
    const recorder = this.#recorder;
    this.runner = frame.by;
    makeStacks(raw);
    recorder.programRuns();
    recorder.lent.returns(raw);
    const { writer } = recorder;
    const watched = frame.met === undefined ? given : [...given ?? [], ...frame.met];
    let changed = watched === undefined ? undefined : changedArguments(watched);
    if (changed !== undefined && changed.length > 0 && recorder.writes.apart(changed)) changed = changedArguments(changed);
    if (changed?.length === 0) changed = undefined;
    const writes = changed?.filter(({ object }) => object !== raw || !isData(object, undefined, isPlainClass));
    const hasWrites = writes !== undefined && writes.length > 0;
    if (frame.begun) {
      this.#begun--;
      writer.returned(threw, hasWrites);
    } else {
      // A program that never comes to the end of a turn has no other times.
      if ((++this.#ended & EACH) === 0) recorder.entries.elapsed();
      this.#head(frame, Kind.Crossing, (threw ? CrossingFlag.Threw : 0) | (hasWrites ? CrossingFlag.Writes : 0));
    }
    this.frames.pop();
    this.isOutside = this.#begun < this.frames.length;
    // What entered meanwhile ended in the outside; from here on the program runs.
    recorder.order.crossed();
    this.#preview.writer.length = frame.start;
    const shown = frame.operation === Operation.Keys && !threw ? recorder.encodeKeys(raw as object) : frame.target.imported && frame.operation === Operation.Get ? recorder.encodeImported(raw) : recorder.encode(raw);
    if (threw) recorder.callIns.throwsOwn({ error: throwsOn(shown) });
    if (hasWrites) recorder.writes.arguments(writes);
    writer.commit();
    // What the outside writes later, until the promise settles, is logged with the settlement.
    if (watched !== undefined) frame.later?.push(...watched);
    if (frame.later !== undefined) recorder.promises.watch(shown, frame.later);
    else if (watched !== undefined) recorder.promises.watch(shown, watched);
    return shown;
  }

  /**
   * The site of a call during which nothing can happen, and which is an entry at once.
   *
   * @param target - what is called
   * @param first - its first argument
   * @param callee - what the program called, if that is something else
   */
  callSite(target: Standin, first: unknown, callee: object): number {
    const site = this.#recorder.sites.ofCrossing(target, Operation.Call, undefined, first, callee);
    if (this.isOutside) this.enter();
    return site;
  }

  /** The entry of such a call. Its outcome comes next. */
  call(target: Standin, site: number, args: readonly unknown[]): void {
    const { writer, encoder } = this.#recorder;
    const preview = this.#preview;
    const start = preview.add(args, true);
    const end = preview.writer.length;
    writer.crossing(Kind.Crossing, end > start ? CrossingFlag.Args : 0, Operation.Call, site);
    encoder.root(target);
    if (end > start) writer.args(preview.writer.bytes, start, end, NO_BASES);
    preview.writer.length = start;
  }

  #head(frame: Frame, kind: typeof Kind.Crossing | typeof Kind.Begin, flags: number): void {
    const { writer, encoder } = this.#recorder;
    const { bytes } = this.#preview.writer;
    const hasArgs = frame.end > frame.start;
    const args = hasArgs ? CrossingFlag.Args | (frame.handle < 0 ? 0 : CrossingFlag.HandleBase) | (frame.program < 0 ? 0 : CrossingFlag.ProgramBase) : 0;
    writer.crossing(kind, flags | args | (frame.segment ? CrossingFlag.Segment : 0) | (frame.method ? CrossingFlag.Method : 0), frame.operation, frame.site);
    if (isRecorded(frame.target)) encoder.named(frame.target);
    else encoder.root(frame.target);
    if (frame.operation !== Operation.Call && frame.operation !== Operation.Construct) encoder.value(frame.key);
    if (hasArgs) writer.args(bytes, frame.start, frame.end, frame);
  }

  /** Something is about to be logged within the crossings that are open: they get their Begin first. */
  enter(): void {
    for (; this.#begun < this.frames.length; this.#begun++) {
      const frame = this.frames[this.#begun]!;
      // Its Begin says whether it has a segment, and is written before that is known.
      if (frame.brief) this.lasts(frame);
      frame.begun = true;
      this.#head(frame, Kind.Begin, 0);
    }
    this.isOutside = false;
  }

  /** {@link enter} for what the outside does to the program, so that the innermost crossing does leave something running. */
  enterProgram(): void {
    this.leavesSomething();
    this.enter();
  }

  /** The innermost crossing leaves something running, if nothing entered the program since it began. */
  leavesSomething(): void {
    const open = this.#innermost;
    if (open !== undefined && !open.begun) this.lasts(open);
  }

  /** Not `frames[-1]` where there is none: the engine looks for a property of that name. */
  get #innermost(): Frame | undefined {
    const { frames } = this;
    return frames.length === 0 ? undefined : frames[frames.length - 1];
  }

  /** A crossing that was thought to leave nothing running does so: its segment starts late, before anything of it runs. */
  lasts(frame: Frame): void {
    if (frame.segment) return;
    const { order } = this.#recorder;
    frame.segment = true;
    order.segment();
    order.crossed();
  }

  /** A promise of the program goes out: where to put what it comes to, until the promise of the innermost crossing settles. */
  writtenLater(): Snapshot[] | undefined {
    const frame = this.#innermost;
    return frame === undefined ? undefined : frame.later ??= [];
  }

  /**
   * The outside got data of the program below a crossing: until that ends it may write into it.
   *
   * @returns false if there is no crossing
   */
  met(value: unknown): boolean {
    const frame = this.#innermost;
    if (frame === undefined) return false;
    if (frame.met !== undefined && (frame.met.length >= MOST_MET || frame.met.some(({ object }) => object === value))) return true;
    const snapshots = watchArguments([value]);
    if (snapshots !== undefined) (frame.met ??= []).push(...snapshots);
    return true;
  }

  /**
   * The outside handed arguments to a function of the program below a crossing: it may keep data among them, and change it when the
   * program uses that object again.
   *
   * @param shown - what the program got of each
   */
  handed(args: ArrayLike<unknown>, shown: readonly unknown[]): void {
    const frame = this.#innermost;
    if (frame?.giver === undefined) return;
    for (let i = 0; i < args.length && frame.handed < MOST_HANDED; i++) {
      if (isPrimitive(args[i])) continue;
      frame.handed++;
      this.#recorder.lent.hold(frame.giver, args[i] as object, shown[i]);
    }
  }
}

// Recording: performs what the program asks of the outside, lets the outside in, and appends both to the recording.
import type { RepriseError } from '../contract/errors.js';
import type { RecordOptions } from '../contract/record-options.js';
import { Kind, Operation } from '../recording/entry.js';
import type { SeededRandom } from '../recording/random.js';
import { Tag } from '../recording/value.js';
import { CrossingFlag } from '../recording/flags.js';
import type { RecordingWriter } from '../recording/writer.js';
import { changedArguments, changedProperties, perform, watchArguments, type Snapshot } from './crossing.js';
import { CallInRecording } from './call-in-recording.js';
import { isBinary } from './binary.js';
import { isData } from './data.js';
import { Encoder, type Importer } from './encode.js';
import { flush } from './hidden-state.js';
import { idOf, inPromiseOf, programOf, shownOf, standinOf, type Standin } from './identity.js';
import { bodyArguments, runsBody, watchObjects } from './body-arguments.js';
import { isBrief } from './brevity.js';
import { bare, direct, directConstruct } from './direct.js';
import { isInertCall } from './inert-methods.js';
import { isLender, lend, lentChanges, link } from './lent-objects.js';
import { fillsBuffers } from './leaves.js';
import { RecordedMethods } from './methods.js';
import { mirrorTarget, programPrototype } from './mirrors.js';
import { apply, construct, defineProperty, get, getOwnPropertyDescriptor, has, isPrimitive, now } from './natives.js';
import { Outward } from './outward.js';
import { Preview } from './preview.js';
import { fail } from './program.js';
import { isPlainClass } from './program-classes.js';
import { PromiseRecording } from './promise-recording.js';
import { ObjectExport } from './object-export.js';
import { PromiseExport } from './promise-export.js';
import { RecordOrder, type Placement } from './record-order.js';
import { isRecorded } from './annotated-functions.js';
import { enterOutside, isOutside, keepsContexts, restore, runBriefly, runOutside, side } from './side.js';
import { isPlainProperty, makeStandin, type Crosser } from './standin.js';
import { Sites } from './sites.js';

const NONE: readonly unknown[] = [];

/** A crossing that has not returned. */
interface Frame {
  operation: Operation;
  target: Standin;
  key: PropertyKey | undefined;
  site: number;
  segment: boolean;
  /** The bytes of the arguments in the preview buffer. */
  start: number;
  end: number;
  /** What numbers in them are relative to; -1 for none. */
  handle: number;
  program: number;
  /** Something entered meanwhile: its Begin stands in the recording. */
  begun: boolean;
  /** A recorded function that seems to leave nothing for later. */
  brief: boolean;
  /** The read of a shared method. */
  method: boolean;
  /** Data that the outside read out of objects of the program meanwhile. */
  met: Snapshot[] | undefined;
  watched: readonly Snapshot[] | undefined;
}

/** Whether the outside writes into a copy of what it is given. What only has the name of a function that copies may not. */
function isCopied(target: Standin): boolean {
  return target.copies && target.path !== undefined;
}

export class Recorder implements Crosser, Importer {
  readonly replaying = false;
  readonly order: RecordOrder;
  readonly sites: Sites;
  readonly outward: Outward;
  readonly writer: RecordingWriter;
  readonly #encoder: Encoder;
  readonly #preview: Preview;
  readonly #promises: PromiseRecording;
  readonly #frames: Frame[] = [];
  #begun = 0;
  readonly #placement: Placement = { position: 0, inexact: false };
  readonly #methods = new RecordedMethods();
  #time = now();
  /** What a recorded function gave, a generator say, goes on writing into what the function was given. */
  readonly #kept = new WeakMap<object, readonly Snapshot[]>();
  #keeps = false;
  readonly #handedOut = new PromiseExport(this);
  readonly callIns = new CallInRecording(this);

  /** @param random - what Math.random draws from; undefined if its own values are recorded */
  constructor(writer: RecordingWriter, kept: RecordOptions['arguments'], readonly random: SeededRandom | undefined) {
    this.writer = writer;
    this.#preview = new Preview(kept, true);
    this.order = new RecordOrder(() => { writer.bare(Kind.MicrotaskPhase); }, () => { writer.turn(now()); });
    this.sites = new Sites((site, place) => { writer.site(site, place.file, place.line, place.column); });
    this.#encoder = new Encoder(writer, this);
    this.#promises = new PromiseRecording(this);
    const objects = new ObjectExport(this);
    this.outward = new Outward({
      wrapFunction: (fn, id) => this.callIns.wrap(fn, id),
      wrapPromise: (promise, id) => this.#handedOut.wrap(promise, id),
      wrapObject: (object, id) => objects.wrap(object, id),
    });
  }

  refused(error: RepriseError): never {
    return fail(error);
  }

  programPrototype(real: object): object | undefined {
    return programPrototype(real);
  }

  // ---- crossings

  cross(operation: Operation, target: Standin, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[] | undefined, segment: boolean): unknown {
    if (side.state !== 0 && isOutside()) return direct(operation, target, key, thisArg, args, segment);
    this.order.marks.flush();
    const outThis = this.outward.value(thisArg);
    const body = args !== undefined && runsBody(operation, thisArg) ? bodyArguments(this.outward, undefined, args) : undefined;
    const outArgs = body?.args ?? [];
    if (args !== undefined && body === undefined) for (let i = 0; i < args.length; i++) outArgs.push(this.outward.argument(target, args[i]));
    const runs = segment && !(operation === Operation.Call && target.path === undefined && isInertCall(target.real as Function, outThis, outArgs));
    const frame = this.#begin(operation, target, key, args, runs);
    const given = body !== undefined ? watchObjects(body.writable) : args === undefined || operation === Operation.Set || isCopied(target) ? undefined : watchArguments(args);
    const kept = this.#keeps && !isPrimitive(outThis) ? this.#kept.get(outThis as object) : undefined;
    const watched = kept === undefined ? given : [...given ?? [], ...kept];
    frame.watched = watched;
    const around = enterOutside();
    let raw: unknown;
    try {
      // A handle may be what a recorded function gave: a generator goes on with the function's own code.
      raw = target.path === undefined && keepsContexts() ? runOutside(perform, undefined, [operation, target.real!, key, outThis, outArgs]) : perform(operation, target.real!, key, outThis, outArgs);
    } catch (error) {
      restore(around);
      throw this.#end(frame, error, true, watched);
    }
    restore(around);
    if (target.path === undefined && !isPrimitive(outThis)) this.lentWrites(outThis as object, NONE);
    const shown = this.#end(frame, raw, false, watched);
    if (given !== undefined) this.#lend(target, args!, given, raw === outThis ? undefined : raw);
    if (target.path === undefined && !isPrimitive(outThis) && isLender(outThis as object)) this.#through(outThis as object, args, shown);
    if (!segment && operation === Operation.Call && !isPrimitive(shown)) {
      // A leaf's promise: a timer's.
      const promise = inPromiseOf.get(shown as object);
      if (promise !== undefined) promise.quiet = true;
    }
    return shown;
  }

  get(target: Standin, key: PropertyKey, receiver: unknown): unknown {
    const real = target.real!;
    if (side.state !== 0 && isOutside()) return direct(Operation.Get, target, key, undefined, undefined);
    // A getter that an error inherits runs for the error.
    if (receiver !== undefined && !isPlainProperty(real, key)) return this.cross(Operation.Get, target, key, receiver, undefined, true);
    if (target.shape !== 0) {
      const known = this.#methods.known(real, key);
      if (known !== undefined) return known;
    }
    const plain = isPlainProperty(real, key);
    if (target.shape === 0 || !plain || !this.#methods.isShared(real, key)) return this.cross(Operation.Get, target, key, undefined, undefined, !plain);
    this.order.marks.flush();
    const frame = this.#begin(Operation.Get, target, key, undefined, false);
    frame.method = true;
    const shown = this.#end(frame, get(real, key), false, undefined);
    this.#methods.keep(real, key, shown);
    return shown;
  }

  construct(target: Standin, args: readonly unknown[], newTarget: Function, segment: boolean): unknown {
    if (side.state !== 0 && isOutside()) return directConstruct(target, args, newTarget);
    this.order.marks.flush();
    const outArgs = args.map((value) => this.outward.argument(target, value));
    const mirror = mirrorTarget(newTarget, (value) => this.outward.value(value), false);
    const frame = this.#begin(Operation.Construct, target, undefined, args, segment);
    const watched = isCopied(target) ? undefined : watchArguments(args);
    frame.watched = watched;
    const around = enterOutside();
    let raw: unknown;
    try {
      raw = construct(target.real as new (...args: unknown[]) => object, outArgs, mirror);
    } catch (error) {
      restore(around);
      throw this.#end(frame, error, true, watched);
    }
    restore(around);
    return this.#end(frame, raw, false, watched);
  }

  /** A recorded function: the outside runs its body. */
  recorded(target: Standin, thisArg: unknown, args: readonly unknown[], body: Function): unknown {
    this.order.marks.flush();
    const given = bodyArguments(this.outward, thisArg, args);
    const brief = isBrief(body, target);
    const frame = this.#begin(Operation.Call, target, undefined, args, !brief);
    const watched = watchObjects(given.writable);
    frame.watched = watched;
    frame.brief = brief;
    let raw: unknown;
    try {
      raw = bare(brief ? runBriefly(body, thisArg, given.args, () => { this.#lasts(frame); }) : runOutside(body, thisArg, given.args));
      // What has behaviour may go on by itself.
      if (brief && !isPrimitive(raw) && !isData(raw, undefined, isPlainClass)) this.#lasts(frame);
    } catch (error) {
      throw this.#end(frame, error, true, watched);
    }
    if (watched !== undefined && !isPrimitive(raw)) {
      this.#keeps = true;
      this.#kept.set(raw as object, watched);
    }
    return this.#end(frame, raw, false, watched);
  }

  /** A crossing that was thought to leave nothing running does so: its segment starts late, before anything of it runs. */
  #lasts(frame: Frame): void {
    if (frame.segment) return;
    frame.segment = true;
    this.order.segment();
    this.order.crossed();
  }

  /** An outside import, or anything else that is a call of a function made for it. */
  crossing(target: Standin, args: readonly unknown[], operation: Operation, key: PropertyKey): unknown {
    let shown: unknown;
    try {
      return shown = this.#perform(target, args, operation, key);
    } finally {
      if (operation === Operation.Import) this.#promises.importOutside(shown);
    }
  }

  #perform(target: Standin, args: readonly unknown[], operation: Operation, key: PropertyKey): unknown {
    this.order.marks.flush();
    const frame = this.#begin(operation, target, key, args, true);
    let raw: unknown;
    try {
      raw = apply(target.real as (...args: unknown[]) => unknown, undefined, args);
    } catch (error) {
      throw this.#end(frame, error, true, undefined);
    }
    return this.#end(frame, raw, false, undefined);
  }

  /**
   * `import()` of a program module. The host loads it in its own time; where its modules begin to run and where the
   * promise settles are entries.
   */
  programImport(target: Standin, specifier: string): unknown {
    let shown: unknown;
    try {
      return shown = this.#perform(target, [specifier], Operation.Import, specifier);
    } finally {
      this.#promises.import(shown, specifier);
    }
  }

  /** A module registered after the program started: by a pending `import()`. */
  moduleRuns(file: string): void {
    if (!this.#promises.loading) return;
    this.place(Kind.ModuleRun);
    this.writer.string(file);
    this.writer.commit();
  }

  /** Called when the program is about to run again: what the outside wrote where nobody could see it is an entry first. */
  outsideRan: (() => void) | undefined;

  #begin(operation: Operation, target: Standin, key: PropertyKey | undefined, args: readonly unknown[] | undefined, segment: boolean): Frame {
    const preview = this.#preview;
    const { writer } = preview;
    const site = this.sites.ofCrossing(target, operation, key, args?.[0]);
    const start = args === undefined ? writer.length : preview.add(args, !fillsBuffers(target.name));
    const frame: Frame = { operation, target, key, site, segment, start, end: writer.length, handle: preview.handleBase, program: preview.programBase, begun: false, brief: false, method: false, met: undefined, watched: undefined };
    this.#frames.push(frame);
    if (operation === Operation.Import) this.order.loading = true;
    if (segment) this.order.segment();
    this.order.crossed();
    return frame;
  }

  #end(frame: Frame, raw: unknown, threw: boolean, given: readonly Snapshot[] | undefined): unknown {
    this.outsideRan?.();
    const { writer } = this;
    const watched = frame.met === undefined ? given : [...given ?? [], ...frame.met];
    let changed = watched === undefined ? undefined : changedArguments(watched);
    if (changed?.length === 0) changed = undefined;
    const writes = changed?.filter(({ object }) => object !== raw || !isData(object, undefined, isPlainClass));
    const hasWrites = writes !== undefined && writes.length > 0;
    if (frame.begun) {
      this.#begun--;
      writer.returned(threw, hasWrites);
    } else this.#head(frame, Kind.Crossing, (threw ? CrossingFlag.Threw : 0) | (hasWrites ? CrossingFlag.Writes : 0));
    this.#frames.pop();
    // What entered meanwhile ended in the outside; from here on the program runs.
    this.order.crossed();
    this.#preview.writer.length = frame.start;
    const shown = this.#encoder.value(raw);
    if (hasWrites) this.writes(writes);
    writer.commit();
    // What the outside writes later, until the promise settles, is logged with the settlement.
    if (watched !== undefined) this.#promises.watch(shown, watched);
    return shown;
  }

  #head(frame: Frame, kind: typeof Kind.Crossing | typeof Kind.Begin, flags: number): void {
    const { writer } = this;
    const { bytes } = this.#preview.writer;
    const hasArgs = frame.end > frame.start;
    const args = hasArgs ? CrossingFlag.Args | (frame.handle < 0 ? 0 : CrossingFlag.HandleBase) | (frame.program < 0 ? 0 : CrossingFlag.ProgramBase) : 0;
    writer.crossing(kind, flags | args | (frame.segment ? CrossingFlag.Segment : 0) | (frame.method ? CrossingFlag.Method : 0), frame.operation, frame.site);
    if (isRecorded(frame.target)) this.#encoder.named(frame.target);
    else this.#encoder.root(frame.target);
    if (frame.operation !== Operation.Call && frame.operation !== Operation.Construct) this.#encoder.value(frame.key);
    if (hasArgs) writer.args(bytes.subarray(frame.start, frame.end), frame);
  }

  /** Appends arguments that the outside changed. */
  writes(changed: readonly Snapshot[]): void {
    const { writer } = this;
    writer.varint(changed.length);
    for (const { index, object } of changed) {
      writer.varint(index);
      this.#encoder.changed(object);
    }
  }

  /** Something enters the program, or is about to be logged as such: open crossings get their Begin first. */
  #openFrames(): void {
    for (; this.#begun < this.#frames.length; this.#begun++) {
      const frame = this.#frames[this.#begun]!;
      // Its Begin says whether it has a segment, and is written before that is known.
      if (frame.brief) this.#lasts(frame);
      frame.begun = true;
      this.#head(frame, Kind.Begin, 0);
    }
  }

  /** The run ends, or may be about to. */
  ending(): void { /* nothing to add */ }

  /** Whether the outside runs, in a crossing during which nothing entered the program yet. */
  get outside(): boolean {
    return this.#begun < this.#frames.length;
  }

  /** Places an entry; its kind and position come next. */
  place(kind: number, settlement = false, quiet = false): void {
    // Something enters during a crossing that was thought to leave nothing running: its segment starts late, before
    // anything of the program ran.
    const open = this.#frames[this.#frames.length - 1];
    if (open !== undefined && !open.begun) this.#lasts(open);
    this.#openFrames();
    if (settlement) this.order.placeSettlement(this.#placement, quiet);
    else this.order.place(this.#placement, quiet);
    if (this.#placement.position === 0) this.#elapsed();
    this.writer.begin(kind);
    this.writer.position(this.#placement.position, this.#placement.inexact);
  }

  #elapsed(): void {
    const time = now();
    if (time <= this.#time) return;
    this.writer.elapsed(time - this.#time);
    this.#time = time;
  }

  /** Entries that stand where they are and need no position. */
  note(write: (writer: RecordingWriter) => void): void {
    this.#openFrames();
    write(this.writer);
  }

  /** Appends a value and gives what the program sees. */
  encode(value: unknown): unknown {
    return this.#encoder.value(value);
  }

  // ---- specialised entries

  /** A leaf that gave whole milliseconds. */
  leafClock(callee: object, leaf: number, value: number): void {
    if (side.state !== 0 && isOutside()) return;
    const site = this.sites.take(callee);
    if (this.#begun < this.#frames.length) this.#openFrames();
    this.writer.leafClock(site, leaf, value);
  }

  /** A leaf that gave a double. */
  leafDouble(callee: object, leaf: number, value: number): void {
    if (side.state !== 0 && isOutside()) return;
    const site = this.sites.take(callee);
    if (this.#begun < this.#frames.length) this.#openFrames();
    this.writer.leafDouble(site, leaf, value);
  }

  /** A number was drawn from the seeded generator. */
  draw(callee: object): void {
    if (this.#begun < this.#frames.length) this.#openFrames();
    if (!this.writer.draw()) this.writer.firstDraw(this.sites.take(callee));
  }

  /** A leaf that gave a string or a bigint, which is not expected again. */
  leafValue(callee: object, leaf: number, value: unknown): void {
    if (side.state !== 0 && isOutside()) return;
    const { writer } = this;
    const site = this.sites.take(callee);
    if (this.#begun < this.#frames.length) this.#openFrames();
    if (typeof value === 'bigint' && writer.leafBigint(site, leaf, value)) return;
    writer.leaf(site, leaf);
    if (typeof value === 'string') {
      if (!writer.uuid(value)) writer.text(value);
    } else {
      writer.byte(Tag.BigInt);
      writer.text(String(value));
    }
    writer.commit();
  }

  /** A reference to an export of an outside package gave a value. */
  binding(module: number, slot: number, value: unknown): unknown {
    this.#openFrames();
    this.writer.begin(Kind.Binding);
    this.writer.varint(module);
    this.writer.varint(slot);
    const shown = this.#encoder.value(value);
    this.writer.commit();
    return shown;
  }

  /** Appends the result of an iteration step; gives its value as the program sees it. */
  encodeIteration(done: boolean, value: unknown): unknown {
    return this.#encoder.iteration(done, value);
  }

  /** The outside read data out of an object of the program: until the crossing ends it may write into it. */
  met(value: unknown): void {
    const frame = this.#frames[this.#frames.length - 1];
    if (frame === undefined || frame.met?.some(({ object }) => object === value)) return;
    const snapshots = watchArguments([value]);
    if (snapshots !== undefined) (frame.met ??= []).push(...snapshots);
  }

  /** The program is about to run below crossings: it sees what the outside has written into their arguments so far. */
  writesSoFar(): void {
    this.outsideRan?.();
    for (const { watched } of this.#frames) {
      if (watched === undefined) continue;
      for (const snapshot of watched) for (const key of changedProperties(snapshot)) this.outsideWrite(snapshot.object, key);
    }
  }

  /** A package may keep what it was given, together with functions of the program and an object that it gave. */
  #lend(target: Standin, args: readonly unknown[], given: readonly Snapshot[], raw: unknown): void {
    // Node itself keeps nothing but buffers.
    const lent = target.path === undefined ? given : given.filter(({ object }) => isBinary(object));
    if (lent.length === 0) return;
    for (const arg of args) if (typeof arg === 'function' && !standinOf.has(arg)) lend(arg, lent);
    if (target.path === undefined && !isPrimitive(raw) && standinOf.has(shownOf.get(raw as object) ?? raw as object)) lend(raw as object, lent);
  }

  /** What a handle gets and gives may bring back what it was given before. */
  #through(raw: object, args: readonly unknown[] | undefined, shown: unknown): void {
    this.#promises.through(shown, raw);
    if (args !== undefined) for (const arg of args) if (typeof arg === 'function' && !standinOf.has(arg)) link(arg, raw);
  }

  /**
   * The outside comes back, by a function of the program or an object of its own: what it wrote meanwhile into data that
   * it was given with it is an entry before.
   *
   * @param args - objects that are appended anyway
   */
  lentWrites(by: object, args: ArrayLike<unknown>): void {
    for (const [object, keys] of lentChanges(by)) {
      const id = idOf(object);
      if (id === undefined || id > 0 || Array.prototype.includes.call(args, object)) continue;
      if (keys !== undefined) {
        for (const key of keys) this.outsideWrite(object, key);
        continue;
      }
      this.place(Kind.OutsideWrite);
      this.writer.program(-id);
      this.writer.byte(0);
      this.encode(undefined);
      this.#encoder.changed(object);
      this.writer.commit();
      this.order.segment();
    }
  }

  /** Appends that the outside wrote a property of a program's object, as it is now. */
  outsideWrite(object: object, key: string | symbol): void {
    const id = idOf(object);
    if (id === undefined || id > 0) return;
    const descriptor = getOwnPropertyDescriptor(object, key);
    this.place(Kind.OutsideWrite);
    this.writer.program(-id);
    this.writer.byte(descriptor === undefined ? 1 : 0);
    this.encode(key);
    const shown = this.encode(descriptor?.value);
    this.writer.commit();
    if (shown !== descriptor?.value) (object as Record<PropertyKey, unknown>)[key] = shown;
    flush(object);
    this.order.segment();
  }

  // ---- what stand-ins need

  hasProperty(target: Standin, key: PropertyKey): boolean {
    return has(target.real!, key);
  }

  setOwn(target: Standin, key: PropertyKey, value: unknown): unknown {
    this.order.marks.flush();
    const outside = this.outward.value(value);
    const frame = this.#begin(Operation.OwnSet, target, key, [value], false);
    let threw = false;
    try {
      defineProperty(target.real!, key, { value: outside, writable: true, enumerable: true, configurable: true });
    } catch {
      threw = true;
    }
    this.#end(frame, undefined, threw, undefined);
    return outside;
  }

  ownChanged(target: Standin, key: PropertyKey, outside: unknown): boolean {
    return get(target.real!, key) !== outside;
  }

  inspect(target: Standin, options: unknown): unknown {
    // The host formats an object with the indentation that belongs here, but takes a function for text.
    if (typeof target.real !== 'function') return target.real;
    const { inspect } = require('node:util') as typeof import('node:util');
    return inspect(target.real, options as object);
  }

  standin(id: number, real: object, flags: number, shape: number, prototype: object | undefined, name: string): Standin {
    return makeStandin(this, id, undefined, real, flags, prototype, name, shape);
  }

  shape(real: object): number {
    return this.#methods.shape(real);
  }

  root(path: string, real: object): Standin {
    return makeStandin(this, 0, path, real, typeof real === 'function' ? 1 : 0, undefined, path.slice(path.lastIndexOf('.') + 1));
  }

  // ---- promises of the outside

  promise(real: Promise<unknown>): Promise<unknown> {
    return this.#promises.shown(real);
  }

  await(value: object): unknown {
    return this.#promises.await(value);
  }

  returned(wrapper: object): void {
    this.#handedOut.returned(wrapper);
  }

  /** Whether an `import()` of a program module is pending. */
  get loading(): boolean {
    return this.#promises.loading;
  }

  // ---- the outside calls the program

  /** An error went uncaught: if the call-in before threw it, a replay throws it, too. */
  uncaught(goesOn: boolean): void {
    this.order.interrupted(goesOn);
    if (this.callIns.takeThrown()) this.writer.bare(Kind.Uncaught);
  }

  /** A rejection is reported as unhandled: the program's own promise, if it is one that was handed out. */
  unhandled(wrapper: object): Promise<unknown> | undefined {
    const known = this.#handedOut.unhandled(wrapper);
    if (known === undefined) return undefined;
    this.note((writer) => { writer.programPromise(Kind.Unhandled, known.id); });
    return known.promise;
  }

  /** What the program sees of a value that it gave or got. */
  programView(value: unknown): unknown {
    return isPrimitive(value) ? value : programOf.get(value as object) ?? shownOf.get(value as object) ?? value;
  }
}

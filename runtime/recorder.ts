// Recording: performs what the program asks of the outside, lets the outside in, and appends both to the recording.
import type { RepriseError } from '../contract/errors.js';
import type { RecordOptions } from '../contract/record-options.js';
import { Kind, Operation, type Position } from '../recording/entry.js';
import type { SeededRandom } from '../recording/random.js';
import type { RecordingWriter } from '../recording/writer.js';
import { perform, watchArguments, type Snapshot } from './crossing.js';
import { CallInRecording } from './call-in-recording.js';
import { isData, takeFlat } from './data.js';
import { DepositRecording } from './deposit-recording.js';
import { Encoder, type Importer } from './encode.js';
import { exportTarget, hasMore } from './function-export.js';
import { inPromiseOf, programOf, shownOf, standinOf, type Standin } from './identity.js';
import { bodyArguments, runsBody, watchObjects } from './body-arguments.js';
import { isBrief } from './brevity.js';
import { bare, direct, directConstruct } from './direct.js';
import { isInertCall } from './inert-methods.js';
import { LeafRecording } from './leaf-recording.js';
import { LentRecording } from './lent-recording.js';
import { OpenCrossings } from './open-crossings.js';
import { isLender } from './lent-objects.js';
import { adaptMetadata } from './metadata.js';
import { RecordedMethods } from './methods.js';
import { mirrorTarget, programPrototype } from './mirrors.js';
import { apply, construct, defineProperty, get, has, hasOwn, isPrimitive, isProxy, now } from './natives.js';
import { Outward } from './outward.js';
import { Preview } from './preview.js';
import { fail } from './program.js';
import { isPlainClass } from './program-classes.js';
import { wrapProxy } from './proxy-export.js';
import { PromiseRecording } from './promise-recording.js';
import { ObjectExport } from './object-export.js';
import { PromiseExport } from './promise-export.js';
import { RecordOrder, type Placement } from './record-order.js';
import { enterOutside, isOutside, keepsContexts, restore, runBriefly, runOutside, side } from './side.js';
import { isPlainProperty, makeStandin, type Crosser } from './standin.js';
import { Strays } from './strays.js';
import { Sites } from './sites.js';
import { WriteRecording } from './write-recording.js';

const NONE: readonly unknown[] = [];

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
  readonly encoder: Encoder;
  readonly promises: PromiseRecording;
  /** Crossings that have not returned. */
  readonly open: OpenCrossings;
  /** Entries of leaves. */
  readonly leaves: LeafRecording;
  /** What the outside writes into the program's objects. */
  readonly writes = new WriteRecording(this);
  /** What the outside was given and may have kept. */
  readonly lent = new LentRecording(this);
  /** What the program put into data of the outside. */
  readonly deposits = new DepositRecording(this);
  readonly strays: Strays;
  readonly #placement: Placement = { position: 0, inexact: false };
  readonly #methods = new RecordedMethods();
  #time = now();
  /** What a recorded function gave, a generator say, goes on writing into what the function was given. */
  readonly #kept = new WeakMap<object, readonly Snapshot[]>();
  #keeps = false;
  readonly #handedOut = new PromiseExport(this);
  readonly #objects = new ObjectExport(this);
  readonly callIns = new CallInRecording(this);

  /** @param random - what Math.random draws from; undefined if its own values are recorded */
  constructor(writer: RecordingWriter, kept: RecordOptions['arguments'], readonly random: SeededRandom | undefined) {
    this.writer = writer;
    this.order = new RecordOrder(() => { writer.bare(Kind.MicrotaskPhase); }, () => {
      this.programRan();
      if (this.strays.news) this.note((to) => { this.strays.write(to); });
      writer.turn(now());
    }, writer.endsTurns);
    this.sites = new Sites((site, place) => { writer.site(site, place.file, place.line, place.column); });
    this.strays = new Strays(this.sites);
    this.encoder = new Encoder(writer, this);
    this.open = new OpenCrossings(this, new Preview(kept, true));
    this.leaves = new LeafRecording(this.sites, writer, this.open);
    this.promises = new PromiseRecording(this);
    this.outward = new Outward({
      wrapFunction: (fn, id) => {
        if (isProxy(fn)) return wrapProxy(this, fn, id);
        const wrapper = this.callIns.wrap(fn, id);
        if (!hasMore(fn)) return wrapper;
        adaptMetadata(this.#objects);
        return this.#objects.wrap(fn, exportTarget(fn, wrapper));
      },
      wrapPromise: (promise, id) => this.#handedOut.wrap(promise, id),
      wrapObject: (object, id) => {
        if (isProxy(object)) return wrapProxy(this, object, id);
        adaptMetadata(this.#objects);
        return this.#objects.wrap(object);
      },
    });
  }

  refused(error: RepriseError): never {
    return fail(error);
  }

  holdsDeposit(data: object): boolean {
    return this.deposits.holdsWithin(data);
  }

  fills(data: object): boolean {
    return this.deposits.fills(data);
  }

  programPrototype(real: object): object | undefined {
    return programPrototype(real);
  }

  // ---- crossings

  cross(operation: Operation, target: Standin, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[] | undefined, segment: boolean): unknown {
    if (side.state !== 0 && isOutside() || target.shared && this.isUsedOutside()) return direct(operation, target, key, thisArg, args, segment);
    this.order.marks.flush();
    if (segment) this.programRan();
    const outThis = this.outward.value(thisArg);
    const body = args !== undefined && runsBody(operation, thisArg) ? bodyArguments(this.outward, undefined, args) : undefined;
    const outArgs = body?.args ?? [];
    takeFlat();
    if (args !== undefined && body === undefined) for (let i = 0; i < args.length; i++) outArgs.push(this.outward.argument(target, args[i]));
    const flat = takeFlat();
    const runs = segment && !(operation === Operation.Call && target.path === undefined && isInertCall(target.real as Function, outThis, outArgs));
    const frame = this.open.begin(operation, target, key, args, runs, flat);
    const given = body !== undefined ? watchObjects(body.writable) : args === undefined || operation === Operation.Set || isCopied(target) ? undefined : watchArguments(args, flat);
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
      throw this.open.end(frame, error, true, watched);
    }
    restore(around);
    if (target.path === undefined && !isPrimitive(outThis)) this.lent.writes(outThis as object, NONE);
    const shown = this.open.end(frame, raw, false, watched);
    if (target.path === undefined && !isPrimitive(raw) && operation !== Operation.Set) this.#handedIn(target, operation, raw as object, shown);
    if (given !== undefined) this.lent.lend(target, args!, given, raw === outThis ? undefined : raw);
    if (target.path === undefined && !isPrimitive(outThis) && isLender(outThis as object)) this.lent.through(outThis as object, args, shown);
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
    const frame = this.open.begin(Operation.Get, target, key, undefined, false);
    frame.method = true;
    const shown = this.open.end(frame, get(real, key), false, undefined);
    this.#methods.keep(real, key, shown);
    return shown;
  }

  construct(target: Standin, args: readonly unknown[], newTarget: Function, segment: boolean): unknown {
    if (side.state !== 0 && isOutside() || target.shared && this.isUsedOutside()) return directConstruct(target, args, newTarget);
    this.order.marks.flush();
    this.programRan();
    const outArgs = args.map((value) => this.outward.argument(target, value));
    const mirror = mirrorTarget(newTarget, (value) => this.outward.value(value), (prototype) => this.#objects.part(prototype, 'constructor', (prototype as { constructor: unknown }).constructor));
    const frame = this.open.begin(Operation.Construct, target, undefined, args, segment);
    const watched = isCopied(target) ? undefined : watchArguments(args);
    frame.watched = watched;
    const around = enterOutside();
    let raw: unknown;
    try {
      raw = construct(target.real as new (...args: unknown[]) => object, outArgs, mirror);
    } catch (error) {
      restore(around);
      throw this.open.end(frame, error, true, watched);
    }
    restore(around);
    return this.open.end(frame, raw, false, watched);
  }

  /** A recorded function: the outside runs its body. */
  recorded(target: Standin, thisArg: unknown, args: readonly unknown[], body: Function): unknown {
    this.order.marks.flush();
    const given = bodyArguments(this.outward, thisArg, args);
    const brief = isBrief(body, target);
    const frame = this.open.begin(Operation.Call, target, undefined, args, !brief);
    const watched = watchObjects(given.writable);
    frame.watched = watched;
    frame.brief = brief;
    let raw: unknown;
    try {
      raw = bare(brief ? runBriefly(body, thisArg, given.args, () => { this.open.lasts(frame); }) : runOutside(body, thisArg, given.args));
      // What has behaviour may go on by itself.
      if (brief && !isPrimitive(raw) && !isData(raw, undefined, isPlainClass)) this.open.lasts(frame);
    } catch (error) {
      throw this.open.end(frame, error, true, watched);
    }
    if (watched !== undefined && !isPrimitive(raw)) {
      this.#keeps = true;
      this.#kept.set(raw as object, watched);
    }
    return this.open.end(frame, raw, false, watched);
  }

  /** An outside import, or anything else that is a call of a function made for it. */
  crossing(target: Standin, args: readonly unknown[], operation: Operation, key: PropertyKey): unknown {
    let shown: unknown;
    try {
      return shown = this.#perform(target, args, operation, key);
    } finally {
      if (operation === Operation.Import) this.promises.importOutside(shown);
    }
  }

  #perform(target: Standin, args: readonly unknown[], operation: Operation, key: PropertyKey): unknown {
    this.order.marks.flush();
    this.programRan();
    const frame = this.open.begin(operation, target, key, args, true);
    let raw: unknown;
    try {
      raw = apply(target.real as (...args: unknown[]) => unknown, undefined, args);
    } catch (error) {
      throw this.open.end(frame, error, true, undefined);
    }
    return this.open.end(frame, raw, false, undefined);
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
      this.promises.import(shown, specifier);
    }
  }

  /**
   * A module registered after the program started.
   *
   * @param late - whether it ran in a job of its own; one of a pending `import()` does anyway
   */
  moduleRuns(file: string, late: boolean): void {
    if (!this.promises.loading && !late) return;
    this.place(Kind.ModuleRun);
    this.writer.string(file);
    this.writer.commit();
  }

  /** What the outside wrote where nobody could see it becomes entries. */
  outsideRan: (() => void) | undefined;

  /** Called when the program is about to run again. */
  programRuns(): void {
    this.outsideRan?.();
    if (this.deposits.enters) this.deposits.enter();
  }

  /** Called when the program has run: what it put into data of the outside is to be seen there. */
  programRan(): void {
    if (this.deposits.leaves) this.deposits.leave();
  }

  /** Code of the program runs within the outside, by no call-in. */
  stray(): void {
    this.strays.notice();
  }

  /** The run ends, or may be about to. */
  ending(): void {
    if (this.strays.any) this.note((writer) => { this.strays.write(writer); });
  }

  /** Whether the outside runs, in a crossing during which nothing entered the program yet. */
  get outside(): boolean {
    return this.open.isOutside;
  }

  /** Places an entry; its kind and position come next. */
  place(kind: number, settlement = false, quiet = false): void {
    this.open.enterProgram();
    if (settlement) this.order.placeSettlement(this.#placement, quiet);
    else this.order.place(this.#placement, quiet);
    this.#begin(kind, true);
  }

  /** @param late - whether time may have passed since the entry before */
  #begin(kind: number, late: boolean): void {
    const { position, inexact } = this.#placement;
    if (late && position === 0) this.#elapsed();
    this.writer.begin(kind);
    this.writer.position(position, inexact);
  }

  /**
   * Places the settlement of a timer's promise.
   *
   * @param late - whether time may have passed since the entry before
   */
  placeTimer(late: boolean): void {
    this.open.enterProgram();
    this.order.placeTimer(this.#placement);
    if (this.deposits.leaves) this.order.expectTurnEnd();
    this.#begin(Kind.Settlement, late);
  }

  /** The outside queues a tick. */
  tick(tick: number): void {
    this.open.enterProgram();
    this.order.place(this.#placement, false);
    const { position, inexact } = this.#placement;
    if (position === 0) this.#elapsed();
    this.writer.tick(tick, position, inexact);
  }

  /**
   * The outside queues a tick within a crossing during which nothing entered the program, so that no code of the
   * program ran since its segment began: the position, which says all of when, is given. 0 elsewhere.
   */
  placeInnerTick(): Position {
    if (!this.open.isOutside) return 0;
    this.open.leavesSomething();
    return this.order.position;
  }

  #elapsed(): void {
    const time = now();
    if (time <= this.#time) return;
    this.writer.elapsed(time - this.#time);
    this.#time = time;
  }

  /** Entries that stand where they are and need no position. */
  note(write: (writer: RecordingWriter) => void): void {
    this.open.enter();
    write(this.writer);
  }

  /** Appends a value and gives what the program sees. */
  encode(value: unknown): unknown {
    return this.encoder.value(value);
  }

  // ---- entries of other kinds

  /** A reference to an export of an outside package gave a value. */
  binding(module: number, slot: number, value: unknown): unknown {
    this.open.enter();
    this.writer.begin(Kind.Binding);
    this.writer.varint(module);
    this.writer.varint(slot);
    const shown = this.encoder.value(value);
    this.writer.commit();
    if (!isPrimitive(shown)) this.#imported(shown as object, shown === value);
    return shown;
  }

  /** The program got something of what it imports. */
  #imported(shown: object, isSame: boolean): void {
    const standin = standinOf.get(shown);
    if (standin !== undefined) standin.imported = true;
    else if (isSame) this.#watch(shown, true);
  }

  #handedIn(target: Standin, operation: Operation, raw: object, shown: unknown): void {
    if (target.imported && operation === Operation.Get) this.#imported(shown as object, shown === raw);
    else if (shown === raw) this.#watch(raw, false);
  }

  #watch(data: object, lasting: boolean): void {
    this.deposits.watch(data, lasting);
    if (this.deposits.leaves) this.order.expectTurnEnd();
  }

  /** Appends the result of an iteration step; gives its value as the program sees it. */
  encodeIteration(done: boolean, value: unknown): unknown {
    return this.encoder.iteration(done, value);
  }

  // ---- what stand-ins need

  hasProperty(target: Standin, key: PropertyKey): boolean {
    // A proxy of the outside's says by itself what becomes of an assignment.
    return isProxy(target.real) || has(target.real!, key);
  }

  setOwn(target: Standin, key: PropertyKey, value: unknown): unknown {
    this.order.marks.flush();
    const outside = this.outward.value(value);
    const frame = this.open.begin(Operation.OwnSet, target, key, [value], false);
    let threw = false;
    try {
      defineProperty(target.real!, key, { value: outside, writable: true, enumerable: true, configurable: true });
    } catch {
      threw = true;
    }
    this.open.end(frame, undefined, threw, undefined);
    return outside;
  }

  ownChanged(target: Standin, key: PropertyKey, outside: unknown): boolean {
    return get(target.real!, key) !== outside;
  }

  shadows(target: Standin, key: PropertyKey): boolean {
    return !isProxy(target.real) && hasOwn(target.real!, key);
  }

  isUsedOutside(): boolean {
    return this.sites.isOutsideStack();
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
    return this.promises.shown(real);
  }

  await(value: object): unknown {
    return this.promises.await(value);
  }

  returned(wrapper: object): void {
    this.#handedOut.returned(wrapper);
  }

  /** Whether an `import()` of a program module is pending. */
  get loading(): boolean {
    return this.promises.loading;
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

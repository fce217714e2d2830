// Recording: performs what the program asks of the outside, lets the outside in, and appends both to the recording.
import { RepriseError } from '../contract/errors.js';
import type { RecordOptions } from '../contract/record-options.js';
import { Kind, NOT_FOLLOWED } from '../recording/entry.js';
import type { SeededRandom } from '../recording/random.js';
import type { RecordingWriter } from '../recording/writer.js';
import { CallInRecording } from './call-in-recording.js';
import { CrossingRecording } from './crossing-recording.js';
import { isContainer } from './data.js';
import { DepositRecording } from './deposit-recording.js';
import { holdsEmptySet } from './deposits.js';
import { isHeard } from './effects/process-events.js';
import { Encoder } from './encode.js';
import { EntryPlacement } from './entry-placement.js';
import type { Importer } from './encode-handles.js';
import { functionTarget } from './export-targets.js';
import { hasMore } from './function-export.js';
import { originalOf, programOf, shownOf, type Standin } from './identity.js';
import { LeafRecording } from './leaf-recording.js';
import { LentRecording } from './lent-recording.js';
import { OpenCrossings, Runner } from './open-crossings.js';
import { adaptMetadata } from './metadata.js';
import { RecordedMethods } from './methods.js';
import { programPrototype } from './mirrors.js';
import { isNativeError, isPrimitive, isProxy, now } from './natives.js';
import { Outward } from './outward.js';
import { Preview } from './preview.js';
import { fail } from './program.js';
import { wrapProxy } from './proxy-export.js';
import { PromiseRecording } from './promise-recording.js';
import { ObjectExport } from './object-export.js';
import { PureAlterations } from './pure-alterations.js';
import { PureStateRecording } from './pure-state-recording.js';
import { usesPureState } from './pure-state.js';
import { PromiseExport } from './promise-export.js';
import { RecordOrder } from './record-order.js';
import { makeRoot, makeStandin } from './standin.js';
import { sharedMemory } from './shared-memory.js';
import { Strays } from './strays.js';
import { ReplacedGlobals } from './replaced-globals.js';
import { Sites } from './sites.js';
import { WriteRecording } from './write-recording.js';

/** A recorded run: who does what. */
export class Recorder implements Importer {
  readonly replaying = false;
  /** Whether what the program puts on globalThis has numbers. */
  readonly sharesGlobals = true;
  readonly order: RecordOrder;
  readonly sites: Sites;
  readonly outward: Outward;
  readonly writer: RecordingWriter;
  readonly encoder: Encoder;
  readonly promises: PromiseRecording;
  /** What the program does to the outside. */
  readonly crossings: CrossingRecording;
  /** Crossings that have not returned. */
  readonly open: OpenCrossings;
  /** Where entries begin. */
  readonly entries: EntryPlacement;
  /** Methods that handles share. */
  readonly methods = new RecordedMethods();
  /** Entries of leaves. */
  readonly leaves: LeafRecording;
  /** What the outside writes into the program's objects. */
  readonly writes = new WriteRecording(this);
  /** What the outside was given and may have kept. */
  readonly lent = new LentRecording(this);
  /** What the program put into data of the outside. */
  readonly deposits = new DepositRecording(this);
  /** What the outside puts into the state of pure packages. */
  readonly pureState = new PureStateRecording(this);
  readonly #pureAlterations = new PureAlterations();
  /** What packages put in the place of host globals. */
  readonly globals = new ReplacedGlobals(this);
  readonly strays: Strays;
  /** Whether what is kept of arguments tells what they were, if they are numbers. */
  readonly keepsArguments: boolean;
  readonly #handedOut = new PromiseExport(this);
  /** Objects of the program that the outside got. */
  readonly objects = new ObjectExport(this);
  /** What the outside does to the program. */
  readonly callIns = new CallInRecording(this);

  /** @param random - what Math.random draws from; undefined if its own values are recorded */
  constructor(writer: RecordingWriter, kept: RecordOptions['arguments'], readonly random: SeededRandom | undefined) {
    this.writer = writer;
    this.keepsArguments = kept !== 'digest';
    this.order = new RecordOrder({
      microtaskPhase: () => { writer.bare(Kind.MicrotaskPhase); },
      continuation: () => {
        this.entries.place(Kind.Continuation);
        writer.commit();
      },
      turnEnd: () => {
        this.programRan();
        if (this.strays.news) this.note((to) => { this.strays.write(to); });
        writer.turn(now());
      },
      derived: (parent, promise) => { this.promises.derived(parent, promise); },
    }, writer.endsTurns);
    this.sites = new Sites((site, place) => { writer.site(site, place.file, place.line, place.column); });
    this.strays = new Strays(this.sites);
    this.encoder = new Encoder(writer, this);
    this.open = new OpenCrossings(this, new Preview(kept, true));
    this.entries = new EntryPlacement(writer, this.order, this.open, this.deposits);
    this.leaves = new LeafRecording(this.sites, writer, this.open);
    this.promises = new PromiseRecording(this);
    this.outward = new Outward({
      wrapFunction: (fn, id) => {
        if (isProxy(fn)) return wrapProxy(this, fn, id);
        const wrapper = this.callIns.wrap(fn, id);
        if (!hasMore(fn)) return wrapper;
        adaptMetadata(this.objects);
        return this.objects.wrap(fn, functionTarget(fn, wrapper));
      },
      wrapPromise: (promise, id) => this.#handedOut.wrap(promise, id),
      refuseShared: ({ name }) => fail(sharedMemory(`goes out by ${name}`, this.sites.get(this.sites.find()))),
      tooMany: () => { this.notFollowed('more objects than are looked after'); },
      meetsPure: () => { this.#pureAlterations.meets(); },
      mixed: (object) => { this.writes.mixed(object); },
      takes: (object) => this.deposits.takes(object),
      wrapObject: (object, id) => {
        if (isProxy(object)) return wrapProxy(this, object, id);
        adaptMetadata(this.objects);
        return this.objects.wrap(object);
      },
    });
    this.crossings = new CrossingRecording(this);
  }

  /** In the middle of an entry. */
  refused(error: RepriseError): never {
    this.writer.abandon();
    this.order.active = false;
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

  /**
   * A module registered after the program started.
   *
   * @param late - whether it ran in a job of its own; one of a pending `import()` does anyway
   */
  moduleRuns(file: string, late: boolean): void {
    if (!this.promises.loading && !late) return;
    this.entries.place(Kind.ModuleRun);
    this.writer.string(file);
    this.writer.commit();
  }

  /** What the outside wrote where nobody could see it becomes entries. */
  outsideRan: (() => void) | undefined;

  /** Called when the program is about to run again, which the outside may call. */
  programRuns(calledIn = false): void {
    this.writes.programRuns();
    this.outsideRan?.();
    if (this.lent.fills && this.order.isFresh && this.open.frames.length === 0) this.lent.ownTime();
    if (this.deposits.enters) this.deposits.enter();
    if (usesPureState()) this.pureState.enter(calledIn);
    if (this.#pureAlterations.watches) this.#pureAltered();
    this.globals.enter();
  }

  #pureAltered(): void {
    const altered = this.#pureAlterations.take();
    if (altered === undefined) return;
    this.notFollowed(`classes of ${altered.package}, onto which a package puts ${altered.key}: name that package in "pure", or ${altered.package} in "outside"`);
  }

  /** Called when the program has run: what it put into data of the outside is to be seen there. */
  programRan(): void {
    if (this.deposits.leaves) this.deposits.leave();
    if (usesPureState()) this.pureState.leave();
    this.globals.leave();
  }

  /** Code of the program runs within the outside, by no call-in. */
  stray(): void {
    this.strays.notice();
  }

  /** The program hands over what the recording does not follow. */
  notFollowed(what: string): void {
    this.strays.notice(NOT_FOLLOWED + what);
  }

  /** The run ends, or may be about to. */
  ending(): void {
    if (this.strays.any) this.note((writer) => { this.strays.write(writer); });
  }

  /** Whether the outside runs, in a crossing during which nothing entered the program yet. */
  get outside(): boolean {
    return this.open.isOutside;
  }

  /** Whether it is the program that asks for something no hook tells of. */
  isProgramsTurn(): boolean {
    const { runner } = this.open;
    return runner === Runner.Unknown ? this.sites.isProgramStack() : runner === Runner.Program;
  }

  /** Entries that stand where they are and need no position. */
  note(write: (writer: RecordingWriter) => void): void {
    this.open.enter();
    write(this.writer);
  }

  /**
   * Appends a value and gives what the program sees.
   *
   * @throws RepriseError - REPRISE_UNSUPPORTED: something threw meanwhile, a trap or the engine for lack of stack. What is half
   * written would be taken for something else, so the run ends.
   */
  encode(value: unknown): unknown {
    try {
      return this.encoder.value(value);
    } catch (error) {
      return this.#halfWritten(error);
    }
  }

  /** Appends an object that the outside wrote into; see {@link encode}. */
  encodeChanged(object: object): void {
    try {
      this.encoder.changed(object);
    } catch (error) {
      this.#halfWritten(error);
    }
  }

  #halfWritten(error: unknown): never {
    const { message } = isNativeError(error) ? error : { message: 'it threw no error' };
    return this.refused(new RepriseError('REPRISE_UNSUPPORTED', `a value from outside cannot be recorded: ${message}`, {
      next: 'Data that is nested some thousand levels deep and objects whose traps throw cannot be kept: call what gives them in a function with @record that returns less.',
      cause: error,
    }));
  }

  // ---- entries of other kinds

  /** A reference to an export of an outside package gave a value. */
  binding(module: number, slot: number, value: unknown): unknown {
    this.open.enter();
    this.writer.begin(Kind.Binding);
    this.writer.varint(module);
    this.writer.varint(slot);
    const shown = this.encodeImported(value);
    this.writer.commit();
    if (!isPrimitive(shown)) this.deposits.imported(shown as object, shown === value);
    return shown;
  }

  /** {@link encode} for what the program imports: where functions of the program could get lost in it, it is a handle. */
  encodeImported(value: unknown): unknown {
    return !isPrimitive(value) && isContainer(value as object) && holdsEmptySet(value as object) ? this.encoder.kept(value) : this.encode(value);
  }

  /** Appends the keys of an object of the outside, symbols too. */
  encodeKeys(keys: object): object {
    this.encoder.keys(keys);
    return keys;
  }

  /** Appends the result of an iteration step; gives its value as the program sees it. */
  encodeIteration(done: boolean, value: unknown): unknown {
    return this.encoder.iteration(done, value);
  }

  // ---- what stand-ins need

  standin(id: number, real: object, flags: number, shape: number, prototype: object | undefined, name: string): Standin {
    return makeStandin(this.crossings, id, undefined, real, flags, prototype, name, shape);
  }

  shape(real: object): number {
    return this.methods.shape(real);
  }

  root(path: string, real: object): Standin {
    return makeRoot(this.crossings, path, real);
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

  /** An error went uncaught: if the call-in before threw it, a replay throws it, too. Gives whether that was so. */
  uncaught(goesOn: boolean, error?: { readonly error: unknown }): boolean {
    const threw = this.callIns.takeThrown(error);
    this.order.interrupted(goesOn);
    if (threw) this.writer.bare(Kind.Uncaught);
    if (threw && goesOn) this.heard('uncaughtException');
    return threw;
  }

  /** Somebody listens for an error that nobody handles: the outside alone, if the program does not. */
  heard(event: 'uncaughtException' | 'unhandledRejection'): void {
    if (!isHeard(event)) this.note((writer) => { writer.bare(Kind.Heard); });
  }

  /** A rejection is reported as unhandled: the program's own promise, if it is one that was handed out. */
  unhandled(wrapper: object): Promise<unknown> | undefined {
    const known = this.#handedOut.unhandled(wrapper);
    if (known === undefined) return undefined;
    this.note((writer) => { writer.programPromise(Kind.Unhandled, known.id); });
    return known.promise;
  }

  /** What the outside sees of a value that it gave or got, without anything going out. */
  outsideView(value: unknown): unknown {
    return isPrimitive(value) ? value : originalOf.has(value as object) ? this.outward.view(value) : this.outward.known(value as object) ?? value;
  }

  /** What the program sees of a value that it gave or got. */
  programView(value: unknown): unknown {
    return isPrimitive(value) ? value : programOf.get(value as object) ?? shownOf.get(value as object) ?? value;
  }
}

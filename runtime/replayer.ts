// Replaying: gives the program what the recording has, lets in what it let in, and stops at the first difference.
import type { ModuleTable } from '../contract/emitted.js';
import { EXIT_FAILURE, type RepriseError } from '../contract/errors.js';
import { isFresh, Kind, type DepositEntry, type EndEntry, type ModuleRunEntry, type OutputEntry, type ReplacementEntry, type SettlementEntry } from '../recording/entry.js';
import { SeededRandom } from '../recording/random.js';
import type { Neutral } from '../recording/value.js';
import { CallInReplay } from './call-in-replay.js';
import { contexts } from './contexts.js';
import { CrossingReplay } from './crossing-replay.js';
import { depositAt, type Place } from './deposits.js';
import { diverge, errorText, type Actual } from './divergence.js';
import { dataObjects, handles, idOf, objectOf, programObjects, type Standin } from './identity.js';
import { LateModules } from './late-modules.js';
import { LeafReplay } from './leaf-replay.js';
import { isPrimitive } from './natives.js';
import { Materialiser, type Restorer } from './materialise.js';
import { modulesHere, nextModules } from './next-modules.js';
import { ProgramImports } from './program-imports.js';
import { Outward } from './outward.js';
import { PromiseReplay } from './promise-replay.js';
import { PromiseWatch } from './promise-watch.js';
import { bringPolyfill, isPolyfill } from './polyfills.js';
import { ReplayedGlobals } from './replayed-globals.js';
import { ReplayOrder, type Performer } from './replay-order.js';
import { finishReplay } from './report.js';
import type { ReplayLog, SequenceEntry } from './replay-log.js';
import { mentionsOf, Retention } from './retention.js';
import { Sites } from './sites.js';
import { makeRoot, makeStandin } from './standin.js';

/** What the replayer leaves to the effects around it. */
interface Surroundings {
  /** Bytes that went to stdout or stderr. */
  output(fd: number, bytes: Uint8Array): void;
  /** Nothing is left to enter. */
  idle(next: SequenceEntry | undefined): void;
  /** The recording has nothing more, though the run did not end by itself: it was killed, or cut off. */
  stops(end: EndEntry | undefined): void;
  /** An error goes uncaught where it did in the recording. */
  uncaught(error: unknown): void;
}

/** Awaits between two entries beyond which a program counts as stuck: seconds of nothing else. */
const MOST_AWAITS = 30_000_000;

/** A replay: who does what, and which entries come by themselves. */
export class Replayer implements Restorer, Performer {
  readonly replaying = true;
  readonly order: ReplayOrder;
  readonly sites = new Sites(() => { /* numbers of a replay stay in it */ });
  readonly outward: Outward;
  /** What the program does to the outside. */
  readonly crossings: CrossingReplay;
  /** Modules that waited for packages. */
  readonly late: LateModules;
  readonly #materialiser: Materialiser;
  /** What Math.random draws from; undefined if its own values were recorded. */
  readonly random: SeededRandom | undefined;
  /** Entries of leaves. */
  readonly leaves = new LeafReplay(this);
  readonly #promises: PromiseReplay;
  /** Promises of the program that the outside got. */
  readonly handedOut = new PromiseWatch(this);
  /** What the outside does to the program. */
  readonly #callIns = new CallInReplay(this);
  /** Of a long recording. */
  readonly #retention: Retention | undefined;
  readonly #imports: ProgramImports;

  /** Whether what the program puts on globalThis has numbers, and packages' globals are found without a hook. */
  readonly sharesGlobals: boolean;
  readonly #globals: ReplayedGlobals;

  constructor(readonly log: ReplayLog, private readonly surroundings: Surroundings) {
    const { header } = log;
    this.sharesGlobals = header.features?.includes('shared-globals') === true;
    this.#globals = new ReplayedGlobals(this.sharesGlobals, () => this.sites.isProgramStack());
    this.random = header.random === undefined ? undefined : new SeededRandom(header.random.seed);
    this.order = new ReplayOrder(log, this);
    this.late = new LateModules(log.modules);
    this.#materialiser = new Materialiser(this);
    this.#imports = new ProgramImports(log, () => { this.order.resume(); });
    this.#promises = new PromiseReplay(this, this.#imports);
    this.outward = new Outward(undefined);
    this.crossings = new CrossingReplay(this, this.#materialiser, this.#imports);
    const mentions = mentionsOf(log.file, log.entries);
    this.#retention = mentions === undefined ? undefined : new Retention(mentions, [
      [handles, 'handles'], [dataObjects, 'data'], [programObjects, 'program'], [contexts, 'contexts'],
      [this.#promises.byNumber, 'promises'], [this.handedOut.watched, 'program'],
    ]);
  }

  /** A module registered. */
  moduleRegistered(table: ModuleTable): void {
    this.#imports.runs(table);
  }

  readyFor(entry: ModuleRunEntry): boolean {
    return this.#imports.readyFor(modulesHere(this.log, this.order.cursor, entry));
  }

  runModule(entry: ModuleRunEntry): void {
    const brought = this.#imports.run(modulesHere(this.log, this.order.cursor, entry));
    if (brought?.failed === true && this.order.next === entry) this.importFails(brought.value);
  }

  /** A module of the program cannot be loaded, as it could while recording. */
  importFails(error: unknown): never {
    // Who imports it is a module of the replay's own.
    const [what = ''] = errorText(error).split(' imported from ');
    return this.diverged({ what: 'idle', name: `an import() that fails: ${what}`, site: 0 });
  }

  /** A module registered after the program started. */
  moduleRuns(file: string, late: boolean): void {
    this.due();
    const entry = this.order.next;
    if (entry?.kind !== Kind.ModuleRun || (entry.file !== file && this.late.has(entry.file))) {
      if (late) this.late.ranEarly(file);
      return;
    }
    if (entry.file !== file) this.diverged({ what: 'unknown', name: `the module ${file}, which runs instead of ${entry.file}`, site: 0 });
    this.order.advance();
    if (isFresh(entry.position)) this.order.segment();
    // It may name globals first that the outside has put there.
    for (let next = this.order.next; next?.kind === Kind.Replacement; next = this.order.next) this.#replaced(next);
    // The module may await what the recording lets in next.
    this.order.resume();
  }

  // ---- specialised entries

  /**
   * A reference to an export of an outside package.
   *
   * @returns what it gave, or undefined if the recording has no such reference here
   */
  binding(module: number, slot: number): { readonly value: unknown } | undefined {
    this.due();
    const entry = this.order.next;
    if (entry?.kind !== Kind.Binding || entry.module !== module || entry.slot !== slot) return undefined;
    this.order.advance();
    return { value: this.#materialiser.value(entry.value) };
  }

  /** A recorded value; see {@link Materialiser.value}. */
  value(node: Neutral, there?: unknown): unknown {
    return this.#materialiser.value(node, there);
  }

  // ---- what stand-ins need

  standin(id: number, flags: number, shape: number, prototype: object | undefined, name: string): Standin {
    return makeStandin(this.crossings, id, undefined, undefined, flags, prototype, name, shape);
  }

  root(path: string, real: object): Standin {
    return makeRoot(this.crossings, path, real);
  }

  unknown(what: string): never {
    this.#promises.missing();
    this.diverged({ what: 'unknown', name: what, site: 0 });
  }

  rewrites(): void {
    this.#promises.missing();
  }

  refused(error: RepriseError): never {
    finishReplay({ faithful: false, entries: this.order.cursor, code: error.code }, error.told(), EXIT_FAILURE);
  }

  /** See Recorder.stray: nothing of the outside runs. */
  stray(): void { /* nothing to notice */ }

  diverged(actual: Actual): never {
    const { next } = this.order;
    // What the program did after the recording was cut off, or before a signal ended it, was lost: no divergence.
    if (next === undefined || (next.kind === Kind.End && next.reason === 'signal')) this.surroundings.idle(next);
    return diverge(this, actual);
  }

  // ---- promises of the outside

  promise(id: number, subclass?: boolean, handle?: object): Promise<unknown> {
    return this.#promises.shown(id, subclass, handle);
  }

  timerPromise(id: number): Promise<unknown> {
    return this.#promises.timer(id);
  }

  settle(entry: SettlementEntry): void {
    this.#promises.settle(entry);
  }

  #awaits = 0;
  #awaitedAt = -1;

  /** The program awaits: a loop of awaits that nothing ends keeps every turn from ending, and would never be seen idle. */
  awaits(): void {
    if (this.#awaitedAt !== this.order.cursor) {
      this.#awaitedAt = this.order.cursor;
      this.#awaits = 0;
    }
    if (++this.#awaits > MOST_AWAITS) this.diverged({ what: 'idle', site: this.sites.find(), name: `nothing: the program has awaited ${MOST_AWAITS.toLocaleString('en')} times without getting on` });
  }

  await(value: object): unknown {
    return this.#promises.await(value);
  }

  // ---- the outside enters

  due(): void {
    for (let entry = this.order.next; entry !== undefined; entry = this.order.next) {
      if (entry.kind === Kind.Output) this.#output();
      else if (entry.kind === Kind.Replacement) this.#replaced(entry);
      else if (entry.kind === Kind.ModuleRun && this.late.takeEarly(entry.file)) this.order.advance();
      else if (entry.kind !== Kind.Deposit || !this.#deposited(entry)) {
        // Within a turn, what the module waits for besides decides when it runs.
        if (entry.kind === Kind.ModuleRun && !isFresh(entry.position)) this.late.open(entry.file);
        return;
      }
    }
  }

  #replaced(entry: ReplacementEntry): void {
    this.order.advance();
    if (isPolyfill(entry.name)) bringPolyfill(String(this.value(entry.value)));
    else this.#globals.replaced(entry.name, this.value(entry.value));
  }

  /** What the program put into data that the outside has gets its numbers before anything that goes out now. */
  deposits(): void {
    if (this.order.next?.kind === Kind.Deposit) this.due();
  }

  /** The outside gets what a call-in gave or threw. */
  goesOut(value: unknown): void {
    this.deposits();
    this.outward.value(value);
  }

  /** The program puts something of its own into data of the outside: gives it its number, unless the program has not come to that. */
  #deposited(entry: DepositEntry): boolean {
    const container = objectOf(entry.object);
    const value = container === undefined ? undefined : depositAt(container, this.#materialiser.value(entry.place) as Place);
    if (isPrimitive(value) || idOf(value as object) !== undefined) return false;
    this.outward.value(value);
    this.order.advance();
    return true;
  }

  #output(): void {
    for (let entry = this.order.next; entry?.kind === Kind.Output; entry = this.order.next) {
      this.surroundings.output(entry.fd, entry.bytes);
      this.order.advance();
    }
  }

  turn(entry: number): void {
    this.#retention?.turn(entry);
  }

  perform(entry: SequenceEntry): void {
    this.#callIns.perform(entry);
  }

  /** An object of the program by its number. */
  program(id: number): object {
    return programObjects.get(id) ?? this.unknown(`program object #${id}`);
  }

  /** Whether the outside, of which a replay has no listeners, heard an error that nobody else listens for. */
  takeHeard(): boolean {
    this.due();
    if (this.order.next?.kind !== Kind.Heard) return false;
    this.order.advance();
    return true;
  }

  mustThrow(): boolean {
    return this.#callIns.thrown !== undefined;
  }

  rethrow(): void {
    const uncaught = this.#callIns.thrown;
    if (uncaught === undefined) return;
    this.#callIns.thrown = undefined;
    this.surroundings.uncaught(uncaught.error);
  }

  busy(): boolean {
    return this.#imports.busy;
  }

  last(entry: EndEntry | OutputEntry | undefined): void {
    const end = entry?.kind === Kind.Output ? this.log.at(this.order.cursor + 1) : entry;
    if (end !== undefined && (end.kind !== Kind.End || end.reason !== 'signal')) return;
    this.due();
    if (this.order.next === end) this.surroundings.stops(end);
  }

  idle(next: SequenceEntry | undefined): void {
    if (next?.kind === Kind.ModuleRun) {
      this.late.open(next.file);
      this.#imports.start(nextModules(this.log, this.order.cursor));
      return;
    }
    this.surroundings.idle(next);
  }
}

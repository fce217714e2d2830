// Replaying: gives the program what the recording has, lets in what it let in, and stops at the first difference.
import { EXIT_FAILURE, type RepriseError } from '../contract/errors.js';
import { Kind, Operation, type BeginEntry, type CrossingEntry, type DepositEntry, type EndEntry, type OutputEntry, type SettlementEntry } from '../recording/entry.js';
import { SeededRandom } from '../recording/random.js';
import type { Neutral } from '../recording/value.js';
import { bodyArguments, runsBody } from './body-arguments.js';
import { CallInReplay } from './call-in-replay.js';
import { depositAt, type Place } from './deposits.js';
import { direct, directConstruct } from './direct.js';
import { diverge, type Actual } from './divergence.js';
import { failedRequire } from './failed-requires.js';
import { idOf, inPromiseOf, objectOf, programObjects, type Standin } from './identity.js';
import { LateModules } from './late-modules.js';
import { LeafReplay } from './leaf-replay.js';
import { fillsBuffers } from './leaves.js';
import { ReplayedMethods } from './methods.js';
import { mirrorTarget } from './mirrors.js';
import { isPrimitive } from './natives.js';
import { Materialiser, type Restorer } from './materialise.js';
import { ProgramImports } from './program-imports.js';
import { Outward } from './outward.js';
import { Preview } from './preview.js';
import { PromiseReplay } from './promise-replay.js';
import { PromiseWatch } from './promise-watch.js';
import { ReplayOrder, type Performer } from './replay-order.js';
import { finishReplay } from './report.js';
import type { ReplayLog, SequenceEntry } from './replay-log.js';
import { isOutside, side } from './side.js';
import { Sites } from './sites.js';
import { makeStandin, type Crosser } from './standin.js';

/** What the replayer leaves to the effects around it. */
export interface Surroundings {
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

export class Replayer implements Crosser, Restorer, Performer {
  readonly replaying = true;
  readonly order: ReplayOrder;
  readonly sites = new Sites(() => { /* numbers of a replay stay in it */ });
  readonly outward: Outward;
  /** Modules that waited for packages. */
  readonly late: LateModules;
  readonly #materialiser: Materialiser;
  readonly #preview: Preview;
  /** What Math.random draws from; undefined if its own values were recorded. */
  readonly random: SeededRandom | undefined;
  /** Entries of leaves. */
  readonly leaves = new LeafReplay(this);
  readonly #promises: PromiseReplay;
  /** Promises of the program that the outside got. */
  readonly handedOut = new PromiseWatch(this);
  readonly #callIns = new CallInReplay(this);
  readonly #imports = new ProgramImports(() => { this.order.resume(); });
  readonly #methods = new ReplayedMethods();

  constructor(readonly log: ReplayLog, private readonly surroundings: Surroundings) {
    const { header } = log;
    this.random = header.random === undefined ? undefined : new SeededRandom(header.random.seed);
    this.#preview = new Preview(header.arguments ?? 'preview', header.format > 1);
    this.order = new ReplayOrder(log, this);
    this.late = new LateModules(log.modules);
    this.#materialiser = new Materialiser(this);
    this.#promises = new PromiseReplay(this, this.#imports);
    this.outward = new Outward(undefined);
  }

  // ---- crossings

  cross(operation: Operation, target: Standin, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[] | undefined): unknown {
    if (side.state !== 0 && isOutside()) return direct(operation, target, key, thisArg, args, true);
    if (this.over) return operation === Operation.Keys ? [] : operation === Operation.Prototype ? null : undefined;
    this.order.marks.flush();
    this.outward.value(thisArg);
    if (args !== undefined && runsBody(operation, thisArg)) bodyArguments(this.outward, undefined, args);
    else if (args !== undefined) for (let i = 0; i < args.length; i++) this.outward.argument(target, args[i]);
    return this.#crossed(operation, target, key, this.#expect(operation, target, key, args));
  }

  /** The recorded end was reached: what the host still asks of an error that it prints is the program's no more. */
  over = false;

  get(target: Standin, key: PropertyKey, receiver: unknown): unknown {
    if (this.over) return undefined;
    // The host's loader asks an error that ends a module for its name: while recording, of the outside's own.
    if (receiver !== undefined && this.#ifNext(Operation.Get, target, key) === undefined && this.sites.find() === 0) return undefined;
    if (target.shape === 0) return this.cross(Operation.Get, target, key, undefined, undefined);
    const recorded = this.#ifNext(Operation.Get, target, key);
    const known = recorded !== undefined ? undefined : this.#methods.known(target.shape, key);
    if (known !== undefined) return known;
    const shown = this.cross(Operation.Get, target, key, undefined, undefined);
    if (recorded?.method === true) this.#methods.keep(target.shape, key, shown);
    return shown;
  }

  /** The entry that is next, if it is this crossing. */
  #ifNext(operation: Operation, target: Standin, key: PropertyKey): CrossingEntry | undefined {
    this.due();
    const entry = this.order.next;
    return entry?.kind === Kind.Crossing && entry.operation === operation && this.#isTarget(entry.target, target) && this.#materialiser.value(entry.key) === key ? entry : undefined;
  }

  construct(target: Standin, args: readonly unknown[], newTarget: Function): unknown {
    if (side.state !== 0 && isOutside()) return directConstruct(target, args, newTarget);
    this.order.marks.flush();
    for (const value of args) this.outward.argument(target, value);
    mirrorTarget(newTarget, (value) => this.outward.value(value), undefined);
    return this.#crossed(Operation.Construct, target, undefined, this.#expect(Operation.Construct, target, undefined, args));
  }

  /** The mirror image of Recorder.recorded: the body does not run. */
  recorded(target: Standin, thisArg: unknown, args: readonly unknown[], _body: Function): unknown {
    if (this.over) return undefined;
    this.order.marks.flush();
    bodyArguments(this.outward, thisArg, args);
    return this.#crossed(Operation.Call, target, undefined, this.#expect(Operation.Call, target, undefined, args));
  }

  /** The mirror image of Recorder.crossing. */
  crossing(target: Standin, args: readonly unknown[], operation: Operation, key: PropertyKey): unknown {
    this.order.marks.flush();
    return this.#crossed(operation, target, key, this.#expect(operation, target, key, args));
  }

  /** See Recorder.programImport. */
  programImport(target: Standin, specifier: string, load: (specifier: string) => Promise<unknown>): unknown {
    const shown = this.crossing(target, [specifier], Operation.Import, specifier);
    const promise = isPrimitive(shown) ? undefined : inPromiseOf.get(shown as object);
    if (promise !== undefined) this.#imports.add(promise.id, () => load(specifier));
    return shown;
  }

  /** A module requires an outside package: throws where it failed to load. */
  requires(specifier: string): void {
    this.due();
    const { next } = this.order;
    if ((next?.kind !== Kind.Crossing && next?.kind !== Kind.Begin) || typeof next.target !== 'object' || next.target === null) return;
    const failed = failedRequire();
    if (this.#isTarget(next.target, failed) && this.#materialiser.value(next.key) === specifier) this.crossing(failed, [], Operation.Get, specifier);
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
    if (entry.position === 0) this.order.segment();
    // The module may await what the recording lets in next.
    this.order.resume();
  }

  #expect(operation: Operation, target: Standin, key: PropertyKey | undefined, args: readonly unknown[] | undefined): CrossingEntry | BeginEntry {
    this.due();
    const entry = this.order.next;
    const preview = this.#preview;
    const { writer } = preview;
    const start = args === undefined ? writer.length : preview.add(args, !fillsBuffers(target.name));
    const end = writer.length;
    writer.length = start;
    const differs = entry === undefined || (entry.kind !== Kind.Crossing && entry.kind !== Kind.Begin) || entry.operation !== operation
      || !this.#isTarget(entry.target, target) || this.#materialiser.value(entry.key) !== key;
    if (differs || !isSame(writer.bytes, start, end, entry.args)
      || (end > start && entry.bases !== undefined && (entry.bases.handle !== preview.handleBase || entry.bases.program !== preview.programBase))) {
      const bases = this.log.header.format > 1 ? { handle: preview.handleBase, program: preview.programBase } : undefined;
      this.diverged({ what: 'crossing', operation, target, key, args: Buffer.from(writer.bytes.subarray(start, end)), bases, site: this.sites.take(target.shown), argumentsDiffer: !differs });
    }
    this.order.advance();
    return entry;
  }

  #isTarget(node: Neutral, target: Standin): boolean {
    if (typeof node !== 'object' || node === null) return false;
    if (node.t === 'handle-ref') return node.id === target.id;
    if (node.t === 'root') {
      if (node.path !== target.path) return false;
      // A root that an effect serves has two stand-ins of one path: its own and a generic one behind it.
      this.#materialiser.value(node);
      target.id = node.id;
      return true;
    }
    return false;
  }

  #crossed(operation: Operation, target: Standin, key: PropertyKey | undefined, entry: CrossingEntry | BeginEntry): unknown {
    const label = entry.segment ? this.order.segment() : 0;
    let outcome: { readonly threw: boolean; readonly value: Neutral; readonly writes: readonly (readonly [number, Neutral])[] };
    if (entry.kind === Kind.Begin) {
      if (entry.segment) this.order.at(label);
      this.due();
      const next = this.order.next;
      // The crossing ended the process: process.exit, or a signal to itself.
      if (next === undefined || next.kind === Kind.End) this.surroundings.idle(next);
      if (next?.kind !== Kind.Return) this.diverged({ what: 'return', operation, target, key, args: Buffer.alloc(0), bases: undefined, site: this.sites.find() });
      this.order.advance();
      outcome = next;
    } else outcome = entry;
    const value = this.#materialiser.value(outcome.value);
    if (outcome.writes.length > 0) for (const [, node] of outcome.writes) this.#materialiser.value(node);
    if (outcome.threw) throw value;
    return value;
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

  hasProperty(target: Standin, key: PropertyKey): boolean {
    return this.#ifNext(Operation.OwnSet, target, key) === undefined;
  }

  setOwn(target: Standin, key: PropertyKey, value: unknown): unknown {
    this.cross(Operation.OwnSet, target, key, undefined, [value]);
    return undefined;
  }

  ownChanged(target: Standin, key: PropertyKey): boolean {
    return this.#ifNext(Operation.OwnGet, target, key) !== undefined;
  }

  shadows(target: Standin, key: PropertyKey): boolean {
    return this.#ifNext(Operation.Get, target, key) !== undefined;
  }

  isUsedOutside(): boolean {
    return false;
  }

  inspect(target: Standin): unknown {
    return `[${target.name}]`;
  }

  standin(id: number, flags: number, shape: number, prototype: object | undefined, name: string): Standin {
    return makeStandin(this, id, undefined, undefined, flags, prototype, name, shape);
  }

  root(path: string, real: object): Standin {
    return makeStandin(this, 0, path, real, typeof real === 'function' ? 1 : 0, undefined, path.slice(path.lastIndexOf('.') + 1));
  }

  unknown(what: string): never {
    this.#promises.missing();
    this.diverged({ what: 'unknown', name: what, site: 0 });
  }

  refused(error: RepriseError): never {
    finishReplay({ faithful: false, entries: this.order.cursor, code: error.code }, error.message, EXIT_FAILURE);
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
      else if (entry.kind === Kind.ModuleRun && this.late.takeEarly(entry.file)) this.order.advance();
      else if (entry.kind !== Kind.Deposit || !this.#deposited(entry)) {
        // Within a turn, what the module waits for besides decides when it runs.
        if (entry.kind === Kind.ModuleRun && entry.position !== 0) this.late.open(entry.file);
        return;
      }
    }
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

  perform(entry: SequenceEntry): void {
    this.#callIns.perform(entry);
  }

  /** An object of the program by its number. */
  program(id: number): object {
    return programObjects.get(id) ?? this.unknown(`program object #${id}`);
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
    return this.#imports.settling;
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
      this.#imports.start();
      return;
    }
    this.surroundings.idle(next);
  }
}

/** Fewer bytes than this are compared one by one: a call into the host takes longer. */
const FEW_BYTES = 64;

/** Whether a part of some bytes is what others are. */
function isSame(bytes: Buffer, start: number, end: number, others: Uint8Array): boolean {
  const { length } = others;
  if (end - start !== length) return false;
  if (length > FEW_BYTES) return bytes.compare(others, 0, length, start, end) === 0;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== others[i]) return false;
  return true;
}

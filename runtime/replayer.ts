// Replaying: gives the program what the recording has, lets in what it let in, and stops at the first difference.
import { EXIT_FAILURE, type RepriseError } from '../contract/errors.js';
import { Kind, Operation, type CrossingEntry, type BeginEntry, type Definition, type DepositEntry, type EndEntry, type LeafName, type LeafValues, type OutputEntry, type OutsideWriteEntry, type SettlementEntry } from '../recording/entry.js';
import { SeededRandom } from '../recording/random.js';
import type { Neutral } from '../recording/value.js';
import { bodyArguments, runsBody } from './body-arguments.js';
import { inContext } from './contexts.js';
import { depositAt, type Place } from './deposits.js';
import { direct, directConstruct } from './direct.js';
import { diverge, type Actual } from './divergence.js';
import { failedRequire } from './failed-requires.js';
import { flush, refresh } from './hidden-state.js';
import { idOf, inPromiseOf, objectOf, programId, programObjects, type InPromise, type Standin } from './identity.js';
import { invoke } from './invocation.js';
import { LateModules } from './late-modules.js';
import { fillsBuffers } from './leaves.js';
import { metadataAt } from './metadata.js';
import { ReplayedMethods } from './methods.js';
import { mirrorTarget } from './mirrors.js';
import { apply, defineProperty, getOwnPropertyDescriptor, isPrimitive, isPromise, promiseThen } from './natives.js';
import { Materialiser, type Restorer } from './materialise.js';
import { ProgramImports } from './program-imports.js';
import { Outward } from './outward.js';
import { Preview } from './preview.js';
import { LateValue, lendProperties, PromiseImport, SubclassTwin, type ImportedPromise } from './promises.js';
import { ReplayOrder, type Performer } from './replay-order.js';
import { finishReplay } from './report.js';
import type { ReplayLog, SequenceEntry } from './replay-log.js';
import { isOutside, side } from './side.js';
import { Sites } from './sites.js';
import { makeStandin, type Crosser } from './standin.js';
import { exposedSymbol } from './symbols.js';
import { unnamedPart } from './unnamed-parts.js';

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

/** A promise of the outside that has not settled. */
type PendingPromise = ImportedPromise & { readonly settle: (value: unknown) => void; readonly fail: (reason: unknown) => void };

/** Thrown where the recording names something that has not come yet. */
const MISSING = Symbol('missing');

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
  readonly #promises: PromiseImport;
  readonly #pending = new Map<number, PendingPromise>();
  readonly #byPromise = new Map<number, Promise<unknown>>();
  /** Promises of timers that have not settled. */
  readonly #timers = new Map<number, (value: unknown) => void>();
  /** Settlements that came before their promise. */
  readonly #early = new Map<number, SettlementEntry>();
  readonly #imports = new ProgramImports(() => { this.order.resume(); });
  readonly #methods = new ReplayedMethods();
  /** Promises of the program that the outside touched: by number, what stands for its own promise. */
  readonly #watched = new Map<number, Promise<unknown>>();
  readonly #handedOut = new WeakMap<object, Promise<unknown>>();
  #uncaught: { readonly error: unknown } | undefined;

  constructor(readonly log: ReplayLog, private readonly surroundings: Surroundings) {
    const { header } = log;
    this.random = header.random === undefined ? undefined : new SeededRandom(header.random.seed);
    this.#preview = new Preview(header.arguments ?? 'preview', header.format > 1);
    this.order = new ReplayOrder(log, this);
    this.late = new LateModules(log.modules);
    this.#materialiser = new Materialiser(this);
    this.#promises = new PromiseImport(this.order.marks);
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

  /** Clock reads that are left of the run that is next. */
  #run: LeafValues | undefined;

  /** What the leaf gave that is next. */
  leaf(name: LeafName, callee: unknown): unknown {
    this.due();
    const entry = this.order.next;
    if (entry?.kind === Kind.LeafRun && entry.leaf === name) {
      const run = this.#run ??= entry.values();
      const value = run.take();
      if (run.left === 0) {
        this.#run = undefined;
        this.order.advance();
      }
      return value;
    }
    if (entry?.kind !== Kind.Leaf || entry.leaf !== name) this.diverged({ what: 'leaf', name, site: this.sites.takeLeaf(callee) });
    this.order.advance();
    return this.#materialiser.value(entry.value);
  }

  /** Draws made of those that come next. */
  #draws = 0;

  /** The program draws a number from the seeded generator. */
  drawn(name: LeafName, callee: unknown): void {
    this.due();
    const entry = this.order.next;
    if (entry?.kind !== Kind.Draws) this.diverged({ what: 'leaf', name, site: this.sites.takeLeaf(callee) });
    if (++this.#draws < entry.count) return;
    this.#draws = 0;
    this.order.advance();
  }

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

  value(node: Neutral): unknown {
    return this.#materialiser.value(node);
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
    if (this.#tentative) throw MISSING;
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

  promise(id: number, subclass = false, handle?: object): Promise<unknown> {
    const known = this.#byPromise.get(id);
    if (known !== undefined) return known;
    let settle!: (value: unknown) => void;
    let fail!: (reason: unknown) => void;
    const base = new (subclass ? SubclassTwin : Promise<unknown>)((yes: (value: unknown) => void, no: (reason: unknown) => void) => { settle = yes; fail = no; });
    const imported = this.#promises.create(id, base);
    if (handle !== undefined) lendProperties(imported.promise.shown, handle, subclass);
    const { promise, resolve, reject } = imported;
    this.#byPromise.set(id, promise.shown);
    this.#pending.set(id, { ...imported, settle, fail });
    const react = (forward: (value: unknown) => void) => (value: unknown) => {
      promise.value = LateValue.is(value) ? this.#settled(value.entry) : value;
      if (promise.fresh) this.order.segment();
      if (forward === reject) this.#promises.rejects(promise);
      forward(promise.value);
      this.order.at(this.order.segment());
    };
    void apply(promiseThen, base, [react(resolve), react(reject)]);
    const early = this.#early.get(id);
    if (early !== undefined) {
      this.#early.delete(id);
      this.settle(early);
    }
    return promise.shown;
  }

  /** The promise of a timer of the host's, which is the program's own. */
  timerPromise(id: number): Promise<unknown> {
    return new Promise<unknown>((resolve) => { this.#timers.set(id, resolve); });
  }

  /** A timer of the host's settles the promise that stands for it. */
  #timerEnds(entry: SettlementEntry, resolve: (value: unknown) => void): void {
    this.#timers.delete(entry.promise);
    if (entry.position === 0) this.order.segment();
    resolve(this.#materialiser.value(entry.value));
    this.order.at(this.order.segment());
  }

  /** The outside resolves one of its promises. */
  settle(entry: SettlementEntry): void {
    const timer = this.#timers.get(entry.promise);
    if (timer !== undefined) {
      this.#timerEnds(entry, timer);
      return;
    }
    const pending = this.#pending.get(entry.promise);
    if (pending === undefined) {
      this.#early.set(entry.promise, entry);
      return;
    }
    if (this.#imports.has(entry.promise)) {
      this.#imports.settle(entry.promise, (namespace) => { this.#settleWith(entry, pending, entry.rejected ? undefined : namespace); });
      return;
    }
    this.#settleWith(entry, pending, undefined);
  }

  #settleWith(entry: SettlementEntry, pending: PendingPromise, namespace: unknown): void {
    this.#pending.delete(entry.promise);
    pending.promise.fresh = entry.position === 0;
    if (this.order.marks.pending) this.order.marks.close(pending.promise.base);
    if (entry.rejected) pending.fail(this.#settled(entry));
    // The engine itself reads what an iteration gave.
    else if (namespace !== undefined || pending.promise.iteration) pending.settle(namespace ?? this.#settled(entry));
    else pending.settle(this.#settledEarly(entry, pending.promise));
  }

  /** What a promise is settled with. */
  #settled(entry: SettlementEntry): unknown {
    const value = this.#materialiser.value(entry.value);
    for (const [, node] of entry.writes) this.#materialiser.value(node);
    return value;
  }

  /** {@link #settled} where the outside resolves, or what stands for it until the reaction, in which it was recorded. */
  #settledEarly(entry: SettlementEntry, promise: InPromise): unknown {
    const before = this.#tentative;
    this.#tentative = true;
    try {
      return this.#settled(entry);
    } catch (error) {
      if (error !== MISSING) throw error;
      return new LateValue(promise, entry);
    } finally {
      this.#tentative = before;
    }
  }

  /** What is not known yet may come. */
  #tentative = false;

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

  // ---- promises of the program

  /** The outside touched a promise that was handed out: from now on its settlement counts. */
  #watch(promise: Promise<unknown>, id: number): void {
    let resolve!: (value: unknown) => void;
    let reject!: (reason: unknown) => void;
    const twin = new Promise<unknown>((yes, no) => { resolve = yes; reject = no; });
    this.#watched.set(id, twin);
    this.#handedOut.set(twin, promise);
    const settled = (forward: (value: unknown) => void) => (value: unknown) => {
      this.order.marks.flush();
      this.due();
      const entry = this.order.next;
      if (entry?.kind !== Kind.ProgramSettled || entry.promise !== id) this.diverged({ what: 'settles', name: `program promise #${id}`, site: 0 });
      this.order.advance();
      const label = this.order.segment();
      this.outward.value(value);
      if (forward === reject && !this.log.takeUnhandled(id)) void apply(promiseThen, twin, [undefined, () => { /* the outside had handled it */ }]);
      forward(value);
      this.order.at(label);
    };
    void apply(promiseThen, promise, [settled(resolve), settled(reject)]);
  }

  #subscribe(id: number): void {
    const promise = this.#program(id);
    if (!isPromise(promise)) this.unknown(`program promise #${id}`);
    if (this.#watched.has(id)) this.order.marks.subscribe(promise);
    else this.#watch(promise, id);
  }

  /** A rejection is reported as unhandled: the program's own promise, if it is one that was handed out. */
  handedOut(twin: unknown): Promise<unknown> | undefined {
    return this.#handedOut.get(twin as object);
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
    switch (entry.kind) {
      case Kind.CallIn: this.#callIn(entry); return;
      case Kind.Subscription: this.#subscribe(entry.promise); return;
      case Kind.OutsideWrite: {
        const object = this.#program(entry.object) as Record<PropertyKey, unknown>;
        const key = this.#materialiser.value(entry.key) as PropertyKey | undefined;
        refresh(object);
        // Without a key it is all of the object, in place.
        if (key === undefined) this.#materialiser.value(entry.value);
        else if (entry.deleted) Reflect.deleteProperty(object, key);
        else if (entry.definition !== undefined) this.#define(object, key, entry, entry.definition);
        else object[key] = this.#materialiser.value(entry.value, getOwnPropertyDescriptor(object, key)?.value);
        flush(object);
        return;
      }
      case Kind.Exposure: {
        const object = this.#program(entry.object) as Record<PropertyKey, unknown>;
        const key = exposedSymbol(entry.key, object) ?? this.#materialiser.value(entry.key);
        const value = unnamedPart(object, key) ?? metadataAt(object, key) ?? object[key as PropertyKey];
        if (isPrimitive(value)) this.unknown('an object of the program that the outside met');
        programId(value as object);
        this.outward.value(value);
        return;
      }
      default: this.diverged({ what: 'unknown', name: 'an entry that cannot be performed', site: 0 });
    }
  }

  #define(object: object, key: PropertyKey, entry: OutsideWriteEntry, { accessor, writable, enumerable, setter }: Definition): void {
    const value = this.#materialiser.value(entry.value);
    const kind = accessor ? { get: value as () => unknown, set: this.#materialiser.value(setter) as (value: unknown) => void } : { value, writable };
    defineProperty(object, key, { ...kind, enumerable, configurable: true });
  }

  #program(id: number): object {
    return programObjects.get(id) ?? this.unknown(`program object #${id}`);
  }

  #callIn(entry: Extract<SequenceEntry, { kind: typeof Kind.CallIn }>): void {
    this.order.marks.flush();
    const fn = this.#program(entry.fn);
    const key = this.#materialiser.value(entry.key) as PropertyKey;
    const thisArg = this.#materialiser.value(entry.thisArg);
    const args: unknown[] = [];
    for (let i = 0; i < entry.args.length; i++) args.push(this.#materialiser.value(entry.args[i]));
    let threw = false;
    let thrown: unknown;
    inContext(entry.context, () => {
      try {
        this.outward.value(invoke(fn, entry.how, key, thisArg, args));
      } catch (error) {
        threw = true;
        thrown = error;
        this.outward.value(error);
      }
    });
    this.order.marks.flush();
    this.due();
    const end = this.order.next;
    if (end?.kind !== Kind.CallInEnd || end.threw !== threw) this.diverged({ what: 'call-in end', threw, error: thrown, entry, site: 0 });
    this.order.advance();
    if (threw && this.order.next?.kind === Kind.Uncaught) {
      this.order.advance();
      this.#uncaught = { error: thrown };
    }
  }

  mustThrow(): boolean {
    return this.#uncaught !== undefined;
  }

  rethrow(): void {
    const uncaught = this.#uncaught;
    if (uncaught === undefined) return;
    this.#uncaught = undefined;
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

// Crossings, in a replay: each is compared with what the recording has next, and answered from it. The mirror image of
// CrossingRecording.
import type { ModuleTable } from '../contract/emitted.js';
import { Kind, Operation, type BeginEntry, type CrossingEntry } from '../recording/entry.js';
import type { Neutral } from '../recording/value.js';
import { bodyArguments, runsBody } from './body-arguments.js';
import { direct, directConstruct } from './direct.js';
import { failedRequire } from './failed-requires.js';
import { inPromiseOf, standinOf, type Standin } from './identity.js';
import { fillsBuffers } from './leaves.js';
import type { Materialiser } from './materialise.js';
import { ReplayedMethods } from './methods.js';
import { mirrorTarget } from './mirrors.js';
import { isNativeError, isPrimitive } from './natives.js';
import type { Outward } from './outward.js';
import { differsInFrames, Preview } from './preview.js';
import type { ProgramImports } from './program-imports.js';
import type { ReplayOrder } from './replay-order.js';
import type { Replayer } from './replayer.js';
import { isOutside, side } from './side.js';
import type { Crosser, Own } from './crosser.js';
import { throwsOn } from './thrown-on.js';

/** What the outside would see is not there. */
const DONE: Own = { outside: undefined };

/** Answers crossings; a crossing that the recording does not have next is a divergence. */
export class CrossingReplay implements Crosser {
  readonly #replayer: Replayer;
  readonly #order: ReplayOrder;
  readonly #outward: Outward;
  readonly #materialiser: Materialiser;
  readonly #imports: ProgramImports;
  readonly #preview: Preview;
  readonly #methods = new ReplayedMethods();
  /** Whether the program learned that a write was refused. */
  readonly #refuses: boolean;
  /** The recorded end was reached: what the host still asks of an error that it prints is the program's no more. */
  over = false;

  constructor(replayer: Replayer, materialiser: Materialiser, imports: ProgramImports) {
    const { header } = replayer.log;
    this.#replayer = replayer;
    this.#order = replayer.order;
    this.#outward = replayer.outward;
    this.#materialiser = materialiser;
    this.#imports = imports;
    this.#refuses = header.features?.includes('inherited-accessors') === true;
    this.#preview = new Preview(header.arguments ?? 'preview', header.format > 1);
  }

  cross(operation: Operation, target: Standin, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[] | undefined): unknown {
    if (side.state !== 0 && isOutside()) return direct(operation, target, key, thisArg, args, true);
    if (this.over) return operation === Operation.Keys ? [] : operation === Operation.Prototype ? null : undefined;
    this.#order.marks.flush();
    this.#replayer.deposits();
    this.#outward.value(thisArg);
    if (args !== undefined && runsBody(operation, thisArg)) bodyArguments(this.#outward, undefined, args);
    else if (args !== undefined) for (let i = 0; i < args.length; i++) this.#outward.argument(target, args[i]);
    const outcome = this.#crossed(operation, target, key, this.#expect(operation, target, key, args));
    return outcome === false && !this.#refuses && (operation === Operation.Set || operation === Operation.Delete) ? true : outcome;
  }

  get(target: Standin, key: PropertyKey, receiver: unknown): unknown {
    if (this.over) return undefined;
    if (receiver !== undefined) {
      if (this.#ifNext(Operation.InheritedGet, target, key) !== undefined) return this.cross(Operation.InheritedGet, target, key, receiver, undefined);
      // The host's loader asks an error that ends a module for its name: while recording, of the outside's own.
      if (isNativeError(receiver) && this.#ifNext(Operation.Get, target, key) === undefined && this.#replayer.sites.find() === 0) return undefined;
    }
    if (target.shape === 0) return this.cross(Operation.Get, target, key, undefined, undefined);
    const recorded = this.#ifNext(Operation.Get, target, key);
    const known = recorded !== undefined ? undefined : this.#methods.known(target.shape, key);
    if (known !== undefined) return known;
    const shown = this.cross(Operation.Get, target, key, undefined, undefined);
    if (recorded?.method === true) this.#methods.keep(target.shape, key, shown);
    return shown;
  }

  /** The entry that is next, if it is this crossing. */
  #ifNext(operation: Operation, target: Standin, key: PropertyKey | undefined): CrossingEntry | BeginEntry | undefined {
    this.#replayer.due();
    const entry = this.#order.next;
    return (entry?.kind === Kind.Crossing || entry?.kind === Kind.Begin) && entry.operation === operation && this.#isTarget(entry.target, target) && this.#materialiser.value(entry.key) === key ? entry : undefined;
  }

  /** Whether a call of a function is what comes next. */
  isNextCall(target: Standin): boolean {
    return !this.over && this.#ifNext(Operation.Call, target, undefined) !== undefined;
  }

  construct(target: Standin, args: readonly unknown[], newTarget: Function): unknown {
    if (side.state !== 0 && isOutside()) return directConstruct(target, args, newTarget);
    this.#order.marks.flush();
    this.#replayer.deposits();
    for (const value of args) this.#outward.argument(target, value);
    if (!standinOf.has(newTarget)) mirrorTarget(newTarget, (value) => this.#outward.value(value), undefined);
    return this.#crossed(Operation.Construct, target, undefined, this.#expect(Operation.Construct, target, undefined, args));
  }

  /** The mirror image of CrossingRecording.recorded: the body does not run. */
  recorded(target: Standin, thisArg: unknown, args: readonly unknown[], _body: Function): unknown {
    if (this.over) return undefined;
    this.#order.marks.flush();
    bodyArguments(this.#outward, thisArg, args);
    return this.#crossed(Operation.Call, target, undefined, this.#expect(Operation.Call, target, undefined, args));
  }

  /** The mirror image of CrossingRecording.load. */
  load(target: Standin, args: readonly unknown[], operation: Operation, key: PropertyKey): unknown {
    this.#order.marks.flush();
    return this.#crossed(operation, target, key, this.#expect(operation, target, key, args));
  }

  /** The mirror image of CrossingRecording.loadProgram. */
  loadProgram(target: Standin, specifier: string, load: (specifier: string) => Promise<unknown>, importer: ModuleTable): unknown {
    const shown = this.load(target, [specifier], Operation.Import, specifier);
    const promise = isPrimitive(shown) ? undefined : inPromiseOf.get(shown as object);
    if (promise !== undefined) {
      promise.specifier = specifier;
      this.#imports.add(promise.id, importer, specifier, load, this.#order.cursor);
    }
    return shown;
  }

  /** A module requires an outside package: throws where it failed to load. */
  requires(specifier: string): void {
    this.#replayer.due();
    const { next } = this.#order;
    if ((next?.kind !== Kind.Crossing && next?.kind !== Kind.Begin) || typeof next.target !== 'object' || next.target === null) return;
    const failed = failedRequire();
    if (this.#isTarget(next.target, failed) && this.#materialiser.value(next.key) === specifier) this.load(failed, [], Operation.Get, specifier);
  }

  /** The entry of this crossing, which must be the next one. */
  #expect(operation: Operation, target: Standin, key: PropertyKey | undefined, args: readonly unknown[] | undefined): CrossingEntry | BeginEntry {
    this.#replayer.due();
    const entry = this.#order.next;
    const preview = this.#preview;
    const { writer } = preview;
    const start = args === undefined ? writer.length : preview.add(args, !fillsBuffers(target.name));
    const end = writer.length;
    writer.length = start;
    const differs = entry === undefined || (entry.kind !== Kind.Crossing && entry.kind !== Kind.Begin) || entry.operation !== operation
      || !this.#isTarget(entry.target, target) || this.#materialiser.value(entry.key) !== key;
    if (differs || !isSame(writer.bytes, start, end, entry.args)
      || (end > start && entry.bases !== undefined && (entry.bases.handle !== preview.handleBase || entry.bases.program !== preview.programBase))) {
      const bases = this.#replayer.log.header.format > 1 ? { handle: preview.handleBase, program: preview.programBase } : undefined;
      const now = Buffer.from(writer.bytes.subarray(start, end));
      if (!differs && differsInFrames(now, bases, entry.args, entry.bases)) {
        this.#order.advance();
        return entry;
      }
      this.#replayer.diverged({ what: 'crossing', operation, target, key, args: now, bases, site: this.#replayer.sites.take(target.shown), argumentsDiffer: !differs });
    }
    this.#order.advance();
    return entry;
  }

  /** Whether a target is the recorded one. */
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

  /** Performs what entered during a crossing, and gives its outcome. */
  #crossed(operation: Operation, target: Standin, key: PropertyKey | undefined, entry: CrossingEntry | BeginEntry): unknown {
    const label = entry.segment ? this.#order.segment() : 0;
    let outcome: { readonly threw: boolean; readonly value: Neutral; readonly writes: readonly (readonly [number, Neutral])[] };
    if (entry.kind === Kind.Begin) {
      if (entry.segment) this.#order.at(label);
      this.#replayer.due();
      const next = this.#order.next;
      // The crossing ended the process: process.exit, or a signal to itself.
      if (next === undefined || next.kind === Kind.End) this.#replayer.idle(next);
      if (next?.kind !== Kind.Return) this.#replayer.diverged({ what: 'return', operation, target, key, args: Buffer.alloc(0), bases: undefined, site: this.#replayer.sites.find() });
      this.#order.advance();
      outcome = next;
    } else outcome = entry;
    const value = this.#materialiser.value(outcome.value);
    if (outcome.writes.length > 0) for (const [, node] of outcome.writes) this.#materialiser.value(node);
    if (outcome.threw) throw throwsOn(value);
    return value;
  }

  hasProperty(target: Standin, key: PropertyKey): boolean {
    return this.#ifNext(Operation.OwnSet, target, key) === undefined;
  }

  setInherited(target: Standin, key: PropertyKey, value: unknown, receiver: object): boolean | undefined {
    return this.#ifNext(Operation.InheritedSet, target, key) === undefined ? undefined : this.cross(Operation.InheritedSet, target, key, receiver, [value]) as boolean;
  }

  setOwn(target: Standin, key: PropertyKey, value: unknown): Own | undefined {
    return this.cross(Operation.OwnSet, target, key, undefined, [value]) === false ? undefined : DONE;
  }

  setOwnAccessor(target: Standin, key: PropertyKey, getter: unknown, setter: unknown): boolean {
    return this.cross(Operation.OwnSet, target, key, undefined, [getter, setter]) !== false;
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

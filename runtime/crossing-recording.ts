// Crossings, while recording: each is performed for real, at once, and its outcome appended to the recording.
import { Operation } from '../recording/entry.js';
import { bodyArguments, runsBody, watchObjects } from './body-arguments.js';
import { isBrief } from './brevity.js';
import { isPlainProperty, isPlainWrite, perform, watchArguments, type Snapshot } from './crossing.js';
import { isData, mostNumbered, takeFlat } from './data.js';
import { bare, direct, directConstruct } from './direct.js';
import { inPromiseOf, programOf, standinOf, wrapperOf, type Standin } from './identity.js';
import { isInertCall } from './inert-methods.js';
import { slotTag } from './inherited.js';
import { heldFrom, isLender } from './lent-objects.js';
import { constructKnown, mirrorTarget } from './mirrors.js';
import { apply, construct, defineProperty, get, has, hasOwn, isPrimitive, isProxy } from './natives.js';
import { Runner, type OpenCrossings } from './open-crossings.js';
import type { Outward } from './outward.js';
import { isPlainClass } from './program-classes.js';
import type { RecordOrder } from './record-order.js';
import type { Recorder } from './recorder.js';
import { enterOutside, isOutside, keepsContexts, restore, runBriefly, runOutside, side } from './side.js';
import type { Crosser, Own } from './crosser.js';

const NONE: readonly unknown[] = [];
const NOTHING: readonly Snapshot[] = [];

/** Whether the outside writes into a copy of what it is given. What only has the name of a function that copies may not. */
function isCopied(target: Standin): boolean {
  return target.copies && target.path !== undefined;
}

/** Whether an object on which the program calls a function of the outside may share the data of that with functions that are called without one. */
function isCommon(thisArg: unknown): boolean {
  const standin = standinOf.get(thisArg as object);
  return standin === undefined || standin.imported;
}

/** Performs and records crossings. While the outside itself runs, they are none. */
export class CrossingRecording implements Crosser {
  readonly #recorder: Recorder;
  readonly #order: RecordOrder;
  readonly #open: OpenCrossings;
  readonly #outward: Outward;
  /** What a recorded function gave, a generator say, goes on writing into what the function was given. */
  readonly #kept = new WeakMap<object, readonly Snapshot[]>();
  #keeps = false;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    // Asked for at every crossing.
    this.#order = recorder.order;
    this.#open = recorder.open;
    this.#outward = recorder.outward;
  }

  cross(operation: Operation, target: Standin, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[] | undefined, segment: boolean): unknown {
    if (side.state !== 0 && isOutside() || target.shared && this.isUsedOutside()) return direct(operation, target, key, thisArg, args, segment);
    const site = this.#siteOf(operation, target, key, args?.[0]);
    if (site === 0 && this.#isFound(target)) return direct(operation, target, key, thisArg, args, segment);
    this.#order.marks.flush();
    if (segment) this.#recorder.programRan();
    const outThis = this.#outward.value(thisArg);
    const body = args !== undefined && runsBody(operation, thisArg) ? bodyArguments(this.#outward, undefined, args) : undefined;
    const outArgs = body?.args ?? [];
    takeFlat();
    if (args !== undefined && body === undefined) for (let i = 0; i < args.length; i++) outArgs.push(this.#outward.argument(target, args[i]));
    const flat = takeFlat();
    const runs = segment && !(operation === Operation.Call && target.path === undefined && isInertCall(target.real as Function, outThis, outArgs));
    const frame = this.#open.begin(operation, target, key, args, runs, flat, site);
    const given = body !== undefined ? watchObjects(body.writable) : args === undefined || operation === Operation.Set || operation === Operation.InheritedSet || isCopied(target) ? undefined : watchArguments(args, flat, mostNumbered());
    const kept = this.#keeps && !isPrimitive(outThis) ? this.#kept.get(outThis as object) : undefined;
    // An object of the program on which a function of the outside is called, which goes out as it is: `pkg.mixin.call(own)`.
    const receiver = !isPrimitive(outThis) && outThis === thisArg && operation !== Operation.InheritedGet ? watchArguments([thisArg]) : undefined;
    const watched = kept === undefined && receiver === undefined ? given : [...given ?? [], ...receiver ?? NOTHING, ...kept ?? NOTHING];
    frame.watched = watched;
    // By whom the outside gives data, and changes what it gave; functions without an object count as one. Accessors that it put onto
    // the program's data change that.
    const { lent } = this.#recorder;
    const giver = target.path !== undefined || operation !== Operation.Call ? undefined : isPrimitive(outThis) ? lent : target.shared ? programOf.get(outThis as object) ?? outThis as object : outThis as object;
    // Objects of the program, and what it imports, have no data of the outside for themselves.
    const common = giver !== undefined && giver !== lent && isCommon(thisArg);
    frame.giver = giver;
    if (giver !== undefined) heldFrom(giver)?.leave();
    if (common) heldFrom(lent)?.leave();
    const around = enterOutside();
    let raw: unknown;
    try {
      // A handle may be what a recorded function gave: a generator goes on with the function's own code.
      raw = target.path === undefined && keepsContexts() ? runOutside(perform, undefined, [operation, target.real!, key, outThis, outArgs]) : perform(operation, target.real!, key, outThis, outArgs);
    } catch (error) {
      restore(around);
      if (giver !== undefined) lent.writes(giver, NONE);
      if (common) lent.writes(lent, NONE);
      throw this.#open.end(frame, error, true, watched);
    }
    restore(around);
    if (giver !== undefined) lent.writes(giver, NONE);
    if (common) lent.writes(lent, NONE);
    const shown = this.#open.end(frame, raw, false, watched);
    if (target.path === undefined && !isPrimitive(raw)) this.#recorder.deposits.handedIn(target, operation, raw as object, shown);
    if (given !== undefined) {
      lent.lend(target, args!, given, raw === outThis ? undefined : raw);
      if (giver !== undefined) lent.keep(common ? lent : giver, given);
    }
    // What callbacks gave meanwhile, and what was read out of objects of the program, may have been kept as well.
    if (frame.met !== undefined && giver !== undefined) lent.keep(common ? lent : giver, frame.met);
    if (target.path === undefined && !isPrimitive(raw)) {
      lent.hold(giver ?? target.real!, raw as object, shown);
      if (common) lent.hold(lent, raw as object, shown);
    }
    if (giver !== undefined && (isLender(giver) || !isPrimitive(shown) && inPromiseOf.has(shown as object))) lent.through(giver, args, shown);
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
    if (receiver !== undefined && !isPlainProperty(real, key)) return this.cross(Operation.InheritedGet, target, key, receiver, undefined, true);
    // `Object.prototype.toString` cannot tell what a proxy stands for.
    const tag = key === Symbol.toStringTag && isPlainProperty(real, key) ? slotTag(real) : undefined;
    if (tag !== undefined && get(real, key) === undefined) {
      this.#order.marks.flush();
      return this.#open.end(this.#open.begin(Operation.Get, target, key, undefined, false), tag, false, undefined);
    }
    if (target.shape !== 0) {
      const known = this.#recorder.methods.known(real, key);
      if (known !== undefined) return known;
    }
    const plain = isPlainProperty(real, key);
    if (target.shape === 0 || !plain || !this.#recorder.methods.isShared(real, key)) return this.cross(Operation.Get, target, key, undefined, undefined, !plain);
    const site = this.#siteOf(Operation.Get, target, key, undefined);
    if (site === 0 && this.#isFound(target)) return direct(Operation.Get, target, key, undefined, undefined);
    this.#order.marks.flush();
    const frame = this.#open.begin(Operation.Get, target, key, undefined, false, undefined, site);
    frame.method = true;
    const shown = this.#open.end(frame, get(real, key), false, undefined);
    this.#recorder.methods.keep(real, key, shown);
    return shown;
  }

  construct(target: Standin, args: readonly unknown[], newTarget: Function, segment: boolean): unknown {
    if (side.state !== 0 && isOutside() || target.shared && this.isUsedOutside()) return directConstruct(target, args, newTarget);
    this.#order.marks.flush();
    this.#recorder.programRan();
    const outArgs = args.map((value) => this.#outward.argument(target, value));
    const mirror = standinOf.get(newTarget)?.real as Function | undefined ?? mirrorTarget(newTarget, (value) => this.#outward.value(value), (prototype) => this.#recorder.objects.part(prototype, 'constructor', (prototype as { constructor: unknown }).constructor));
    const seen = wrapperOf.get(newTarget);
    // Of a class; what stands for a function that is no more has a prototype of its own.
    const known = seen !== undefined && isProxy(seen) && !isProxy(newTarget) ? seen : undefined;
    const frame = this.#open.begin(Operation.Construct, target, undefined, args, segment);
    const watched = isCopied(target) ? undefined : watchArguments(args, undefined, mostNumbered());
    frame.watched = watched;
    const around = enterOutside();
    let raw: unknown;
    try {
      raw = known === undefined ? construct(target.real as new (...args: unknown[]) => object, outArgs, mirror) : constructKnown(target.real as Function, outArgs, newTarget, known);
    } catch (error) {
      restore(around);
      throw this.#open.end(frame, error, true, watched);
    }
    restore(around);
    return this.#open.end(frame, raw, false, watched);
  }

  /** A recorded function: the outside runs its body. */
  recorded(target: Standin, thisArg: unknown, args: readonly unknown[], body: Function): unknown {
    this.#order.marks.flush();
    const given = bodyArguments(this.#outward, thisArg, args);
    const brief = isBrief(body, target);
    const frame = this.#open.begin(Operation.Call, target, undefined, args, !brief);
    const watched = watchObjects(given.writable);
    frame.watched = watched;
    frame.brief = brief;
    let raw: unknown;
    try {
      raw = bare(brief ? runBriefly(body, thisArg, given.args, () => { this.#open.lasts(frame); }) : runOutside(body, thisArg, given.args));
      // What has behaviour may go on by itself.
      if (brief && !isPrimitive(raw) && !isData(raw, undefined, isPlainClass)) this.#open.lasts(frame);
    } catch (error) {
      throw this.#open.end(frame, error, true, watched);
    }
    if (watched !== undefined && !isPrimitive(raw)) {
      this.#keeps = true;
      this.#kept.set(raw as object, watched);
    }
    return this.#open.end(frame, raw, false, watched);
  }

  /** The program asks for a module of the outside: `import()` of one, or a `require` that fails. */
  load(target: Standin, args: readonly unknown[], operation: Operation, key: PropertyKey): unknown {
    let shown: unknown;
    try {
      return shown = this.#load(target, args, operation, key);
    } finally {
      if (operation === Operation.Import) this.#recorder.promises.importOutside(shown, args[0]);
    }
  }

  #load(target: Standin, args: readonly unknown[], operation: Operation, key: PropertyKey): unknown {
    this.#order.marks.flush();
    this.#recorder.programRan();
    const frame = this.#open.begin(operation, target, key, args, true);
    let raw: unknown;
    try {
      raw = apply(target.real as (...args: unknown[]) => unknown, undefined, args);
    } catch (error) {
      throw this.#open.end(frame, error, true, undefined);
    }
    return this.#open.end(frame, raw, false, undefined);
  }

  /**
   * `import()` of a program module. The host loads it in its own time; where its modules begin to run and where the
   * promise settles are entries.
   */
  loadProgram(target: Standin, specifier: string): unknown {
    let shown: unknown;
    try {
      return shown = this.#load(target, [specifier], Operation.Import, specifier);
    } finally {
      this.#recorder.promises.import(shown, specifier);
    }
  }

  hasProperty(target: Standin, key: PropertyKey): boolean {
    // A proxy of the outside's says by itself what becomes of an assignment.
    return isProxy(target.real) || has(target.real!, key);
  }

  setInherited(target: Standin, key: PropertyKey, value: unknown, receiver: object): boolean | undefined {
    return isPlainWrite(target.real!, key) ? undefined : this.cross(Operation.InheritedSet, target, key, receiver, [value], true) as boolean;
  }

  setOwn(target: Standin, key: PropertyKey, value: unknown, enumerable: boolean): Own | undefined {
    this.#order.marks.flush();
    const outside = this.#outward.value(value);
    return this.#define(target, key, [value], { value: outside, writable: true, enumerable }) ? { outside } : undefined;
  }

  setOwnAccessor(target: Standin, key: PropertyKey, getter: unknown, setter: unknown, enumerable: boolean): boolean {
    this.#order.marks.flush();
    const [get, set] = [getter, setter].map((fn) => this.#outward.value(fn) as never);
    return this.#define(target, key, [getter, setter], { get, set, enumerable });
  }

  /** Gives whether it was done: an object that takes no more properties refuses, and the trap of a proxy may throw. */
  #define(target: Standin, key: PropertyKey, given: readonly unknown[], descriptor: PropertyDescriptor): boolean {
    const frame = this.#open.begin(Operation.OwnSet, target, key, given, false);
    let done: boolean;
    try {
      done = defineProperty(target.real!, key, { ...descriptor, configurable: true });
    } catch (error) {
      throw this.#open.end(frame, error, true, undefined);
    }
    return this.#open.end(frame, done, false, undefined) as boolean;
  }

  ownChanged(target: Standin, key: PropertyKey, outside: unknown): boolean {
    return get(target.real!, key) !== outside;
  }

  shadows(target: Standin, key: PropertyKey): boolean {
    return !isProxy(target.real) && hasOwn(target.real!, key);
  }

  isUsedOutside(): boolean {
    const { sites } = this.#recorder;
    return this.#open.runner === Runner.Outside ? !sites.isProgramStack() : sites.isOutsideStack();
  }

  /** Where a crossing comes from in a reaction, where nobody knows who runs; else that is asked for later. */
  #siteOf(operation: Operation, target: Standin, key: PropertyKey | undefined, first: unknown): number | undefined {
    return this.#open.runner === Runner.Unknown ? this.#recorder.sites.ofCrossing(target, operation, key, first) : undefined;
  }

  /**
   * Whether it is a package that uses a stand-in: it found that in data that both sides have, where the program put it after the
   * package had run. From now on that is asked for each time.
   */
  #isFound(target: Standin): boolean {
    if (target.path !== undefined || !this.#recorder.sites.isPackageStack()) return false;
    return target.shared = true;
  }

  inspect(target: Standin, options: unknown): unknown {
    // The host formats an object with the indentation that belongs here, but takes a function for text.
    if (typeof target.real !== 'function') return target.real;
    const { inspect } = require('node:util') as typeof import('node:util');
    return inspect(target.real, options as object);
  }
}

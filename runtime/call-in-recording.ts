// Call-ins, while recording: the outside invokes functions of the program.
import { Kind } from '../recording/entry.js';
import { CallInHow } from '../recording/flags.js';
import { currentContext } from './contexts.js';
import { makeStacks } from './error-stacks.js';
import { idOf, originalOf, shownOf, wrapperOf } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { invoke, throws } from './invocation.js';
import { mirroredClass } from './mirrors.js';
import { construct, defineProperty, getPrototypeOf, hasOwn, isNativeError, isPrimitive, isProxy, microtask, nextTick, noop, setImmediate, setPrototypeOf, setTimeout } from './natives.js';
import { Runner } from './open-crossings.js';
import type { Recorder } from './recorder.js';
import { isUnrecorded, runProgram, side } from './side.js';

const timerPrototypes = new Set<unknown>();
{
  const immediate = setImmediate(noop);
  const timeout = setTimeout(noop, 1);
  timerPrototypes.add(getPrototypeOf(immediate)).add(getPrototypeOf(timeout));
  clearImmediate(immediate);
  clearTimeout(timeout);
}

const ANY = {};

/**
 * Whether the host's timers themselves call a wrapper: they queue nothing besides. An outside function that passes its
 * own `this` on may.
 */
function isCalledByTimer(wrapper: unknown, thisArg: unknown): boolean {
  if (typeof thisArg !== 'object' || thisArg === null || isProxy(thisArg) || !timerPrototypes.has(getPrototypeOf(thisArg))) return false;
  const { _onTimeout, _onImmediate } = thisArg as { _onTimeout?: unknown; _onImmediate?: unknown };
  return wrapper === (_onTimeout ?? _onImmediate);
}

type Maker = (callIns: CallInRecording, fn: Function, id: number) => Function;

/**
 * Makers of wrappers without a name, by the length of the function. Most callbacks are functions of few
 * parameters, and each property that needs no definition saves half a microsecond.
 */
const makers: readonly Maker[] = [
  (callIns, fn, id) => function (this: unknown) { return new.target === undefined ? callIns.call(fn, id, 'call', undefined, this, arguments) : callIns.construct(fn, id, new.target, arguments); },
  (callIns, fn, id) => function (this: unknown, _a: unknown) { return new.target === undefined ? callIns.call(fn, id, 'call', undefined, this, arguments) : callIns.construct(fn, id, new.target, arguments); },
  (callIns, fn, id) => function (this: unknown, _a: unknown, _b: unknown) { return new.target === undefined ? callIns.call(fn, id, 'call', undefined, this, arguments) : callIns.construct(fn, id, new.target, arguments); },
  (callIns, fn, id) => function (this: unknown, _a: unknown, _b: unknown, _c: unknown) { return new.target === undefined ? callIns.call(fn, id, 'call', undefined, this, arguments) : callIns.construct(fn, id, new.target, arguments); },
];

/** Likewise for what is no constructor: arrow functions, methods. By `fn.prototype` packages tell a class from a function that gives one (`() => User`). */
const methodMakers: readonly Maker[] = [
  (callIns, fn, id) => ({ ''(this: unknown) { return callIns.call(fn, id, 'call', undefined, this, arguments); } })[''],
  (callIns, fn, id) => ({ ''(this: unknown, _a: unknown) { return callIns.call(fn, id, 'call', undefined, this, arguments); } })[''],
  (callIns, fn, id) => ({ ''(this: unknown, _a: unknown, _b: unknown) { return callIns.call(fn, id, 'call', undefined, this, arguments); } })[''],
  (callIns, fn, id) => ({ ''(this: unknown, _a: unknown, _b: unknown, _c: unknown) { return callIns.call(fn, id, 'call', undefined, this, arguments); } })[''],
];

/** A bound function has no prototype, and is a constructor if what is bound is one. */
function bindsConstructor(fn: Function, name: string): boolean {
  if (!name.startsWith('bound ')) return false;
  try {
    construct(Object as unknown as new () => object, [], fn);
    return true;
  } catch {
    return false;
  }
}

/** Makes what stands for functions of the program in the outside, and the entries of their invocations. */
export class CallInRecording {
  readonly #recorder: Recorder;
  /** What the last call-in threw, as long as it may still be on its way to whoever called: until anything else is recorded, or runs. */
  #thrown: { readonly error: unknown; readonly entries: number } | undefined;
  /** What the program throws by itself, likewise. */
  #own: { readonly error?: unknown } | undefined;
  /** The program's first stretch runs: nothing of the outside runs in its own time. */
  #starts = false;
  readonly #settled = (): void => {
    this.#thrown = undefined;
    this.#own = undefined;
    this.#starts = false;
  };

  readonly #goesOn = (): void => {
    const { deposits } = this.#recorder;
    if (deposits.enters) deposits.enter();
  };

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /**
   * An error goes uncaught. If the outside threw it in its own time, it is as if a function of the program with the number 0 threw it:
   * a replay throws it there.
   *
   * @returns whether that is so
   */
  outsideThrows(error: unknown): boolean {
    if (this.#isOnItsWay(error) || !this.#isThrownOutside(error)) return false;
    try {
      this.call(throws, 0, 'call', undefined, undefined, [error]);
    } catch { /* It is on its way. */ }
    return true;
  }

  /** As far as it can be told. What the program throws, in a microtask of its own, it has made and kept to itself, or got as a copy. */
  #isThrownOutside(error: unknown): boolean {
    if (!isNativeError(error) || originalOf.has(error) || this.#starts || this.#own !== undefined && (this.#own === ANY || this.#own.error === error)) return false;
    const id = idOf(error);
    if (shownOf.has(error) || id !== undefined) return shownOf.has(error) || id! < 0;
    return typeof error.stack === 'string' && !this.#recorder.sites.namesProgram(error.stack);
  }

  /**
   * Whether the last call-in threw it, and nobody caught it; asked once.
   *
   * @param uncaught - what is told of; undefined where nobody says what it is
   */
  takeThrown(uncaught: { readonly error: unknown } | undefined): boolean {
    const threw = this.#thrown !== undefined && this.#isOnItsWay(uncaught === undefined ? this.#thrown.error : uncaught.error);
    this.#thrown = undefined;
    return threw;
  }

  #isOnItsWay(error: unknown): boolean {
    return this.#thrown !== undefined && this.#thrown.entries === this.#recorder.writer.entries && Object.is(this.#thrown.error, error);
  }

  /** The program starts. */
  starts(): void {
    this.#starts = true;
    nextTick(this.#settled);
  }

  /**
   * The program throws by itself, unless it catches that.
   *
   * @param what - what a crossing threw; undefined in a tick, for whatever it is
   */
  throwsOwn(what: { readonly error: unknown } | undefined = undefined): void {
    this.#own = what ?? ANY;
    microtask(this.#settled);
  }

  /** What the outside gets for a function of the program. */
  wrap(fn: Function, id: number): object {
    const { length, name } = fn;
    const kinds = hasOwn(fn, 'prototype') || bindsConstructor(fn, name) ? makers : methodMakers;
    const wrapper = kinds[length < kinds.length ? length : 0]!(this, fn, id);
    if (wrapper.length !== length) defineProperty(wrapper, 'length', { value: length, configurable: true });
    if (name !== '') defineProperty(wrapper, 'name', { value: name, configurable: true });
    // Packages ask by a function's class whether it takes a callback or gives a promise; some compare the very prototype.
    const kind = getPrototypeOf(fn)!;
    if (kind !== Function.prototype && intrinsicPath(kind) !== undefined) setPrototypeOf(wrapper, kind);
    return wrapper;
  }

  /**
   * A class or function of the program is constructed.
   *
   * @param newTarget - it, or a class that extends it by way of the outside
   */
  construct(fn: Function, id: number, newTarget: Function, args: ArrayLike<unknown>): unknown {
    return this.call(fn, id, 'new', undefined, newTarget === wrapperOf.get(fn) ? undefined : mirroredClass(newTarget) ?? newTarget, args);
  }

  /** A call-in: `object[key]` for getters, setters and methods of the language, `fn` itself for all else. */
  call(fn: object, id: number, how: keyof typeof CallInHow, key: PropertyKey | undefined, thisArg: unknown, args: ArrayLike<unknown>): unknown {
    if (side.state !== 0 && isUnrecorded()) return invoke(fn, how, key, thisArg, Array.from(args));
    const recorder = this.#recorder;
    if (recorder.deposits.isOwnCall(fn)) return invoke(fn, how, key, thisArg, Array.from(args));
    const { order, writer } = recorder;
    order.marks.flush();
    for (let i = 0; i < args.length; i++) makeStacks(args[i]);
    // A module that a pending import() runs may go on in this turn, and the loader behind it.
    const quiet = !recorder.loading && isCalledByTimer(wrapperOf.get(fn), thisArg);
    recorder.programRuns(true);
    recorder.writes.soFar();
    recorder.lent.writes(fn, args);
    for (let i = 0; i < args.length; i++) recorder.lent.returns(args[i]);
    recorder.entries.place(Kind.CallIn, quiet);
    writer.byte(CallInHow[how]);
    writer.program(id);
    writer.varint(currentContext());
    if (key !== undefined) recorder.encode(key);
    const own = (how === 'call' || how === 'new') && thisArg !== undefined && thisArg !== globalThis;
    const shownThis = recorder.encode(own ? thisArg : undefined);
    writer.varint(args.length);
    const shown: unknown[] = [];
    for (let i = 0; i < args.length; i++) shown.push(recorder.encode(args[i]));
    writer.commit();
    for (let i = 0; i < args.length; i++) recorder.deposits.given(args[i], shown[i]);
    // What it leaves for microtasks runs without the outside calling it.
    if (recorder.deposits.leaves) microtask(this.#goesOn);
    let result: unknown;
    let threw = false;
    const by = recorder.open.runner;
    recorder.open.runner = Runner.Program;
    try {
      const receiver = own ? shownThis : thisArg;
      result = side.state === 0 ? invoke(fn, how, key, receiver, shown) : runProgram(() => invoke(fn, how, key, receiver, shown));
    } catch (error) {
      threw = true;
      result = error;
    }
    recorder.programRan();
    const given = result;
    result = recorder.outward.result(given);
    recorder.open.runner = by;
    recorder.open.handed(args, shown);
    if (!isPrimitive(given)) recorder.lent.gave(fn, given);
    order.marks.flush();
    writer.callInEnd(threw);
    this.#own = undefined;
    if (quiet) {
      order.quietSegment();
      // What it left for microtasks may put something into data that the outside has.
      if (recorder.deposits.leaves) order.expectTurnEnd();
    } else order.segment();
    this.#thrown = undefined;
    if (!threw) return result;
    this.#thrown = { error: result, entries: writer.entries };
    // The host tells of what nobody catches before it goes on.
    microtask(this.#settled);
    throw result;
  }
}

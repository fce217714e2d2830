// Call-ins, while recording: the outside invokes functions of the program.
import { Kind } from '../recording/entry.js';
import { CallInHow } from '../recording/flags.js';
import { currentContext } from './contexts.js';
import { makeStacks } from './error-stacks.js';
import { idOf, originalOf, shownOf, wrapperOf } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { invoke, throws } from './invocation.js';
import { mirroredClass } from './mirrors.js';
import { defineProperty, getPrototypeOf, isNativeError, isPrimitive, isProxy, noop, setImmediate, setPrototypeOf, setTimeout } from './natives.js';
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

/**
 * Whether the host's timers themselves call a wrapper: they queue nothing besides. An outside function that passes its
 * own `this` on may.
 */
function isCalledByTimer(wrapper: unknown, thisArg: unknown): boolean {
  if (typeof thisArg !== 'object' || thisArg === null || isProxy(thisArg) || !timerPrototypes.has(getPrototypeOf(thisArg))) return false;
  const { _onTimeout, _onImmediate } = thisArg as { _onTimeout?: unknown; _onImmediate?: unknown };
  return wrapper === (_onTimeout ?? _onImmediate);
}

/**
 * Makers of wrappers without a name, by the length of the function. Most callbacks are arrow functions of few
 * parameters, and each property that needs no definition saves half a microsecond.
 */
const makers: readonly ((callIns: CallInRecording, fn: Function, id: number) => Function)[] = [
  (callIns, fn, id) => function (this: unknown) { return new.target === undefined ? callIns.call(fn, id, 'call', undefined, this, arguments) : callIns.construct(fn, id, new.target, arguments); },
  (callIns, fn, id) => function (this: unknown, _a: unknown) { return new.target === undefined ? callIns.call(fn, id, 'call', undefined, this, arguments) : callIns.construct(fn, id, new.target, arguments); },
  (callIns, fn, id) => function (this: unknown, _a: unknown, _b: unknown) { return new.target === undefined ? callIns.call(fn, id, 'call', undefined, this, arguments) : callIns.construct(fn, id, new.target, arguments); },
  (callIns, fn, id) => function (this: unknown, _a: unknown, _b: unknown, _c: unknown) { return new.target === undefined ? callIns.call(fn, id, 'call', undefined, this, arguments) : callIns.construct(fn, id, new.target, arguments); },
];

/** Makes what stands for functions of the program in the outside, and the entries of their invocations. */
export class CallInRecording {
  readonly #recorder: Recorder;
  #threw = false;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /**
   * The outside threw an error in its own time, which goes uncaught, and somebody listens. As if a function of the program with the
   * number 0 threw it: a replay throws it there.
   */
  outsideThrows(error: unknown): void {
    if (this.#threw || !this.#isThrownOutside(error)) return;
    try {
      this.call(throws, 0, 'call', undefined, undefined, [error]);
    } catch { /* It is on its way. */ }
  }

  /** As far as it can be told. What the program throws, in a microtask of its own, it has made and kept to itself, or got as a copy. */
  #isThrownOutside(error: unknown): boolean {
    if (!isNativeError(error) || originalOf.has(error)) return false;
    const id = idOf(error);
    if (shownOf.has(error) || id !== undefined) return shownOf.has(error) || id! < 0;
    return typeof error.stack === 'string' && !this.#recorder.sites.namesProgram(error.stack);
  }

  /** Whether the last call-in threw; asked once. */
  takeThrown(): boolean {
    const threw = this.#threw;
    this.#threw = false;
    return threw;
  }

  /** What the outside gets for a function of the program. */
  wrap(fn: Function, id: number): object {
    const { length, name } = fn;
    const wrapper = length < makers.length ? makers[length]!(this, fn, id) : makers[0]!(this, fn, id);
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
    recorder.place(Kind.CallIn, quiet);
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
    result = recorder.outward.value(given);
    recorder.open.runner = by;
    if (!isPrimitive(given)) recorder.lent.gave(fn, given);
    order.marks.flush();
    writer.callInEnd(threw);
    this.#threw = threw;
    if (quiet) order.quietSegment();
    else order.segment();
    if (threw) throw result;
    return result;
  }
}

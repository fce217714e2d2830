// Call-ins, while recording: the outside invokes functions of the program.
import { Kind } from '../recording/entry.js';
import { currentContext } from './contexts.js';
import { makeStacks } from './error-stacks.js';
import { wrapperOf } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { apply, construct, defineProperty, get, getPrototypeOf, isProxy, noop, setImmediate, setPrototypeOf, setTimeout } from './natives.js';
import type { Recorder } from './recorder.js';
import { isUnrecorded, runProgram, side } from './side.js';

/** How a function of the program is invoked by the outside. */
const How = { call: 0, new: 1, get: 2, set: 3, method: 4 } as const;

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
  (callIns, fn, id) => function (this: unknown) { return callIns.call(fn, id, new.target === undefined ? 'call' : 'new', undefined, this, arguments); },
  (callIns, fn, id) => function (this: unknown, _a: unknown) { return callIns.call(fn, id, new.target === undefined ? 'call' : 'new', undefined, this, arguments); },
  (callIns, fn, id) => function (this: unknown, _a: unknown, _b: unknown) { return callIns.call(fn, id, new.target === undefined ? 'call' : 'new', undefined, this, arguments); },
  (callIns, fn, id) => function (this: unknown, _a: unknown, _b: unknown, _c: unknown) { return callIns.call(fn, id, new.target === undefined ? 'call' : 'new', undefined, this, arguments); },
];

export class CallInRecording {
  readonly #recorder: Recorder;
  #threw = false;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
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
    // Packages ask by a function's class whether it takes a callback or gives a promise.
    const kind = getPrototypeOf(fn)!;
    if (kind !== Function.prototype && intrinsicPath(kind) !== undefined) setPrototypeOf(wrapper, kind);
    return wrapper;
  }

  /** A call-in: `object[key]` for getters, setters and methods of the language, `fn` itself for all else. */
  call(fn: object, id: number, how: keyof typeof How, key: PropertyKey | undefined, thisArg: unknown, args: ArrayLike<unknown>): unknown {
    if (side.state !== 0 && isUnrecorded()) return invoke(fn, how, key, thisArg, Array.from(args));
    const recorder = this.#recorder;
    const { order, writer } = recorder;
    order.marks.flush();
    for (let i = 0; i < args.length; i++) makeStacks(args[i]);
    // A module that a pending import() runs may go on in this turn, and the loader behind it.
    const quiet = !recorder.loading && isCalledByTimer(wrapperOf.get(fn), thisArg);
    recorder.writesSoFar();
    recorder.lent.writes(fn, args);
    recorder.place(Kind.CallIn, false, quiet);
    writer.byte(How[how]);
    writer.program(id);
    writer.varint(currentContext());
    if (key !== undefined) recorder.encode(key);
    const own = how === 'call' && thisArg !== undefined && thisArg !== globalThis;
    const shownThis = recorder.encode(own ? thisArg : undefined);
    writer.varint(args.length);
    const shown: unknown[] = [];
    for (let i = 0; i < args.length; i++) shown.push(recorder.encode(args[i]));
    writer.commit();
    let result: unknown;
    let threw = false;
    try {
      const receiver = own ? shownThis : thisArg;
      result = side.state === 0 ? invoke(fn, how, key, receiver, shown) : runProgram(() => invoke(fn, how, key, receiver, shown));
    } catch (error) {
      threw = true;
      result = error;
    }
    result = recorder.outward.value(result);
    order.marks.flush();
    writer.callInEnd(threw);
    this.#threw = threw;
    if (quiet) order.quietSegment();
    else order.segment();
    if (threw) throw result;
    return result;
  }
}

function invoke(fn: object, how: keyof typeof How, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[]): unknown {
  if (how === 'new') return construct(fn as new (...args: unknown[]) => object, args);
  if (how === 'get') return get(fn, key!);
  if (how === 'method') return apply(get(fn, key!) as () => unknown, fn, args as []);
  if (how === 'set') return (fn as Record<PropertyKey, unknown>)[key!] = args[0];
  return apply(fn as (...args: unknown[]) => unknown, thisArg, args);
}

// process.nextTick. While recording, ticks of the outside are entries, since a replay has nobody to queue them; ticks
// of the program queue themselves in both modes.
import { BEFORE_START } from '../../recording/entry.js';
import { dressing } from '../deposits.js';
import { programOf, shownOf, type Standin } from '../identity.js';
import { apply, defineProperty, isNativeError, isPrimitive, nextTick } from '../natives.js';
import type { Recorder } from '../recorder.js';
import type { Replayer } from '../replayer.js';
import { setSpecialRoot } from '../roots.js';
import { isLive, isOutside, side } from '../side.js';
import { genericStandin, specialStandin } from '../standin.js';
import { quiet } from './output.js';
import { dress, type Engine } from './leaf.js';

type Tick = (...args: unknown[]) => void;

/** Behind the global is a getter. */
const host = process;
/** What stands in the place of the host's function, as long as no package puts another one there. */
let inPlace: unknown = host.nextTick;

/**
 * While recording: notices the ticks of the outside. Must run before anything captures process.nextTick.
 *
 * @returns to be called when the program starts: ticks that packages queued while they were loaded run behind its first
 * turn, and what they queue in turn has its place among the program's
 */
export function watchTicks(recorder: Recorder): () => void {
  const native = process.nextTick;
  const { order, writer } = recorder;
  let last = 0;
  /** @param mark - number of the tick, or minus the position of one that began within a crossing */
  const begin = (mark: number): void => {
    if (order.beginTick()) return;
    recorder.open.enter();
    if (mark > 0) writer.tickApart(mark);
    else writer.innerTick(-mark);
  };
  // A tick that throws ends where the error is told of as uncaught: it is thrown from there in a replay.
  // By the number of arguments: a list for them, and one more for the list, would cost as much as the rest of a tick.
  const runBare = (mark: number, callback: Tick): void => {
    begin(mark);
    callback();
    order.endTick();
  };
  const runWithOne = (mark: number, callback: Tick, argument: unknown): void => {
    begin(mark);
    callback(argument);
    order.endTick();
  };
  const run = (mark: number, callback: Tick, args: readonly unknown[]): void => {
    begin(mark);
    callback(...args);
    order.endTick();
  };
  const early = new Set<{ tick: number }>();
  const runEarly = (known: { tick: number }, callback: Tick, args: readonly unknown[]): void => {
    early.delete(known);
    if (known.tick === 0) callback(...args);
    else run(known.tick, callback, args);
  };
  const other = (callback: unknown, args: readonly unknown[]): void => {
    if (typeof callback !== 'function' || quiet.ticks || side.state !== 0 && isLive()) {
      apply(native as Tick, process, [callback, ...args]);
      return;
    }
    if (isLiveTick(callback, args[0])) {
      queueProgramTick(recorder, callback.name === 'doEmitWarning' ? telling(callback as Tick) : callback as Tick, args);
      return;
    }
    if (!order.active) {
      const known = { tick: 0 };
      early.add(known);
      nextTick(runEarly as never, known, callback, args);
      return;
    }
    nextTick(run as never, mark(), callback, args);
  };
  const mark = (): number => {
    const inner = recorder.entries.placeInnerTick();
    if (inner > 0) return -inner;
    recorder.entries.tick(++last);
    return last;
  };
  function watching(callback: unknown, argument: unknown): void {
    if (arguments.length < 3 && order.active && side.state === 0 && !quiet.ticks && typeof callback === 'function' && !isLiveTick(callback, argument)) {
      if (arguments.length < 2) nextTick(runBare as never, mark(), callback);
      else nextTick(runWithOne as never, mark(), callback, argument);
      return;
    }
    // Passed on, `arguments` would be an object of its own at each call, also where it is not needed.
    const rest: unknown[] = [];
    for (let i = 1; i < arguments.length; i++) rest.push(arguments[i]);
    other(callback, rest);
  }
  defineProperty(process, 'nextTick', { value: inPlace = dress(watching, native), writable: true, configurable: true, enumerable: true });
  return () => {
    for (const known of early) {
      known.tick = ++last;
      writer.tick(known.tick, BEFORE_START, false);
    }
  };
}

/** While recording: queues a tick that a replay runs live. */
function queueProgramTick({ order, callIns, deposits }: Recorder, callback: Tick, args: readonly unknown[]): void {
  nextTick(() => {
    order.beginProgramTick();
    // The turn may have ended already, or what it left for microtasks may run behind the outside.
    if (dressing.on) dressing.end();
    let threw = true;
    // Caught and thrown again, it would be reported with this place.
    try {
      callback(...args);
      threw = false;
    } finally {
      order.endProgramTick();
      if (deposits.leaves) order.expectTurnEnd();
      if (threw) callIns.throwsOwn();
    }
  });
}

/**
 * Whether `emitUnhandledRejectionOrErr` is queued for an emitter of the program with `captureRejections`: the class runs live, also in
 * a replay, and queues it from a microtask, so that no frame tells whose it is. (Node 20 to 24 pass this function and the emitter.)
 */
function isLiveRejection(emitter: unknown): boolean {
  return !isPrimitive(emitter) && !shownOf.has(emitter as object);
}

/**
 * Whether `doEmitWarning` is queued for Node's warning of a rejection that was handled late: when the turn's microtasks are
 * through and before the turn's unhandled rejections are told, which a replay does live; no position is between the two.
 */
function isLateHandling(warning: unknown): boolean {
  return isNativeError(warning) && warning.name === 'PromiseRejectionHandledWarning';
}

/** Such a warning is told now. */
let warns = false;

function telling(warn: Tick): Tick {
  return (...args) => {
    warns = true;
    try {
      warn(...args);
    } finally {
      warns = false;
    }
  };
}

/** Functions that are none of those by name, for asking for a name is a call into the engine: a tick of `node:http` would cost a tenth more. */
const usual = new WeakSet<Function>();
/** How many of them are kept: Node's own are few, and closures come without end. */
let places = 64;

/** Whether a tick is none of the outside's, although no frame tells so; also what Node queues while it prints such a warning. */
function isLiveTick(callback: Function, argument: unknown): boolean {
  if (usual.has(callback)) return false;
  const { name } = callback;
  if (name === 'emitUnhandledRejectionOrErr') return isLiveRejection(argument);
  if (name === 'doEmitWarning') return isLateHandling(argument);
  if (name === 'afterWriteTick') return warns;
  if (places > 0) {
    places--;
    usual.add(callback);
  }
  return false;
}

/**
 * In a replay: notices the ticks of pure modules (a warning of `util.deprecate`), which run live. They were entries as
 * well, since nothing told them from the outside's. The host's own have no program on the stack.
 */
export function watchReplayedTicks(replayer: Replayer): void {
  const native = process.nextTick;
  const watching = (callback: unknown, ...args: unknown[]): void => {
    if (typeof callback === 'function' && (side.state === 0 || !isLive()) && replayer.sites.find() !== 0) replayer.order.tickQueued();
    apply(native as Tick, process, [callback, ...args]);
  };
  defineProperty(process, 'nextTick', { value: dress(watching, native), writable: true, configurable: true, enumerable: true });
}

/** Makes the program's process.nextTick. */
export function installTicks(engine: Engine, native: typeof process.nextTick): void {
  let generic: Standin;
  const replayedTick = (...args: unknown[]): void => {
    const replaced = engine.replaying && (side.state === 0 || !isOutside()) && engine.crossings.isNextCall(generic);
    apply(replaced ? generic.shown as Tick : native as Tick, process, args);
  };
  const programTick = engine.replaying ? replayedTick : (callback: unknown, ...args: unknown[]): void => {
    if (typeof callback !== 'function' || side.state !== 0 && isOutside()) {
      apply(native as Tick, process, [callback, ...args]);
      return;
    }
    // A package's function is called like any other of the outside. One of the program's goes on by this one.
    if (host.nextTick !== inPlace && !programOf.has(host.nextTick)) {
      apply(memberTick(engine, host.nextTick, generic) as Tick, process, [callback, ...args]);
      return;
    }
    queueProgramTick(engine, callback as Tick, args);
  };
  setSpecialRoot('globalThis.process.nextTick', (path, real) => {
    generic = genericStandin(engine.crossings, path, real);
    return specialStandin(path, real, dress(programTick as Function, native));
  });
}

/** While recording: stands for what a package has put in the place of `process.nextTick`; all have the number of the host's. */
function memberTick(engine: Engine, real: object, generic: Standin): object {
  let standin = replacements.get(real);
  if (standin === undefined) {
    standin = genericStandin(engine.crossings, generic.path!, real);
    defineProperty(standin, 'id', { get: () => generic.id, set: (id: number) => { generic.id = id; } });
    replacements.set(real, standin);
  }
  return standin.shown;
}

const replacements = new WeakMap<object, Standin>();

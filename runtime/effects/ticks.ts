// process.nextTick. While recording, ticks of the outside are entries, since a replay has nobody to queue them; ticks
// of the program queue themselves in both modes.
import { BEFORE_START } from '../../recording/entry.js';
import { shownOf } from '../identity.js';
import { apply, defineProperty, isPrimitive, nextTick } from '../natives.js';
import type { Recorder } from '../recorder.js';
import type { Replayer } from '../replayer.js';
import { setSpecialRoot } from '../roots.js';
import { isLive, isOutside, side } from '../side.js';
import { specialStandin } from '../standin.js';
import { quiet } from './output.js';
import { dress, type Engine } from './leaf.js';

type Tick = (...args: unknown[]) => void;

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
  // By the number of arguments: a list for them, and one more for the list, would cost as much as the rest of a tick.
  const runBare = (mark: number, callback: Tick): void => {
    begin(mark);
    try {
      callback();
    } finally {
      order.endTick();
    }
  };
  const runWithOne = (mark: number, callback: Tick, argument: unknown): void => {
    begin(mark);
    try {
      callback(argument);
    } finally {
      order.endTick();
    }
  };
  const run = (mark: number, callback: Tick, args: readonly unknown[]): void => {
    begin(mark);
    try {
      callback(...args);
    } finally {
      order.endTick();
    }
  };
  const early = new Set<{ tick: number }>();
  const runEarly = (known: { tick: number }, callback: Tick, args: readonly unknown[]): void => {
    early.delete(known);
    if (known.tick === 0) callback(...args);
    else run(known.tick, callback, args);
  };
  function watching(callback: unknown, argument: unknown): void {
    if (typeof callback !== 'function' || quiet.ticks || side.state !== 0 && isLive()) {
      apply(native as Tick, process, arguments as unknown as unknown[]);
      return;
    }
    if (isLiveRejection(callback, argument)) {
      const args = argumentsBehindFirst(arguments);
      nextTick(() => {
        try {
          (callback as Tick)(...args);
        } finally {
          order.endProgramTick();
        }
      });
      return;
    }
    if (!order.active) {
      const known = { tick: 0 };
      early.add(known);
      nextTick(runEarly as never, known, callback, argumentsBehindFirst(arguments));
      return;
    }
    const inner = recorder.placeInnerTick();
    const mark = inner > 0 ? -inner : ++last;
    if (mark > 0) recorder.tick(mark);
    if (arguments.length === 1) nextTick(runBare as never, mark, callback);
    else if (arguments.length === 2) nextTick(runWithOne as never, mark, callback, argument);
    else nextTick(run as never, mark, callback, argumentsBehindFirst(arguments));
  }
  defineProperty(process, 'nextTick', { value: dress(watching, native), writable: true, configurable: true, enumerable: true });
  return () => {
    for (const known of early) {
      known.tick = ++last;
      writer.tick(known.tick, BEFORE_START, false);
    }
  };
}

function argumentsBehindFirst(all: IArguments): unknown[] {
  const rest: unknown[] = [];
  for (let i = 1; i < all.length; i++) rest.push(all[i]);
  return rest;
}

/**
 * Whether a tick is that of an emitter of the program with `captureRejections`: the class runs live, also in a replay, and
 * queues it from a microtask, so that no frame tells whose it is. (Node 20 to 24 pass this function and the emitter.)
 */
function isLiveRejection(callback: Function, emitter: unknown): boolean {
  return callback.name === 'emitUnhandledRejectionOrErr' && !isPrimitive(emitter) && !shownOf.has(emitter as object);
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
  const programTick = engine.replaying ? native.bind(process) : (callback: unknown, ...args: unknown[]): void => {
    if (typeof callback !== 'function' || side.state !== 0 && isOutside()) {
      apply(native as Tick, process, [callback, ...args]);
      return;
    }
    nextTick(() => {
      try {
        (callback as Tick)(...args);
      } finally {
        engine.order.endProgramTick();
      }
    });
  };
  setSpecialRoot('globalThis.process.nextTick', (path, real) => specialStandin(path, real, dress(programTick as Function, native)));
}

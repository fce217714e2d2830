// process.nextTick. While recording, ticks of the outside are entries, since a replay has nobody to queue them; ticks
// of the program queue themselves in both modes.
import { BEFORE_START, type Position } from '../../recording/entry.js';
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
  const run = (tick: number, callback: Tick, args: unknown[]): void => {
    if (!order.beginTick()) recorder.note(() => { writer.tickApart(tick); });
    ran(callback, args);
  };
  const runInner = (position: Position, callback: Tick, args: unknown[]): void => {
    if (!order.beginTick()) recorder.note(() => { writer.innerTick(position); });
    ran(callback, args);
  };
  const ran = (callback: Tick, args: unknown[]): void => {
    try {
      callback(...args);
    } finally {
      order.endTick();
    }
  };
  const early = new Set<{ tick: number }>();
  const runEarly = (known: { tick: number }, callback: Tick, args: unknown[]): void => {
    early.delete(known);
    if (known.tick === 0) callback(...args);
    else run(known.tick, callback, args);
  };
  const watching = (callback: unknown, ...args: unknown[]): void => {
    if (typeof callback !== 'function' || quiet.ticks || side.state !== 0 && isLive()) {
      apply(native as Tick, process, [callback, ...args]);
      return;
    }
    if (isLiveRejection(callback, args[0])) {
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
      nextTick(runEarly as never, known, callback, args);
      return;
    }
    const inner = recorder.placeInnerTick();
    if (inner > 0) {
      nextTick(runInner as never, inner, callback, args);
      return;
    }
    const tick = ++last;
    recorder.tick(tick);
    nextTick(run as never, tick, callback, args);
  };
  defineProperty(process, 'nextTick', { value: dress(watching, native), writable: true, configurable: true, enumerable: true });
  return () => {
    for (const known of early) {
      known.tick = ++last;
      writer.tick(known.tick, BEFORE_START, false);
    }
  };
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

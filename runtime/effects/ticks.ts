// process.nextTick. While recording, ticks of the outside are entries, since a replay has nobody to queue them; ticks
// of the program queue themselves in both modes.
import { Kind } from '../../recording/entry.js';
import { apply, defineProperty, nextTick } from '../natives.js';
import type { Recorder } from '../recorder.js';
import type { Replayer } from '../replayer.js';
import { setSpecialRoot } from '../roots.js';
import { isLive, isOutside, side } from '../side.js';
import { specialStandin } from '../standin.js';
import { quiet } from './output.js';
import { dress, type Engine } from './leaf.js';

type Tick = (...args: unknown[]) => void;

/** While recording: notices the ticks of the outside. Must run before anything captures process.nextTick. */
export function watchTicks(recorder: Recorder): void {
  const native = process.nextTick;
  const { order, writer } = recorder;
  let last = 0;
  const run = (tick: number, callback: Tick, args: unknown[]): void => {
    if (order.beginTick()) recorder.note(() => { writer.tickJoined(tick); });
    try {
      callback(...args);
    } finally {
      order.endTick();
    }
  };
  const watching = (callback: unknown, ...args: unknown[]): void => {
    if (typeof callback !== 'function' || !order.active || quiet.ticks || side.state !== 0 && isLive()) {
      apply(native as Tick, process, [callback, ...args]);
      return;
    }
    const tick = ++last;
    recorder.place(Kind.Tick);
    writer.tick(tick);
    nextTick(run as never, tick, callback, args);
  };
  defineProperty(process, 'nextTick', { value: dress(watching, native), writable: true, configurable: true, enumerable: true });
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

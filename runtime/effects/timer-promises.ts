// Promises of the host's timers. Nothing of the outside runs where one of them settles: the event loop itself calls the promise's
// own `resolve`. So while recording they are made here, as Node makes its own, and are the program's: awaiting one costs what it
// costs without a recorder. The settlement of any other promise of the outside is noticed by one more reaction on it.
import { Tag } from '../../recording/value.js';
import { nextPromise, type Standin } from '../identity.js';
import { sourceHolds } from '../function-text.js';
import { apply, isPrimitive, setImmediate, setTimeout } from '../natives.js';
import type { Recorder } from '../recorder.js';
import { setSpecialRoot } from '../roots.js';
import { isOutside, side } from '../side.js';
import { makeStandin, specialStandin } from '../standin.js';
import { dress, type Engine } from './leaf.js';

type Timer = (...args: unknown[]) => Promise<unknown>;

/** A promise that a timer of the host will settle. */
interface Pending { readonly id: number; readonly value: unknown; readonly resolve: (value: unknown) => void }

/** How each of them is set, and which arguments leave nothing to chance: primitive values, and no options. */
const timers = {
  setImmediate: {
    made: 'new Immediate(resolve, [value])',
    takes: (args: readonly unknown[]) => args.length < 2 && isPlain(args[0]),
    value: (args: readonly unknown[]) => args[0],
    set: (ends: (pending: Pending) => void, _args: readonly unknown[], pending: Pending) => { setImmediate(ends, pending); },
  },
  setTimeout: {
    made: 'new Timeout(resolve, after, [value],',
    takes: (args: readonly unknown[]) => args.length < 3 && (args[0] === undefined || typeof args[0] === 'number') && isPlain(args[1]),
    value: (args: readonly unknown[]) => args[1],
    set: (ends: (pending: Pending) => void, args: readonly unknown[], pending: Pending) => { setTimeout(ends, args[0] as number | undefined, pending); },
  },
} as const;

function isPlain(value: unknown): boolean {
  return isPrimitive(value) && typeof value !== 'symbol';
}

/** Makes the program's `setImmediate` and `setTimeout` of `node:timers/promises`. */
export function installTimerPromises(engine: Engine): void {
  // In recordings made before they are promises of the outside.
  if (engine.replaying && !engine.log.header.features?.includes('timer-promises')) return;
  for (const name of ['setImmediate', 'setTimeout'] as const) {
    setSpecialRoot(`node:timers/promises.${name}`, (path, real) => {
      const native = real as Timer;
      const generic = makeStandin(engine, 0, path, undefined, 1, undefined, name);
      Object.assign(generic, { real });
      const call = (args: readonly unknown[]): Promise<unknown> => apply(generic.shown as Timer, undefined, args as unknown[]);
      // A package may have put something else in the place of Node's own.
      const start = engine.replaying || !sourceHolds(native, timers[name].made) ? call : recorded(engine, generic, name, call);
      const shown = function (...args: unknown[]): Promise<unknown> {
        return side.state !== 0 && isOutside() ? native(...args) : start(args, shown);
      };
      return specialStandin(path, real, dress(shown, native));
    });
  }
}

function recorded(recorder: Recorder, target: Standin, name: keyof typeof timers, other: (args: readonly unknown[]) => Promise<unknown>): (args: readonly unknown[], callee: object) => Promise<unknown> {
  const { takes, value, set } = timers[name];
  const { open, order, writer } = recorder;
  const ends = (pending: Pending): void => {
    recorder.programRuns();
    recorder.placeTimer();
    writer.promise(pending.id);
    writer.byte(0);
    recorder.encode(pending.value);
    writer.commit();
    pending.resolve(pending.value);
    if (recorder.loading) order.segment();
    else order.quietSegment();
  };
  return (args, callee) => {
    if (!takes(args)) return other(args);
    order.marks.flush();
    open.call(target, args, callee);
    const id = nextPromise();
    writer.byte(Tag.TimerPromise);
    writer.promise(id);
    writer.commit();
    return new Promise((resolve) => { set(ends, args, { id, value: value(args), resolve }); });
  };
}

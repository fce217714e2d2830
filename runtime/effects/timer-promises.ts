// Promises of the host's timers. Nothing of the outside runs where one of them settles: the event loop itself calls the promise's
// own `resolve`. So while recording they are made here, as Node makes its own, and are the program's: awaiting one costs what it
// costs without a recorder. The settlement of any other promise of the outside is noticed by one more reaction on it.
import { isStepNumber, timerForm } from '../../recording/timer-runs.js';
import { Tag } from '../../recording/value.js';
import { nextPromise, type Standin } from '../identity.js';
import { sourceHolds } from '../function-text.js';
import { apply, isPrimitive, setImmediate, setTimeout } from '../natives.js';
import type { Recorder } from '../recorder.js';
import { setSpecialRoot } from '../roots.js';
import { isOutside, side } from '../side.js';
import { genericStandin, specialStandin } from '../standin.js';
import { dress, type Engine } from './leaf.js';

type Timer = (...args: unknown[]) => Promise<unknown>;
type Resolve = (value: unknown) => void;
type Ends = (id: number, value: unknown, resolve: Resolve) => void;
/** Any call that is not a plain one: an entry like those of all else. */
type Other = (args: ArrayLike<unknown>) => Promise<unknown>;

/** Immediates between two that say when they came. */
const UNTIMED = 8;

/** Makes the program's `setImmediate` and `setTimeout` of `node:timers/promises`. */
export function installTimerPromises(engine: Engine): void {
  // In recordings made before they are promises of the outside.
  if (engine.replaying && !engine.log.header.features?.includes('timer-promises')) return;
  serve(engine, 'setImmediate', 0, 'new Immediate(resolve, [value])', recordedImmediate);
  serve(engine, 'setTimeout', 1, 'new Timeout(resolve, after, [value],', recordedTimeout);
}

/** @param made - what only Node's own function has in its source: a package may have put another one in its place */
function serve(engine: Engine, name: string, timer: 0 | 1, made: string, recorded: (timers: TimerRecording, other: Other) => Function): void {
  setSpecialRoot(`node:timers/promises.${name}`, (path, real) => {
    const native = real as Timer;
    const generic = genericStandin(engine.crossings, path, real);
    const other: Other = (args) => apply(side.state !== 0 && isOutside() ? native : generic.shown as Timer, undefined, args as unknown[]);
    const shown = engine.replaying || !sourceHolds(native, made) ? (...args: unknown[]) => other(args) : recorded(new TimerRecording(engine, generic, timer), other);
    return specialStandin(path, real, dress(shown, native));
  });
}

/** A value that goes through the host as it is. */
function isPlain(value: unknown): boolean {
  return isPrimitive(value) && typeof value !== 'symbol';
}

function recordedImmediate(timers: TimerRecording, other: Other): Function {
  const { ends } = timers;
  const shown = function (value?: unknown): Promise<unknown> {
    if ((side.state !== 0 && isOutside()) || arguments.length > 1 || !isPlain(value)) return other(arguments);
    const id = timers.begin(arguments.length, undefined, value, shown);
    const promise = new Promise(keepResolve);
    setImmediate(ends, id, value, lastResolve);
    return promise;
  };
  return shown;
}

function recordedTimeout(timers: TimerRecording, other: Other): Function {
  const { ends } = timers;
  const shown = function (after?: unknown, value?: unknown): Promise<unknown> {
    if ((side.state !== 0 && isOutside()) || arguments.length > 2 || (after !== undefined && typeof after !== 'number') || !isPlain(value)) return other(arguments);
    const id = timers.begin(arguments.length, after, value, shown);
    const promise = new Promise(keepResolve);
    setTimeout(ends, after, id, value, lastResolve);
    return promise;
  };
  return shown;
}

let lastResolve: Resolve;

/** An executor that is no closure of its own for each promise. */
function keepResolve(resolve: Resolve): void {
  lastResolve = resolve;
}

/** The entries of a timer: one where it is set, one where it settles its promise. */
class TimerRecording {
  readonly #recorder: Recorder;
  readonly #target: Standin;
  readonly #timer: 0 | 1;
  #untimed = 0;

  /** @param timer - 0 for immediates, 1 for timeouts */
  constructor(recorder: Recorder, target: Standin, timer: 0 | 1) {
    this.#recorder = recorder;
    this.#target = target;
    this.#timer = timer;
  }

  /** Appends the call, with so many of these arguments; gives the number of its promise. */
  begin(count: number, after: unknown, value: unknown, callee: object): number {
    const { open, order, writer, keepsArguments } = this.#recorder;
    const timer = this.#timer;
    order.marks.flush();
    const hasValue = count > timer;
    const site = open.callSite(this.#target, timer === 0 ? value : after, callee);
    const id = nextPromise();
    const numbered = hasValue && isStepNumber(value);
    if (!keepsArguments || !(numbered || value === undefined)) {
      this.#alone(site, id, count, after, value);
      return id;
    }
    const form = timerForm(timer, numbered ? count - 1 : count, numbered);
    const number = numbered ? value : 0;
    if (writer.timerSet(site, form, after, id, number)) return id;
    this.#alone(site, id, count, after, value);
    writer.timerAlone(this.#target.id, site, form, after, id, number);
    return id;
  }

  /** A call of its own. */
  #alone(site: number, id: number, count: number, after: unknown, value: unknown): void {
    const { open, writer } = this.#recorder;
    const args = this.#timer === 0 ? [value] : [after, value];
    args.length = count;
    open.call(this.#target, site, args);
    writer.byte(Tag.TimerPromise);
    writer.promise(id);
    writer.commit();
  }

  /** Called by the host when the timer is due. */
  readonly ends: Ends = (id, value, resolve) => {
    const recorder = this.#recorder;
    const { order } = recorder;
    recorder.programRuns();
    // An immediate comes as soon as it can, and what time it is costs as much as the entry.
    this.#untimed = this.#timer === 1 ? 0 : (this.#untimed + 1) % UNTIMED;
    this.#settles(recorder.entries.placeTimer(this.#untimed === 0), id, value);
    resolve(value);
    if (recorder.loading) order.segment();
    else order.quietSegment();
  };

  /** @param fresh - whether it can be a step of a run */
  #settles(fresh: boolean, id: number, value: unknown): void {
    const recorder = this.#recorder;
    const { writer } = recorder;
    const timer = this.#timer;
    const numbered = isStepNumber(value);
    const steps = fresh && (numbered || value === undefined);
    const number = numbered ? value : 0;
    if (steps && writer.timerSettled(timer, numbered, id, number)) return;
    recorder.entries.timerSettlement();
    writer.promise(id);
    writer.byte(0);
    recorder.encode(value);
    writer.commit();
    if (steps) writer.settlementAlone(id, number);
  }
}

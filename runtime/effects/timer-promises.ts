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
import { genericStandin, specialStandin } from '../standin.js';
import { dress, type Engine } from './leaf.js';

type Timer = (...args: unknown[]) => Promise<unknown>;
type Resolve = (value: unknown) => void;
type Ends = (id: number, value: unknown, resolve: Resolve) => void;
/** Any call that is not a plain one: an entry like those of all else. */
type Other = (args: ArrayLike<unknown>) => Promise<unknown>;

const NONE: readonly unknown[] = [];
/** Immediates between two that say when they came. */
const UNTIMED = 8;

/** Makes the program's `setImmediate` and `setTimeout` of `node:timers/promises`. */
export function installTimerPromises(engine: Engine): void {
  // In recordings made before they are promises of the outside.
  if (engine.replaying && !engine.log.header.features?.includes('timer-promises')) return;
  serve(engine, 'setImmediate', 'new Immediate(resolve, [value])', recordedImmediate);
  serve(engine, 'setTimeout', 'new Timeout(resolve, after, [value],', recordedTimeout);
}

/** @param made - what only Node's own function has in its source: a package may have put another one in its place */
function serve(engine: Engine, name: string, made: string, recorded: (timers: TimerRecording, other: Other) => Function): void {
  setSpecialRoot(`node:timers/promises.${name}`, (path, real) => {
    const native = real as Timer;
    const generic = genericStandin(engine.crossings, path, real);
    const other: Other = (args) => apply(side.state !== 0 && isOutside() ? native : generic.shown as Timer, undefined, args as unknown[]);
    const shown = engine.replaying || !sourceHolds(native, made) ? (...args: unknown[]) => other(args) : recorded(new TimerRecording(engine, generic), other);
    return specialStandin(path, real, dress(shown, native));
  });
}

/** A value that goes through the host as it is. */
function isPlain(value: unknown): boolean {
  return isPrimitive(value) && typeof value !== 'symbol';
}

function recordedImmediate(timers: TimerRecording, other: Other): Function {
  const ends = timers.immediateEnds;
  const shown = function (value?: unknown): Promise<unknown> {
    if ((side.state !== 0 && isOutside()) || arguments.length > 1 || !isPlain(value)) return other(arguments);
    const id = timers.begin(arguments.length === 0 ? NONE : [value], shown);
    const promise = new Promise(keepResolve);
    setImmediate(ends, id, value, lastResolve);
    return promise;
  };
  return shown;
}

function recordedTimeout(timers: TimerRecording, other: Other): Function {
  const ends = timers.timeoutEnds;
  const shown = function (after?: unknown, value?: unknown): Promise<unknown> {
    if ((side.state !== 0 && isOutside()) || arguments.length > 2 || (after !== undefined && typeof after !== 'number') || !isPlain(value)) return other(arguments);
    const id = timers.begin(arguments.length === 0 ? NONE : arguments.length === 1 ? [after] : [after, value], shown);
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
  #immediates = 0;

  constructor(recorder: Recorder, target: Standin) {
    this.#recorder = recorder;
    this.#target = target;
  }

  /** Appends the call; gives the number of its promise. */
  begin(args: readonly unknown[], callee: object): number {
    const { open, order, writer } = this.#recorder;
    order.marks.flush();
    open.call(this.#target, args, callee);
    const id = nextPromise();
    writer.byte(Tag.TimerPromise);
    writer.promise(id);
    writer.commit();
    return id;
  }

  /** Called by the host when an immediate is due. It comes as soon as it can, and what time it is costs as much as the entry. */
  readonly immediateEnds: Ends = (id, value, resolve) => {
    this.#immediates = (this.#immediates + 1) % UNTIMED;
    this.#end(id, value, resolve, this.#immediates === 0);
  };

  /** Called by the host when a timeout is due. */
  readonly timeoutEnds: Ends = (id, value, resolve) => { this.#end(id, value, resolve, true); };

  #end(id: number, value: unknown, resolve: Resolve, late: boolean): void {
    const recorder = this.#recorder;
    const { order, writer } = recorder;
    recorder.programRuns();
    recorder.placeTimer(late);
    writer.promise(id);
    writer.byte(0);
    recorder.encode(value);
    writer.commit();
    resolve(value);
    if (recorder.loading) order.segment();
    else order.quietSegment();
  }
}

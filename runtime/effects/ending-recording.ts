// How a recorded run ends. The End is written after the last exit listener; before that, whatever a process that is killed
// would lose.
import type { RepriseError } from '../../contract/errors.js';
import { keepCode } from '../code-cache.js';
import { apply, defineProperty, setTimeout } from '../natives.js';
import { shareParts } from '../encode.js';
import type { Recorder } from '../recorder.js';
import { print } from '../report.js';
import { isThrownOn } from '../thrown-on.js';
import { resetTierUp } from '../tier-up.js';
import { EXIT_LISTENER_THREW, listening, recordFatal } from './fatal-errors.js';
import { reportThrownOn } from './fatal-report.js';
import { dress } from './leaf.js';
import { endsUncaught, overrideProcess, tellBoth } from './process-events.js';

type Emit = (this: NodeJS.Process, event: string, ...args: unknown[]) => boolean;

/** While recording: writes the End, whichever way the process ends. */
export function watchEnd(recorder: Recorder): void {
  let uncaught = false;
  let ended = false;
  let thrownOn: { readonly error: unknown } | undefined;
  const end = (code: number): void => {
    if (ended || !recorder.order.active) return;
    ended = true;
    const { entries, inexact } = recorder.order;
    recorder.ending();
    recorder.note((writer) => { writer.end(uncaught ? 'uncaught' : 'exit', code, '', entries, inexact); });
    recorder.writer.close();
    recorder.order.active = false;
    keepCode(resetTierUp);
  };
  process.on('uncaughtExceptionMonitor', (error, origin) => {
    uncaught = endsUncaught();
    const outsides = origin === 'uncaughtException' && recorder.order.active && recorder.callIns.outsideThrows(error);
    const ofCallIn = origin === 'uncaughtException' && recorder.uncaught(!uncaught, { error });
    thrownOn = uncaught && ofCallIn && !outsides ? { error } : undefined;
    if (uncaught && recorder.order.active) recordFatal(recorder, error, outsides);
    // Node does not tell exit listeners once more.
    if (uncaught && exitThrew) end(exitCode(1));
  });
  reportThrownOn((error) => thrownOn?.error === error || isThrownOn(error), () => {
    // The loop had come to its end: somebody heard what an exit listener threw, and nothing else runs.
    if (exitThrew && !calledExit) end(exitCode(0));
  });
  let exiting = 0;
  let exitThrew = false;
  /** Whether the last exit event came from process.exit, whose caller may catch what a listener throws, and go on. */
  let calledExit = false;
  const watching = (emit: Emit): Emit => dress(function (this: NodeJS.Process, event: string, ...args: unknown[]): boolean {
    if (event === 'unhandledRejection') {
      const [reason, promise, ...rest] = args;
      const shown = recorder.programView(reason);
      shareParts(shown);
      if (recorder.order.active && process.listenerCount(event) > 0) recorder.heard(event);
      const handedOut = recorder.unhandled(promise as object);
      return tellBoth(emit, this, event, [recorder.outsideView(reason), promise, ...rest], [shown, handedOut ?? promise, ...rest]);
    }
    if (event === 'uncaughtException') {
      // The outside had thrown it, or thrown it on.
      const [error, ...rest] = args;
      const shown = recorder.programView(error);
      shareParts(shown);
      return listening(() => tellBoth(emit, this, event, [recorder.outsideView(error), ...rest], [shown, ...rest]), () => {
        uncaught = true;
        recorder.uncaught(false);
        end(EXIT_LISTENER_THREW);
      });
    }
    if (event !== 'exit') return Reflect.apply(emit, this, [event, ...args]);
    let threw = true;
    exiting++;
    calledExit = exitCalls > 0;
    try {
      const result = Reflect.apply(emit, this, [event, ...args]);
      threw = false;
      return result;
    } finally {
      if (--exiting === 0) {
        // Of an error that ends the process Node has told by now, and swallows what listeners throw then.
        if (!threw || uncaught) end(exitCode(threw ? 1 : Number(args[0] ?? 0)));
        else exitThrew = true;
      }
    }
  }, emit);
  // A package that puts an emit of its own there (signal-exit does) runs its listeners after all others: they still
  // belong to the run.
  const first = watching(process.emit as Emit);
  let current = first;
  defineProperty(process, 'emit', {
    get: () => current,
    set: (emit: Emit) => { current = emit === first ? first : watching(emit); },
    // Without a recorder it is an inherited method, which no list of keys has.
    enumerable: false, configurable: true,
  });
  flushBeforeKills(recorder);
  const callExit = process.exit as (...args: unknown[]) => never;
  let exitCalls = 0;
  overrideProcess('exit', dress((...args: unknown[]) => {
    exitCalls++;
    try {
      return apply(callExit, process, args);
    } finally {
      exitCalls--;
    }
  }, callExit));
  const leave = (process as unknown as { reallyExit(code: number): void }).reallyExit;
  overrideProcess('reallyExit', (code: number) => {
    end(Number(code ?? 0));
    Reflect.apply(leave, process, [code]);
  });
  flushWhileIdle(recorder, () => ended);
}

/** The exit code of Node's: what was set, or else this one. */
function exitCode(otherwise: number): number {
  return Number(process.exitCode ?? otherwise);
}

/** A process that kills itself has no later chance to write. The signal may also be heard, and all goes on. */
function flushBeforeKills(recorder: Recorder): void {
  for (const name of ['kill', 'abort'] as const) {
    const native = process[name] as (...args: unknown[]) => unknown;
    overrideProcess(name, dress((...args: unknown[]) => {
      if (recorder.order.active && (name === 'abort' || args[0] === process.pid)) {
        recorder.ending();
        recorder.note((writer) => { writer.flush(false); });
      }
      return apply(native, process, args);
    }, native));
  }
}

/** What is not flushed when the process is killed is lost: at most the turns of this interval. */
function flushWhileIdle(recorder: Recorder, ended: () => boolean): void {
  const { idleFlush } = recorder.writer;
  if (idleFlush === 0) return;
  setTimeout(function flush() {
    if (ended() || (recorder.order.active && !recorder.writer.open)) return;
    recorder.writer.flush(true);
    setTimeout(flush, idleFlush).unref();
  }, idleFlush).unref();
}

/** Says on stderr that recording stopped; the program goes on. */
export function reportStopped(error: RepriseError): void {
  print(2, Buffer.from(`${error.told()}\nreprise: recording stopped; the program goes on.\n`));
}

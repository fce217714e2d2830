// How a replay ends: the recorded end is made to happen again, and an end that the recording does not have is a divergence.
import { EXIT_FAILURE, RepriseError } from '../../contract/errors.js';
import { Kind, type EndEntry } from '../../recording/entry.js';
import { addedOutputs } from '../added-output.js';
import { changedSources, entryText } from '../divergence.js';
import { bareError, defineProperty, isNativeError, reallyExit, setTimeout } from '../natives.js';
import { passing } from '../annotated-functions.js';
import { pathOf } from '../program.js';
import type { Replayer } from '../replayer.js';
import type { ReplayLog, SequenceEntry } from '../replay-log.js';
import { isTick } from '../replay-order.js';
import { finishReplay, leaveReport, print, type ReplayReport } from '../report.js';
import { isThrownOn } from '../thrown-on.js';
import { EXIT_LISTENER_THREW, isFatal, isOwnFatal, listening, replayFatal } from './fatal-errors.js';
import { isDebugged, reportThrownOn } from './fatal-report.js';
import { endsUncaught, tellProgram } from './process-events.js';

/** Exit code of Node for a top-level await that never settles. */
const EXIT_UNSETTLED = 13;
/** Milliseconds that an idle program may take to come up with the crossing that the recording has next. */
const GRACE = 1_000;
/** Milliseconds that a passthrough function may take, which does what it does for real. */
const PASSING_GRACE = 30_000;

/** In a replay: what happens when nothing is left to enter. */
export class ReplayEnding {
  #waitedSince = 0;
  #leftAlone = false;
  #waitedAt = -1;

  /** Hears of the end of the process. */
  readonly exits = (code: number): void => {
    if (this.started()) this.onExit(this.#leftAlone ? Number(process.exitCode ?? code) : code);
    else {
      this.refuseMissing();
      notInstrumented(this.uncaughtText('Nobody caught'), this.replayer.log);
    }
  };

  /** @param started - whether a module of the program ran */
  constructor(private readonly started: () => boolean) {}

  /** Set before the replay starts. */
  replayer!: Replayer;

  idle(next: SequenceEntry | undefined): void {
    const { replayer } = this;
    if (next === undefined) this.#cutOff();
    // The program would have thrown by now; an unchanged one leaves it to the outside, which does nothing in a replay.
    if (changedSources.length > 0 && (isOwnFatal(next) || next.kind === Kind.End && next.reason === 'uncaught')) replayer.diverged({ what: 'exit', site: 0, name: 'nothing: the changed program throws no error here (what a package throws by itself that is no error is not thrown in a replay)' });
    if (next.kind === Kind.End) {
      // A changed program may have come to the end of what it awaited at the top level: then Node ends it in another way, now.
      if (next.code === EXIT_UNSETTLED && changedSources.length > 0 && !this.#leftAlone) {
        this.#leftAlone = true;
        // Behind Node's own listener, which sets the code.
        process.off('exit', this.exits);
        process.on('exit', this.exits);
        setTimeout(() => { this.#finish(next); }, GRACE).unref();
        return;
      }
      this.#finish(next);
    }
    // What the outside threw in its own time, or rejected with what the program had, nobody else throws here.
    if (isFatal(next) || isOwnFatal(next)) {
      const error = bareError();
      if (next.kind === Kind.Console) defineProperty(error, 'stack', { value: next.text, writable: true, configurable: true });
      this.thrownOn = { error };
      throw error;
    }
    const { cursor } = replayer.order;
    if (this.#waitedAt !== cursor) {
      this.#waitedAt = cursor;
      this.#waitedSince = performance.now();
    }
    const passed = passing.count > 0;
    if (performance.now() - this.#waitedSince > (passed ? PASSING_GRACE : GRACE)) {
      replayer.diverged({ what: 'idle', site: 0, name: passed ? `nothing: a passthrough function has not come to its end for ${PASSING_GRACE / 1000} seconds` : next.kind === Kind.CallIn || next.kind === Kind.Settlement ? 'nothing: the program is idle, and the point at which this happened does not come' : 'nothing: the program waits for something that never comes' });
    }
    setTimeout(() => { replayer.order.resume(); }, 1);
  }

  /**
   * The program would go on, and nothing that it does can be seen any more, until its next crossing if it has one: a
   * loop that the recorded run was killed for has none. Someone who debugs wants to see just that.
   */
  stops(end: EndEntry | undefined): void {
    if (isDebugged()) return;
    if (end === undefined) this.#cutOff();
    this.#finish(end);
  }

  #cutOff(): never {
    const { log, order } = this.replayer;
    const error = new RepriseError('REPRISE_RECORDING_DAMAGED', `the recording ends here without an end of the run${log.damage === undefined ? '' : `: ${log.damage}`}. Up to this point the replay was faithful (${order.cursor} entries).`, { next: `${this.#lastEntry()}The run was killed, could not be written any more, or is still going on; what it did after that was not recorded.` });
    finishReplay({ ...reached(order.cursor), code: error.code }, error.told(), EXIT_FAILURE);
  }

  #finish(end: EndEntry): never {
    const entries = this.replayer.order.cursor;
    if (end.reason === 'signal') {
      // A process that killed itself did so here. What another one lost in its last moments is not known.
      if (this.replayer.log.before(entries, 1)[0]?.kind !== Kind.Begin) print(2, Buffer.from(`reprise: here the recorded run was killed by ${end.signal}; what it did in its last moments may not have been recorded.\n${this.#lastEntry()}`));
      leaveReport(reached(entries));
      process.removeAllListeners(end.signal);
      process.kill(process.pid, end.signal);
      // The kernel may take a moment; should the signal be ignored here, the code is what a shell would have seen.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
      return reallyExit(end.code);
    }
    return finishReplay(reached(entries), undefined, end.code);
  }

  /** What was recorded last of what has a place in the source, in a line; empty if nothing was. */
  #lastEntry(): string {
    const { log, order } = this.replayer;
    const last = log.before(order.cursor, Infinity).findLast((entry) => 'site' in entry && log.sites.get(entry.site) !== undefined);
    return last === undefined ? '' : `The last that was recorded: ${entryText(last, log)}\n`;
  }

  /** The error that ends the process; set before its exit listeners run. */
  uncaught: { readonly error: unknown } | undefined;

  /** What a call-in threw that ended the recorded run, too. */
  thrownOn: { readonly error: unknown } | undefined;

  /** That error in words, if there is one. */
  uncaughtText(intro = ', since nobody catches'): string {
    if (this.uncaught === undefined) return '';
    const { error } = this.uncaught;
    // Frames beyond the place of the throw would drown the report.
    const text = error instanceof Error && typeof error.stack === 'string' ? error.stack.split('\n').slice(0, error.message.split('\n').length + 2).join('\n') : String(error);
    const told = error instanceof RepriseError ? text.replace(error.message, () => error.told()) : text;
    return `${intro}
${told.replace(/^/gm, '            ')}${absentMember(error)}`;
  }

  /** Ends the replay if that error says that a module is missing, which the recorded run had. */
  refuseMissing(): void {
    const error = this.uncaught?.error as NodeJS.ErrnoException | undefined;
    if (typeof error !== 'object' || error === null || (error.code !== 'MODULE_NOT_FOUND' && error.code !== 'ERR_MODULE_NOT_FOUND')) return;
    const [first = ''] = error.message.split('\n', 1);
    const missing = new RepriseError('REPRISE_MODULE_MISSING', `the replay needs a module that is not there: ${first}`, { next: 'The modules of the program run in a replay, and so do the packages that are pure; only packages of the outside may be gone. Install or build what is missing.' });
    finishReplay({ faithful: false, entries: this.replayer.order.cursor, code: missing.code }, missing.told(), EXIT_FAILURE);
  }

  /** Node ends the replay by itself: an error went uncaught, as it did in the recording or not. */
  onExit(code: number): void {
    const { replayer } = this;
    for (;;) {
      replayer.due();
      const next = replayer.order.next;
      if (next === undefined) this.#cutOff();
      if (next.kind === Kind.End) {
        // Of what an exit listener threw Node tells no exit listener: here it does, with a code of its own.
        if (this.uncaught !== undefined && next.reason === 'uncaught') process.exitCode = next.code;
        else if (next.code !== code) this.#endsOtherwise(`exit code ${code}`);
        leaveReport(reached(replayer.order.cursor));
        replayer.crossings.over = true;
        return;
      }
      // A tick that an exit listener of the outside queued never ran.
      const ticks = isTick(next);
      if (!ticks && next.kind !== Kind.CallIn) this.#endsOtherwise(`the process ends with exit code ${code}${this.uncaughtText()}`);
      replayer.order.advance();
      if (!ticks) {
        replayer.order.segment();
        replayer.perform(next);
      }
      replayer.order.at(replayer.order.segment());
    }
  }

  #endsOtherwise(name: string): never {
    this.refuseMissing();
    return this.replayer.diverged({ what: 'exit', site: 0, name });
  }
}

/** What to look for where an error says that something is not there which may have been a package's; empty for others. */
function absentMember(error: unknown): string {
  if (!isNativeError(error)) return '';
  const [, name] = /^(?:\(intermediate value\)\.)?(\S+) is not (?:defined|a function)$/.exec(error.message) ?? [];
  if (name === undefined) return '';
  return `\n\n  If a package added ${name} to the globals or to objects of the language: it is not loaded here. Import what it exports${name.includes('.') ? '' : `, read it as globalThis.${name}`}, or name a\n  package that only computes under "pure". See docs/boundary.md, "What is not seen".`;
}

/** The report of a replay that came to the recording's end. */
function reached(entries: number): ReplayReport {
  const added = addedOutputs();
  return added === 0 ? { faithful: true, entries } : { faithful: false, entries, added };
}

/** In a replay: Node's own end of the process, and rejections of promises that stand for the program's own. */
export function watchReplayEnd(ending: ReplayEnding, started: () => boolean): void {
  const emit = process.emit as (event: string, ...args: unknown[]) => boolean;
  let current: unknown = function (this: NodeJS.Process, event: string, ...args: unknown[]): boolean {
    const own = event === 'unhandledRejection' ? ending.replayer.handedOut.original(args[1]) : undefined;
    const told = own === undefined ? args : [args[0], own];
    const run = (): boolean => (event === 'unhandledRejection' || event === 'uncaughtException') && started() ? tellProgram(this, event, told) : Reflect.apply(emit, this, [event, ...told]);
    if (event === 'unhandledRejection' && process.listenerCount(event) === 0 && started() && ending.replayer.takeHeard()) return true;
    return event === 'uncaughtException' ? listening(run, () => { if (started()) ending.onExit(EXIT_LISTENER_THREW); }) : run();
  };
  // An accessor as in the recording: reading one is an entry, reading another property of a root is none.
  defineProperty(process, 'emit', { get: () => current, set: (replaced: unknown) => { current = replaced; }, enumerable: false, configurable: true });
  process.on('uncaughtExceptionMonitor', (error, origin) => {
    ending.uncaught = endsUncaught() ? { error } : undefined;
    if (ending.uncaught === undefined && origin === 'uncaughtException') ending.replayer.order.interrupted();
    if (ending.uncaught !== undefined && started()) replayFatal(ending.replayer, error);
  });
  reportThrownOn((error) => ending.thrownOn?.error === error || isThrownOn(error));
  process.on('exit', ending.exits);
}

function notInstrumented(uncaught: string, { header, modules }: ReplayLog): never {
  const [, started] = header.argv;
  // Nor was it while recording: it loaded a package that loaded the program.
  const never = started !== undefined && !modules.some(({ location }) => pathOf(location) === started);
  const what = never ? `${header.entry}, which starts the program, is not instrumented: it runs in a replay as it is, without the packages that it imports. Build it, too` : 'Build it so that it is recorded';
  const error = new RepriseError('REPRISE_NOT_INSTRUMENTED', 'the program ended without running an instrumented module.', { next: `${uncaught === '' ? '' : `${uncaught}\n`}${what}: npx reprise build` });
  finishReplay({ faithful: false, entries: 0, code: error.code }, error.told(), EXIT_FAILURE);
}

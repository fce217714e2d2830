// `reprise record --until-fail`: the same program again and again, until a run fails.
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { RecordOptions } from '../contract/record-options.js';
import { closeRecording } from './closing.js';
import { launch } from './command.js';
import { Interruption, run, signalCode, type Ended } from './launch.js';
import { forget, newRecording } from './location.js';
import { exit } from './spec.js';
import { counted, duration, Progress } from './terminal.js';
import { TimeLimit } from './time-limit.js';

/** What to run, and until when. */
interface Wanted {
  readonly command: readonly string[];
  /** The recording that `-o` names. */
  readonly output: string | undefined;
  /** Runs after which it gives up. */
  readonly max: number;
  /** Seconds after which a run has failed. */
  readonly timeout: number | undefined;
  readonly recording: Partial<RecordOptions>;
}

/** Milliseconds after which somebody who stops a run may take it for one that hangs. */
const LONG = 5_000;

/**
 * Records run after run. Recordings of runs that passed are deleted, and what such a run printed is not shown:
 * a thousand of them would bury the one that matters. Runs read no input.
 *
 * @returns the end of the run that failed; exit code 0 if none did
 */
export async function recordUntilFailure(wanted: Wanted): Promise<Ended> {
  const interruption = new Interruption();
  const progress = new Progress();
  try {
    return await attempts(wanted, interruption, progress);
  } finally {
    progress.clear();
    interruption.release();
  }
}

async function attempts({ command, output, max, timeout, recording }: Wanted, interruption: Interruption, progress: Progress): Promise<Ended> {
  const begun = performance.now();
  const took = () => duration(performance.now() - begun);
  for (let attempt = 1; attempt <= max; attempt++) {
    const file = newRecording(output);
    const started = performance.now();
    const printed = new Printed();
    const limit = new TimeLimit(timeout);
    const ended = await run(launch(command, { mode: 'record', file, options: recording }), ['ignore', 'pipe', 'pipe'], (child) => {
      printed.collect(child);
      limit.watch(child);
    });
    if (interruption.signal !== undefined) {
      forget(file);
      progress.clear();
      const hung = timeout === undefined && performance.now() - started > LONG;
      process.stderr.write(`reprise: stopped in run ${attempt}; the ${counted(attempt - 1, 'run')} before passed, nothing is kept.${hung ? ' A run that hangs counts as failed with --timeout SECONDS.' : ''}\n`);
      return { code: signalCode(interruption.signal), signal: interruption.signal };
    }
    if (ended.code !== 0 || limit.over || !existsSync(file)) {
      progress.clear();
      printed.show();
      if (existsSync(file)) process.stderr.write(`reprise: run ${attempt} ${limit.over ? `took longer than ${counted(timeout!, 'second')} and was ended` : 'failed'}, after ${took()}.\n`);
      return limit.end(closeRecording(file, ended, performance.now() - started));
    }
    forget(file);
    progress.show(attempt, `reprise: ${counted(attempt, 'run')} passed (${took()})`);
  }
  progress.clear();
  process.stderr.write(`reprise: no failure in ${counted(max, 'run')} (${took()}); nothing is kept. Raise the limit with --max.\n`);
  return exit(0);
}

/** What one run printed, in the order in which it came. */
class Printed {
  readonly #chunks: (readonly [stream: NodeJS.WriteStream, bytes: Buffer])[] = [];

  collect({ stdout, stderr }: ChildProcess): void {
    stdout?.on('data', (bytes: Buffer) => this.#chunks.push([process.stdout, bytes]));
    stderr?.on('data', (bytes: Buffer) => this.#chunks.push([process.stderr, bytes]));
  }

  show(): void {
    for (const [stream, bytes] of this.#chunks) stream.write(bytes);
  }
}

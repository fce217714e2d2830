// `reprise record`: runs a program once and keeps what it met.
import { existsSync } from 'node:fs';
import { EXIT_FAILURE, RepriseError } from '../contract/errors.js';
import { appendEnd } from '../recording/index.js';
import { recordUntilFailure } from './attempts.js';
import { launch } from './command.js';
import { run, signalCode, type Ended } from './launch.js';
import { newRecording, shown } from './location.js';
import { exit, wholeNumber, type CommandSpec, type Invocation } from './spec.js';
import { endText, summarise } from './summary.js';
import { counted, duration, paintFor } from './terminal.js';

interface RecordOptions { readonly output?: string; readonly untilFail?: true; readonly max: number }

/** `reprise record` */
export const record: CommandSpec = {
  name: 'record',
  summary: 'run a program and record it',
  description: 'Runs a program that was built with the reprise transformer and records the run. Output and exit code are the program\'s own; where the recording is goes to stderr.',
  command: 'required',
  examples: [
    ['reprise record -- node dist/main.js', 'records into .reprise/'],
    ['reprise record -o bug.reprise -- node dist/main.js --port 80', 'records into a file of your choice'],
    ['reprise record --until-fail -- node dist/main.js', 'runs it until it fails and keeps that run'],
  ],
  declare(command) {
    command
      .option('-o, --output <file>', 'the recording to make; an existing file is refused (default: a new file in .reprise/ or $REPRISE_DIR)')
      .option('--until-fail', 'run again until a run ends with another exit code than 0 or by a signal; only that run is kept, and only its output is shown')
      .option('--max <n>', 'with --until-fail: give up after this many runs, with exit code 0', wholeNumber, 1000);
  },
  async run({ options, command = [] }: Invocation): Promise<Ended> {
    const { output, untilFail, max } = options as unknown as RecordOptions;
    if (untilFail) return recordUntilFailure(command, output, max);
    const file = newRecording(output);
    const started = performance.now();
    const ended = await run(launch(command, { mode: 'record', file }), 'inherit');
    return closeRecording(file, ended, performance.now() - started);
  },
};

/** Completes a recording after its program has ended, and says where it is. */
export function closeRecording(file: string, ended: Ended, took: number): Ended {
  if (!existsSync(file)) return withoutRecording(ended);
  completeKilled(file, ended);
  const paint = paintFor(process.stderr);
  const { entries, inexact, end, damage } = summarise(file);
  const facts = [endText(end), counted(entries, 'entry', 'entries'), duration(took), `${inexact} inexact`];
  process.stderr.write(`reprise: recorded ${paint.bold(shown(file))} (${facts.join(', ')})\n`);
  if (inexact > 0) {
    process.stderr.write(paint.yellow(`reprise: warning: the position of ${counted(inexact, 'entry', 'entries')} among the program's microtasks cannot be proven; a replay may differ there. Check with: reprise verify ${shown(file)}`) + '\n');
  }
  if (damage !== undefined) process.stderr.write(paint.yellow(`reprise: warning: the recording ends early: ${damage.reason} (${counted(damage.lost, 'byte')} lost).`) + '\n');
  return ended;
}

/** A process that was killed could not write how it ended; its parent knows. */
function completeKilled(file: string, { signal }: Ended): void {
  if (signal === undefined || summarise(file).end !== undefined) return;
  appendEnd(file, { signal, code: signalCode(signal) });
}

/** No file: the runtime gave up and said why (125), or nothing instrumented ever ran. */
function withoutRecording(ended: Ended): Ended {
  if (ended.code === EXIT_FAILURE) return exit(EXIT_FAILURE);
  const how = ended.signal === undefined ? `ended with exit code ${ended.code}` : `was killed by ${ended.signal}`;
  throw new RepriseError('REPRISE_NOT_INSTRUMENTED', `nothing was recorded: the program ${how} without running a module that was built with the reprise transformer.`, {
    next: 'Add { "transform": "reprise/transformer" } to "plugins" in tsconfig.json and build with npx tspc (tsc ignores plugins); REPRISE_INSTRUMENT=0 and "instrument": false switch it off.',
  });
}

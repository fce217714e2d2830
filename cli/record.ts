// `reprise record`: runs a program once and keeps what it met.
import { Option } from 'commander';
import { defaultRecordOptions, recordOptionTable, type RecordOptions } from '../contract/record-options.js';
import { RepriseError } from '../contract/errors.js';
import { shellWord } from '../contract/shell.js';
import { recordUntilFailure } from './attempts.js';
import { closeRecording } from './closing.js';
import { launch } from './command.js';
import { recordOptions } from './config.js';
import { run, type Ended } from './launch.js';
import { newRecording } from './location.js';
import { wholeNumber, wholeNumberFrom, type CommandSpec, type Invocation } from './spec.js';
import { counted } from './terminal.js';
import { LONGEST, TimeLimit } from './time-limit.js';

interface Options extends Partial<RecordOptions> { readonly output?: string; readonly untilFail?: true; readonly max?: number; readonly timeout?: number }

/** `reprise record` */
export const record: CommandSpec = {
  name: 'record',
  summary: 'run a program and record it',
  description: 'Runs a program that was built with the reprise transformer and records the run. Output and exit code are the program\'s own; where the recording is goes to stderr.',
  command: 'required',
  examples: [
    ['reprise record -- node dist/main.js', 'records into .reprise/'],
    ['reprise record -o bug.reprise -- node dist/main.js --port 80', 'records into a file of your choice'],
    ['reprise record --flush turn -- node dist/main.js', 'writes after every turn of the event loop, for programs that may be killed'],
    ['reprise record --flush entry -- node dist/main.js', 'writes each entry at once, for programs that loop forever or crash'],
    ['reprise record --watch-leaks -- node dist/main.js', 'says at the end which pure packages read the clock and the like'],
    ['reprise record --until-fail -- node dist/main.js', 'runs it until it fails and keeps that run'],
    ['reprise record --until-fail --timeout 10 -- node dist/main.js', 'a run that hangs has failed, too'],
  ],
  declare(command) {
    command
      .option('-o, --output <file>', 'the recording to make; an existing file is refused (default: a new file in .reprise/ or $REPRISE_DIR)')
      .option('--until-fail', 'run again until a run ends with another exit code than 0 or by a signal; only that run is kept, and only its output is shown')
      .option('--max <n>', 'with --until-fail: give up after this many runs, with exit code 0 (default: 1000)', wholeNumber)
      .option('--timeout <seconds>', 'end a run that takes longer, by SIGTERM; it counts as failed', wholeNumberFrom(1, LONGEST));
    for (const [name, { flags, description, values }] of Object.entries(recordOptionTable)) {
      const otherwise = defaultRecordOptions[name as keyof RecordOptions];
      const option = new Option(flags, otherwise === false ? description : `${description} (default: ${String(otherwise)})`);
      command.addOption(values === 'yes or no' ? option : 'from' in values ? option.argParser(wholeNumberFrom(values.from, values.to)) : option.choices(values));
    }
  },
  async run({ options, command = [] }: Invocation): Promise<Ended> {
    const { output, untilFail, max, timeout, ...given } = options as Options;
    if (max !== undefined && !untilFail) throw new RepriseError('REPRISE_USAGE', '--max says nothing without --until-fail: one run is recorded.', { next: `For instance: reprise record --until-fail --max ${max} -- ${command.map(shellWord).join(' ')}` });
    const recording = await recordOptions(given);
    if (untilFail) return recordUntilFailure({ command, output, max: max ?? 1000, timeout, recording });
    const file = newRecording(output);
    const started = performance.now();
    const limit = new TimeLimit(timeout);
    const ended = await run(launch(command, { mode: 'record', file, options: recording }), 'inherit', (child) => { limit.watch(child); });
    if (limit.over) process.stderr.write(`reprise: the run took longer than ${counted(timeout!, 'second')} and was ended.\n`);
    return limit.end(closeRecording(file, ended, performance.now() - started));
  },
};

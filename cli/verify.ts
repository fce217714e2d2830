// `reprise verify`: replays a recording again and again, and compares each run with what was recorded.
import { RepriseError } from '../contract/errors.js';
import { openRecording } from '../recording/index.js';
import { Interruption, type Ended } from './launch.js';
import { leakCount, leaksOf, unrestored } from './leaks.js';
import { chosenRecording, shown } from './location.js';
import { recordedRun, replayOnce, type Failure } from './faithful.js';
import { versionWarning } from './rerun.js';
import { strayCount } from './strays.js';
import { endText, summarise } from './summary.js';
import { exit, wholeNumber, type CommandSpec, type Invocation } from './spec.js';
import { counted, duration, paintFor, Progress } from './terminal.js';

interface VerifyOptions { readonly runs: number; readonly json?: true }

/** `reprise verify` */
export const verify: CommandSpec = {
  name: 'verify',
  summary: 'replay a recording several times and check that it is faithful',
  description: 'Replays a recording and compares every run with it: each entry, the bytes of the standard output, the exit. Exit code 0 if all runs are faithful and the recording is not damaged, else 1.',
  command: 'optional',
  examples: [
    ['reprise verify', 'replays the latest recording ten times'],
    ['reprise verify bug.reprise -n 100', 'a hundred times'],
    ['reprise verify bug.reprise --json', 'the result as a JSON object on stdout'],
  ],
  declare(command) {
    command
      .argument('[file]', 'the recording (default: the latest)')
      .option('-n, --runs <n>', 'how many times', wholeNumber, 10)
      .option('--json', 'print the result as one JSON object');
  },
  async run({ file: named, options, command }: Invocation): Promise<Ended> {
    const { runs, json } = options as unknown as VerifyOptions;
    const file = chosenRecording(named);
    const { header } = openRecording(file);
    const warning = versionWarning(header, command);
    if (warning !== undefined) process.stderr.write(`${warning}\n`);
    const expected = recordedRun(file);
    const begun = performance.now();
    const failures = await replays(runs, (run) => replayOnce(header, file, expected, run, command));
    const leaks = leaksOf(file);
    const { strays } = summarise(file);
    const { unread, index } = expected;
    // A recording that was cut off, or whose process was killed, is replayed to where it ends.
    const cut = expected.end === undefined || expected.end.reason === 'signal' ? [endText(expected.end)] : [];
    const facts = [`${expected.inexact} inexact`, ...(strays.length === 0 ? [] : [strayCount(strays)]), ...(leaks === undefined ? [] : [leakCount(leaks)]), ...cut].join(', ');
    if (json === true) process.stdout.write(`${JSON.stringify({ file, runs, faithful: runs - failures.length, inexact: expected.inexact, leaks: leaks === undefined ? undefined : unrestored(leaks).length, strays: strays.length, end: expected.end?.reason ?? null, unread, index, failures })}\n`);
    else report(file, runs, failures, facts, performance.now() - begun, unread, index);
    return exit(failures.length === 0 && unread === undefined ? 0 : 1);
  },
};

/** Replays in sequence, with progress; gives the failures. */
async function replays(runs: number, once: (run: number) => Promise<Failure | undefined>): Promise<Failure[]> {
  const interruption = new Interruption();
  const progress = new Progress();
  const failures: Failure[] = [];
  try {
    for (let run = 1; run <= runs; run++) {
      const failure = await once(run);
      if (interruption.signal !== undefined) throw new RepriseError('REPRISE_USAGE', `stopped in run ${run} of ${runs}; ${counted(failures.length, 'failure')} until then.`);
      if (failure !== undefined) failures.push(failure);
      progress.show(run, `reprise: ${run} of ${counted(runs, 'replay')}, ${counted(failures.length, 'failure')}`);
    }
    return failures;
  } finally {
    progress.clear();
    interruption.release();
  }
}

function report(file: string, runs: number, failures: readonly Failure[], facts: string, took: number, unread: string | undefined, index: string | undefined): void {
  const paint = paintFor(process.stdout);
  const faithful = runs - failures.length;
  const verdict = failures.length > 0 ? paint.red('not faithful') : unread === undefined ? paint.green('faithful') : paint.red('damaged');
  const lines = [`${verdict}: ${faithful} of ${counted(runs, 'replay')} of ${shown(file)} did exactly what was recorded (${duration(took)}, ${facts})`];
  if (unread !== undefined) lines.push(`the recording is damaged: ${unread}. Take an undamaged copy, or record again.`);
  if (index !== undefined) lines.push(paint.yellow(index));
  const told = new Map<string, number>();
  for (const { run, problems, report: text } of failures.slice(0, 3)) {
    const all = `${problems.join('; ')}\n${text}`;
    const same = told.get(all);
    lines.push(`run ${run}: ${same === undefined ? problems.join('; ') : `the same as run ${same}`}`);
    if (same !== undefined) continue;
    told.set(all, run);
    if (text !== '') lines.push(...text.trimEnd().split('\n').map((line) => `  ${line}`));
  }
  if (failures.length > 3) lines.push(`… and ${counted(failures.length - 3, 'run')} more`);
  process.stdout.write(`${lines.join('\n')}\n`);
}


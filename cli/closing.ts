// After a recorded run: completes the recording and says where it is.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { EXIT_FAILURE, RepriseError } from '../contract/errors.js';
import { shellWord } from '../contract/shell.js';
import { appendEnd, openRecording } from '../recording/index.js';
import { foreignWorker, RECORD_ONE_PROCESS } from './entry.js';
import { signalCode, type Ended } from './launch.js';
import { leakReport } from './leaks.js';
import { childRecordings, forget, shown } from './location.js';
import { exit } from './spec.js';
import { strayReport } from './strays.js';
import { endText, exitStatus, summarise, type Summary } from './summary.js';
import { counted, duration, paintFor } from './terminal.js';

/** Programs that are listed at most. */
const MOST_LISTED = 10;

/**
 * Completes a recording after its program has ended, and says where it is.
 *
 * @param took - milliseconds that the program ran
 * @throws RepriseError REPRISE_NOT_INSTRUMENTED if there is none
 */
export function closeRecording(file: string, ended: Ended, took: number): Ended {
  if (!existsSync(file)) return withoutRecording(file, ended);
  const paint = paintFor(process.stderr);
  let summary: Summary;
  try {
    completeKilled(file, ended);
    summary = summarise(file);
  } catch (error) {
    if (!(error instanceof RepriseError) || error.code !== 'REPRISE_RECORDING_DAMAGED') throw error;
    // Not even its header could be written, which the recorder has told of. The run was the program's own all the same.
    forget(file);
    process.stderr.write(paint.yellow(`reprise: warning: nothing was recorded: ${shown(file)} could not be written.`) + '\n');
    return ended;
  }
  const { entries, inexact, end, damage } = summary;
  const facts = [endText(end), counted(entries, 'entry', 'entries'), duration(took), `${inexact} inexact`];
  const children = childRecordings(file);
  if (children.length > 0) facts.push(`${counted(children.length, 'child process', 'child processes')} beside it`);
  process.stderr.write(`reprise: recorded ${paint.bold(shown(file))} (${facts.join(', ')})\n`);
  if (end !== undefined && exitStatus(end) !== ended.code) process.stderr.write(otherPrograms(ended, children));
  const worker = foreignWorker(openRecording(file).header, file);
  if (worker !== undefined) process.stderr.write(paint.yellow(`reprise: warning: that program is a worker process (${worker}), which cannot be replayed without the program that started it. ${RECORD_ONE_PROCESS}`) + '\n');
  if (inexact > 0) {
    process.stderr.write(paint.yellow(`reprise: warning: the position of ${counted(inexact, 'entry', 'entries')} among the program's microtasks cannot be proven; a replay may differ there. Check with: reprise verify ${shellWord(shown(file))}`) + '\n');
  }
  process.stderr.write(strayReport(summary.strays, paint));
  process.stderr.write(leakReport(file, paint));
  if (damage !== undefined) process.stderr.write(paint.yellow(`reprise: warning: the recording ends early: ${damage.reason} (${counted(damage.lost, 'byte')} lost).`) + '\n');
  return ended;
}

/** The command ended otherwise than the program that was recorded first: which others it ran, and how they ended. */
function otherPrograms({ code }: Ended, files: readonly string[]): string {
  const lines = files.slice(0, MOST_LISTED).map((file) => `  ${shown(file)} (${programText(file)})\n`);
  const more = files.length - lines.length;
  return `reprise: the command ended with exit code ${code}, that program did not.${lines.length > 0 ? ' Beside it are:' : ''}\n${lines.join('')}${more > 0 ? `  … and ${more} more\n` : ''}`;
}

/** Which program a recording is of, and how it ended. */
function programText(file: string): string {
  try {
    return `${openRecording(file).header.entry}, ${endText(summarise(file).end)}`;
  } catch (error) {
    if (!(error instanceof RepriseError)) throw error;
    return 'cannot be read';
  }
}

/** A process that was killed could not write how it ended; its parent knows. On a full disk, the end stays missing. */
function completeKilled(file: string, { signal }: Ended): void {
  if (signal === undefined || summarise(file).end !== undefined) return;
  try {
    appendEnd(file, { signal, code: signalCode(signal) });
  } catch (error) {
    if (!(error instanceof RepriseError) || error.code !== 'REPRISE_RECORDING_UNWRITABLE') throw error;
  }
}

/** No file: the runtime gave up and said why (125), or nothing instrumented ever ran. */
function withoutRecording(file: string, ended: Ended): Ended {
  if (ended.code === EXIT_FAILURE) return exit(EXIT_FAILURE);
  const folder = dirname(file);
  if (!existsSync(folder)) throw new RepriseError('REPRISE_RECORDING_MISSING', `nothing was kept: the folder ${shown(folder)} was removed while the program ran.`, { next: 'Record into another one, with -o or REPRISE_DIR.' });
  const how = ended.signal === undefined ? `ended with exit code ${ended.code}` : `was killed by ${ended.signal}`;
  throw new RepriseError('REPRISE_NOT_INSTRUMENTED', `nothing was recorded: the program ${how} without running a module that was built with the reprise transformer.`, {
    next: `${ended.signal !== undefined ? 'If it was about to start, there was nothing to record. Else build' : ended.code === 0 ? 'Build' : 'If it says above why it failed, start there. Build'} it with npx reprise build: tsc, tsx, swc, babel and esbuild ignore the plugin, and REPRISE_INSTRUMENT=0 and "instrument": false switch it off. npx reprise check dist tells which files lack it.`,
  });
}

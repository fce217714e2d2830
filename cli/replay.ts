// `reprise replay`: runs a recorded program again, as it ran.
import { openRecording } from '../recording/index.js';
import { EXIT_FAILURE, RepriseError } from '../contract/errors.js';
import { run, type Ended } from './launch.js';
import { chosenRecording } from './location.js';
import { withReport } from './report.js';
import { rerun, versionWarning } from './rerun.js';
import type { CommandSpec, Invocation } from './spec.js';

interface ReplayOptions { readonly inspectBrk?: string | true }

/** `reprise replay` */
export const replay: CommandSpec = {
  name: 'replay',
  summary: 'run a recorded program again, exactly as it ran',
  description: 'Replays a recording, the latest one by default: same values, same order, same output, same exit code, without the network, the files and the clock. A divergence is reported on stderr and ends with exit code 125.',
  command: 'optional',
  examples: [
    ['reprise replay', 'replays the latest recording in .reprise/'],
    ['reprise replay bug.reprise', 'replays that one, from any folder'],
    ['reprise replay bug.reprise --inspect-brk', 'waits for a debugger (VS Code, chrome://inspect) first'],
    ['reprise replay bug.reprise -- node --stack-size=2000 dist/main.js', 'starts the program in your own way'],
  ],
  declare(command) {
    command
      .argument('[file]', 'the recording (default: the latest)')
      .option('--inspect-brk [[host:]port]', 'stop before the program starts until a debugger attaches');
  },
  async run({ file: named, options, command }: Invocation): Promise<Ended> {
    const { inspectBrk } = options as ReplayOptions;
    const file = chosenRecording(named);
    const { header } = openRecording(file);
    const warning = versionWarning(header, command);
    if (warning !== undefined) process.stderr.write(`${warning}\n`);
    const flags = inspectBrk === undefined ? [] : [inspectorFlag(inspectBrk)];
    // The program's input comes from the recording. A debugger's user may want to press keys, though.
    const stdin = inspectBrk === undefined ? 'ignore' : 'inherit';
    const { result, report } = await withReport((reportFile) => run(rerun(header, file, { command, flags, report: reportFile }), [stdin, 'inherit', 'inherit']));
    // A program that was built without the transformer would have run live: that is never taken for a replay.
    if (report === undefined && result.signal === undefined && result.code !== EXIT_FAILURE) throw notReplayed();
    return result;
  },
};

function notReplayed(): RepriseError {
  return new RepriseError('REPRISE_NOT_INSTRUMENTED', 'nothing was replayed: the program ran without a module that was built with the reprise transformer, on live values.', {
    next: 'Build it as it was built for the recording: npx reprise build.',
  });
}

function inspectorFlag(value: string | true): string {
  if (value === true) return '--inspect-brk';
  const port = Number(value.slice(value.lastIndexOf(':') + 1));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RepriseError('REPRISE_USAGE', `--inspect-brk takes a port, not ${JSON.stringify(value)}.`, { next: 'For instance: reprise replay bug.reprise --inspect-brk=9230' });
  }
  return `--inspect-brk=${value}`;
}

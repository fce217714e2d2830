// What `--watch-leaks` found, in words.
import { openRecording, type Leak } from '../recording/index.js';
import { summarise } from './summary.js';
import { counted, type Paint } from './terminal.js';

/** Places that are listed. */
const SHOWN = 20;

/** Calls that may give something else in a replay. Variables of the environment are set there as recorded. */
export function unrestored(leaks: readonly Leak[]): readonly Leak[] {
  return leaks.filter(({ operation }) => !operation.startsWith('process.env.'));
}

/** The leaks of a recording; undefined if they were not watched for, or the process was killed before it could say. */
export function leaksOf(file: string): readonly Leak[] | undefined {
  return openRecording(file).header.watchLeaks === true ? summarise(file).leaks : undefined;
}

/** How many there are, in words. */
export function leakCount(leaks: readonly Leak[]): string {
  return counted(unrestored(leaks).length, 'leak');
}

/** The report of `record`: empty if leaks were not watched for. */
export function leakReport(file: string, paint: Paint): string {
  if (openRecording(file).header.watchLeaks !== true) return '';
  const leaks = leaksOf(file);
  if (leaks === undefined) return paint.yellow('reprise: warning: the process was killed before it could say which leaks it had.') + '\n';
  const live = unrestored(leaks);
  const read = leaks.length - live.length;
  const restored = read === 0 ? '' : ` (and ${counted(read, 'place')} that ${read === 1 ? 'reads' : 'read'} the environment, which a replay has as recorded)`;
  if (live.length === 0) return `reprise: watched for leaks: none${restored}\n`;
  return [
    paint.yellow(`reprise: warning: ${counted(live.length, 'leak')}: code that runs in a replay, too, calls past the boundary, and may get something else there${restored}.`),
    ...leakLines(live).map((line) => `  ${line}`),
    'reprise: name such a package under "outside" in the plugin entry of tsconfig.json, or annotate the function that uses it. See docs/boundary.md.',
  ].join('\n') + '\n';
}

/** A line a place: package, function and line, what was called, and how often. */
export function leakLines(leaks: readonly Leak[]): string[] {
  const listed = [...leaks].sort((a, b) => b.count - a.count).slice(0, SHOWN);
  const names = listed.map(nameOf);
  const width = Math.max(...names.map((name) => name.length));
  const lines = listed.map(({ operation, count }, i) => `${names[i]!.padEnd(width)}  ${operation}  ${counted(count, 'call')}`);
  return leaks.length > SHOWN ? [...lines, `… and ${leaks.length - SHOWN} more; see reprise stats --json`] : lines;
}

function nameOf({ package: name, function: fn, file, line, column }: Leak): string {
  return `${name === '' ? '' : `${name}: `}${fn === '' ? '' : `${fn} `}(${file}:${line}:${column})`;
}

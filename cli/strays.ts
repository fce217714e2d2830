// Code of the program that the outside ran without calling in, in words.
import type { Stray } from '../recording/index.js';
import { counted, type Paint } from './terminal.js';

/** Places that are listed. */
const SHOWN = 20;

/** How many places there are, in words. */
export function strayCount(strays: readonly Stray[]): string {
  return counted(strays.length, 'stray place');
}

/** The report of `record`: empty if there are none. */
export function strayReport(strays: readonly Stray[], paint: Paint): string {
  if (strays.length === 0) return '';
  return [
    paint.yellow(`reprise: warning: packages or the host ran code of the program past the recording, at ${counted(strays.length, 'place')}; a replay does not run it, and may differ because of that.`),
    ...strayLines(strays).map((line) => `  ${line}`),
    'reprise: hand such functions over in a call. See docs/boundary.md, "What is not seen".',
  ].join('\n') + '\n';
}

/** A line a place: function and line, and how often. */
export function strayLines(strays: readonly Stray[]): string[] {
  const listed = [...strays].sort((a, b) => b.count - a.count).slice(0, SHOWN);
  const names = listed.map(({ function: name, file, line, column }) => `${name === '' ? '' : `${name} `}(${file}:${line}:${column})`);
  const width = Math.max(...names.map((name) => name.length));
  const lines = listed.map(({ count }, i) => `${names[i]!.padEnd(width)}  ${counted(count, 'time')}`);
  return strays.length > SHOWN ? [...lines, `… and ${strays.length - SHOWN} more; see reprise stats --json`] : lines;
}

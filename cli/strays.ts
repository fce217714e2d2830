// Code of the program that the outside ran without calling in, in words.
import { IMPORTED, NOT_FOLLOWED, STARTED, strayName, type Stray } from '../recording/index.js';
import { counted, type Paint } from './terminal.js';

/** Places that are listed. */
const SHOWN = 20;

/** How many places there are, in words. */
export function strayCount(strays: readonly Stray[]): string {
  return counted(strays.length, 'stray place');
}

/** The report of `record`: empty if there are none. */
export function strayReport(strays: readonly Stray[], paint: Paint): string {
  const code = strays.filter(({ function: name }) => name !== IMPORTED && name !== STARTED && !name.startsWith(NOT_FOLLOWED));
  const imported = strays.filter(({ function: name }) => name === IMPORTED);
  const started = strays.filter(({ function: name }) => name === STARTED);
  const handed = strays.filter(({ function: name }) => name.startsWith(NOT_FOLLOWED));
  return [
    ...report(code, paint, 'packages or the host ran code of the program past the recording', 'a replay does not run it', 'hand such functions over in a call'),
    ...report(imported, paint, 'packages loaded modules of the program by import(), which then belong to the outside', 'a replay does not run them', 'import them in the program, and hand over what they export'),
    ...started.flatMap(({ file }) => [
      paint.yellow(`reprise: warning: ${file} is not instrumented, and a package that it loads has loaded the program: what packages do with the program then is not recorded, and a replay needs these packages.`),
      'reprise: build it, too, and record what is built: npx reprise build',
    ]),
    ...report(handed, paint, 'the program hands over what the recording does not follow', 'a replay lacks what packages do with it', 'hand over less at a time, or in a call'),
  ].map((line) => `${line}\n`).join('');
}

function report(strays: readonly Stray[], paint: Paint, what: string, so: string, instead: string): readonly string[] {
  if (strays.length === 0) return [];
  return [
    paint.yellow(`reprise: warning: ${what}, at ${counted(strays.length, 'place')}; ${so}, and may differ because of that.`),
    ...strayLines(strays).map((line) => `  ${line}`),
    `reprise: ${instead}. See docs/boundary.md, "What is not seen".`,
  ];
}

/** A line a place: function and line, and how often. */
export function strayLines(strays: readonly Stray[]): string[] {
  const listed = [...strays].sort((a, b) => b.count - a.count).slice(0, SHOWN);
  const names = listed.map((stray) => `${strayName(stray)}(${stray.file}:${stray.line}:${stray.column})`);
  const width = Math.max(...names.map((name) => name.length));
  const lines = listed.map(({ count }, i) => `${names[i]!.padEnd(width)}  ${counted(count, 'time')}`);
  return strays.length > SHOWN ? [...lines, `… and ${strays.length - SHOWN} more; see reprise stats --json`] : lines;
}

// `reprise show`: the entries of a recording, one a line. Read and printed as they come, so that a long recording
// needs no more memory than a short one.
import { Option } from 'commander';
import { basename } from 'node:path';
import { describeSite, Kind, openRecording, previewText, type Header, type Recording } from '../recording/index.js';
import { damagedPart, indexText } from './damages.js';
import { chosenRecording, shown } from './location.js';
import { Pipe, pipeTo } from './pipe.js';
import { lastRows, rows, type Filter, type Row } from './rows.js';
import { exit, fileMatcher, matcher, wholeNumber, wholeNumberFrom, type CommandSpec, type Invocation } from './spec.js';
import { endText } from './summary.js';
import { counted, paintFor, type Paint } from './terminal.js';
import type { Ended } from './launch.js';

interface ShowOptions { readonly json?: true; readonly op?: string; readonly file?: string; readonly from?: number; readonly tail?: number }

const kindNames = new Map<number, string>(Object.entries(Kind).map(([name, kind]) => [kind, name]));

/** `reprise show` */
export const show: CommandSpec = {
  name: 'show',
  summary: 'print the entries of a recording',
  description: 'Prints what a recording holds, one entry a line: number, milliseconds since the start, place in the source, operation, values.',
  command: 'none',
  examples: [
    ['reprise show', 'prints the latest recording'],
    ['reprise show bug.reprise --op fs', 'only operations with "fs" in their name'],
    ["reprise show --op 'Date*' --file 'src/billing/*'", 'patterns with * and ?'],
    ['reprise show --tail 20', 'the last twenty entries'],
    ['reprise show --from 1000000', 'from entry 1,000,000 on'],
    ['reprise show --json | jq .operation', 'one JSON object a line, the header first'],
  ],
  declare(command) {
    command
      .argument('[file]', 'the recording (default: the latest)')
      .option('--json', 'one JSON object a line: header, entries, then what is missing')
      .option('--op <pattern>', 'only operations that contain this text, or match it if it has * or ?')
      .option('--file <pattern>', 'only entries whose source file, its path or its name, contains this text, or matches it')
      .addOption(new Option('--from <index>', 'only entries from this number on').argParser(wholeNumberFrom(0)).conflicts('tail'))
      .addOption(new Option('--tail <n>', 'only the last n of these entries').argParser(wholeNumber));
  },
  async run({ file, options }: Invocation): Promise<Ended> {
    const { json, op, file: source, from = 0, tail } = options as ShowOptions;
    const path = chosenRecording(file);
    const keep = { operation: matcher(op), file: source === undefined ? undefined : fileMatcher(source) };
    const { recording, found } = tail === undefined ? allRows(path, keep, from) : lastRows(path, keep, tail);
    const lines = json === true ? jsonLines(recording, found) : textLines(recording, found, from, paintFor(process.stdout));
    await pipeTo(new Pipe(process.stdout), lines);
    return exit(0);
  },
};

function allRows(path: string, keep: Filter, from: number): { readonly recording: Recording; readonly found: Iterable<Row> } {
  const recording = openRecording(path);
  return { recording, found: rows(recording, keep, from) };
}

function* textLines(recording: Recording, found: Iterable<Row>, from: number, paint: Paint): Generator<string> {
  const { header } = recording;
  const facts: [string, string][] = [
    ['recording', `${shown(recording.file)} (${counted(recording.bytes, 'byte')}, format ${header.format}, reprise ${header.tool})`],
    ['command', commandText(header)],
    ['started', `${new Date(header.startedAt).toISOString()} in ${header.timeZone}, locale ${header.locale}`],
    ['on', `Node ${header.node.replace(/^v/, '')}, ${header.platform} ${header.arch}, in ${header.cwd}`],
  ];
  for (const [name, value] of facts) yield `${paint.dim(name.padEnd(10))} ${value}`;
  yield '';
  const width = process.stdout.isTTY ? process.stdout.columns : Infinity;
  let lines = 0;
  for (const { entry, site, operation, detail, milliseconds } of found) {
    lines++;
    const left = `${String(entry.index).padStart(6)} ${String(milliseconds).padStart(6)} ms  `;
    const place = describeSite(site).padEnd(28);
    const room = Math.max(width - left.length - place.length - operation.length - 4, 20);
    const line = detail.replaceAll('\n', '\\n');
    const value = line.length > room ? `${line.slice(0, room - 1)}…` : line;
    yield `${paint.dim(left)}${place}  ${paint.bold(operation)}  ${value}`.trimEnd();
  }
  if (lines === 0) yield paint.yellow(recording.taken === 0 ? 'The recording has no entries.' : recording.taken <= from ? `There is no entry ${from.toLocaleString('en-US')}: the recording has ${counted(recording.taken, 'entry', 'entries')}.` : 'No entry matches --op and --file.');
  yield '';
  const end = recording.end();
  yield `${paint.dim('ended'.padEnd(10))} ${endText(end)}${end !== undefined && end.inexact > 0 ? `, ${end.inexact} inexact` : ''}`;
  const index = indexText(recording);
  if (index !== undefined) yield paint.yellow(`${'index'.padEnd(10)} ${index}`);
  for (const damage of recording.damages) yield paint.yellow(`${'missing'.padEnd(10)} ${damagedPart(damage)}: ${damage.reason}`);
}

function commandText(header: Header): string {
  return ['node', header.entry, ...header.argv.slice(2).map((text) => (/[\s"'$]/.test(text) ? JSON.stringify(text) : text))].join(' ');
}

function* jsonLines(recording: Recording, found: Iterable<Row>): Generator<string> {
  yield JSON.stringify({ type: 'header', file: basename(recording.file), bytes: recording.bytes, ...recording.header });
  for (const { entry, site, operation, detail, milliseconds } of found) {
    yield JSON.stringify({
      type: 'entry', index: entry.index, kind: kindNames.get(entry.kind), milliseconds,
      file: site?.file, line: site?.line, column: site?.column, ...(site?.assumed ? { assumed: true } : {}), operation, detail,
      ...('bases' in entry ? { args: previewText(entry.args, entry.bases) } : {}),
      ...('position' in entry ? { position: entry.position, inexact: entry.inexact } : {}),
    });
  }
  const end = recording.end();
  if (end !== undefined) yield JSON.stringify({ type: 'end', reason: end.reason, code: end.code, signal: end.signal || undefined, entries: recording.taken, inexact: end.inexact });
  if (recording.indexDamage !== undefined) yield JSON.stringify({ type: 'index', ...recording.indexDamage });
  for (const damage of recording.damages) yield JSON.stringify({ type: 'missing', ...damage });
  if (recording.damages.length === 0 && end === undefined) yield JSON.stringify({ type: 'missing', reason: 'the recording has no end' });
}

// `reprise diff`: where two recordings part. Values that differ from run to run, such as clocks, do not count as such;
// the first of them is told.
import { describeSite, Kind, openRecording, type DrawsEntry, type Recording } from '../recording/index.js';
import { damageLines } from './damages.js';
import { shown } from './location.js';
import { Reading } from './reading.js';
import { rows, type Row } from './rows.js';
import { exit, type CommandSpec, type Invocation } from './spec.js';
import { endText } from './summary.js';
import { counted, paintFor } from './terminal.js';
import type { Ended } from './launch.js';

/** Entries that are printed before the point where the recordings part. */
const BEFORE = 5;
/** Operations whose counts differ that are printed. */
const MOST = 12;

/** One step of a run: what happened where, and with what. */
interface Step { readonly path: string; readonly value: string; readonly row: Row }

interface Pair { readonly a: Step | undefined; readonly b: Step | undefined }

/** Counts of an operation in the two recordings. */
interface Count { readonly operation: string; a: number; b: number }

/** What a comparison finds. */
interface Comparison {
  /** Steps that both have in common. */
  same: number;
  /** The first step in which the two have different values. */
  value: Pair | undefined;
  /** The first step in which they do different things. */
  parting: Pair | undefined;
  readonly before: Step[];
  readonly counts: Map<string, Count>;
}

/** `reprise diff` */
export const diff: CommandSpec = {
  name: 'diff',
  summary: 'find the first point where two recordings part',
  description: 'Compares two recordings step by step and prints the first point where they do something else: another operation, another place in the source, another order. Exit code 0 if they do the same to the end, else 1. Values may differ: the first that does is printed.',
  command: 'none',
  examples: [
    ['reprise diff good.reprise bad.reprise', 'where the bad run left the path of the good one'],
    ['reprise diff good.reprise bad.reprise --json', 'the result as one JSON object'],
  ],
  declare(command) {
    command
      .argument('<a>', 'a recording')
      .argument('<b>', 'another one')
      .option('--json', 'print one JSON object');
  },
  run({ args, options }: Invocation): Promise<Ended> {
    const [a, b] = [openRecording(args[0]!), openRecording(args[1]!)];
    const found = compare(a, b);
    process.stdout.write((options as { json?: true }).json === true ? json(a, b, found) : text(a, b, found));
    return Promise.resolve(exit(found.parting === undefined ? 0 : 1));
  },
};

function compare(first: Recording, second: Recording): Comparison {
  const found: Comparison = { same: 0, value: undefined, parting: undefined, before: [], counts: new Map() };
  const [left, right] = [steps(first), steps(second)];
  const reading = new Reading([first, second]);
  for (;;) {
    reading.step();
    const [a, b] = [left.next().value as Step | undefined, right.next().value as Step | undefined];
    if (a === undefined && b === undefined) {
      reading.clear();
      return found;
    }
    if (a !== undefined) count(found.counts, a, 'a');
    if (b !== undefined) count(found.counts, b, 'b');
    if (found.parting !== undefined) continue;
    if (a?.path !== b?.path) found.parting = { a, b };
    else {
      found.same++;
      if (a!.value !== b!.value) found.value ??= { a, b };
      found.before.push(a!);
      if (found.before.length > BEFORE) found.before.shift();
    }
  }
}

function count(counts: Map<string, Count>, { row: { operation } }: Step, side: 'a' | 'b'): void {
  const known = counts.get(operation) ?? { operation, a: 0, b: 0 };
  known[side]++;
  counts.set(operation, known);
}

/** The steps of a recording. Draws that a write to the disk has parted are one step. */
function* steps(recording: Recording): Generator<Step> {
  let draws = 0;
  let pending: Row | undefined;
  const taken = function* (): Generator<Step> {
    if (pending !== undefined) yield { ...step(pending, String(draws)), value: `${String(recording.header.random?.seed)} ${(pending.entry as DrawsEntry).before}` };
    pending = undefined;
    draws = 0;
  };
  for (const row of rows(recording, { operation: () => true, file: undefined })) {
    if (row.entry.kind === Kind.Leaks) continue;
    if (row.entry.kind === Kind.Draws) {
      pending ??= row;
      draws += row.entry.count;
      continue;
    }
    yield* taken();
    yield step(row, row.entry.kind === Kind.CallInEnd || row.entry.kind === Kind.End ? row.detail : '');
  }
  yield* taken();
}

/** @param also - what counts as path besides operation and place */
function step(row: Row, also: string): Step {
  const { entry, site, operation, detail } = row;
  return { path: `${entry.kind} ${operation} ${describeSite(site)} ${also}`, value: detail, row };
}

function line({ entry, site, operation, detail }: Row): string {
  return `${String(entry.index).padStart(8)}  ${describeSite(site)}  ${operation}  ${detail}`.replaceAll('\n', '\\n').trimEnd();
}

function text(a: Recording, b: Recording, { same, value, parting, before, counts }: Comparison): string {
  const paint = paintFor(process.stdout);
  const lines: string[] = [`${paint.dim('a')} ${shown(a.file)}, ${endText(a.end())}`, `${paint.dim('b')} ${shown(b.file)}, ${endText(b.end())}`, ''];
  const pair = (found: Pair) => [
    paint.red(`  a ${found.a === undefined ? 'ends here' : line(found.a.row)}`),
    paint.green(`  b ${found.b === undefined ? 'ends here' : line(found.b.row)}`),
  ];
  if (parting === undefined) lines.push(`The recordings do the same to the end: ${counted(same, 'step')}.`);
  else {
    lines.push(`The recordings part after ${counted(same, 'common step')}:`, '');
    for (const { row } of before) lines.push(paint.dim(`    ${line(row)}`));
    lines.push(...pair(parting));
  }
  if (value !== undefined) lines.push('', 'The first value that differs:', ...pair(value));
  else if (parting === undefined) lines.push('All values are the same.');
  const different = [...counts.values()].filter((count) => count.a !== count.b).sort((x, y) => Math.abs(y.a - y.b) - Math.abs(x.a - x.b));
  if (different.length > 0) {
    lines.push('', paint.dim(`${'a'.padStart(8)} ${'b'.padStart(8)}  operation`));
    for (const count of different.slice(0, MOST)) lines.push(`${String(count.a).padStart(8)} ${String(count.b).padStart(8)}  ${count.operation}`);
    if (different.length > MOST) lines.push(paint.dim(`… and ${different.length - MOST} more`));
  }
  for (const recording of [a, b]) for (const line of damageLines(recording)) lines.push('', paint.yellow(`${shown(recording.file)}: ${line}`));
  return `${lines.join('\n')}\n`;
}

function json(a: Recording, b: Recording, { same, value, parting, counts }: Comparison): string {
  const plain = (step: Step | undefined) => step === undefined ? null : { index: step.row.entry.index, operation: step.row.operation, detail: step.row.detail, file: step.row.site?.file, line: step.row.site?.line, column: step.row.site?.column };
  const pair = (found: Pair | undefined) => found === undefined ? null : { a: plain(found.a), b: plain(found.b) };
  return `${JSON.stringify({ a: a.file, b: b.file, same, parting: pair(parting), value: pair(value), counts: [...counts.values()].filter((count) => count.a !== count.b) })}\n`;
}

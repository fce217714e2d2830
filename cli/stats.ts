// `reprise stats`: what takes the bytes of a recording, by operation and by site.
import { describeEntry, describeSite, Kind, openRecording, type Entry, type Leak, type Stray, type Recording } from '../recording/index.js';
import { damageLines } from './damages.js';
import { leakCount, leakLines, unrestored } from './leaks.js';
import { chosenRecording, shown } from './location.js';
import { Reading } from './reading.js';
import { Roots } from './rows.js';
import { exit, wholeNumber, type CommandSpec, type Invocation } from './spec.js';
import { strayCount, strayLines } from './strays.js';
import { endText } from './summary.js';
import { counted, duration, paintFor } from './terminal.js';
import type { Ended } from './launch.js';

interface StatsOptions { readonly json?: true; readonly top: number }

/** What entries of one kind take together. */
interface Share { readonly name: string; entries: number; /** Before compression. */ raw: number; /** In the file. */ stored: number }

/** `reprise stats` */
export const stats: CommandSpec = {
  name: 'stats',
  summary: 'print what takes the bytes of a recording',
  description: 'Prints how many entries and bytes a recording has, and which operations and places in the source they come from.',
  command: 'none',
  examples: [
    ['reprise stats', 'of the latest recording'],
    ['reprise stats big.reprise --top 50', 'fifty lines a table instead of ten'],
    ['reprise stats --json', 'as one JSON object'],
  ],
  declare(command) {
    command
      .argument('[file]', 'the recording (default: the latest)')
      .option('--top <n>', 'lines a table', wholeNumber, 10)
      .option('--json', 'print one JSON object');
  },
  run({ file, options }: Invocation): Promise<Ended> {
    const { json, top } = options as unknown as StatsOptions;
    const recording = openRecording(chosenRecording(file));
    const { operations, sites, entries, raw, leaks, strays } = measured(recording);
    // What is no entry's: the header, with all of the environment, the heads of frames, the index.
    const rest = Math.max(recording.bytes - operations.reduce((sum, { stored }) => sum + stored, 0), 0);
    const facts = { file: recording.file, bytes: recording.bytes, rest, raw, entries, milliseconds: recording.milliseconds, leaks, strays };
    if (json === true) process.stdout.write(`${JSON.stringify({ ...facts, end: recording.end()?.reason, operations, sites })}\n`);
    else process.stdout.write(text(recording, facts, operations.slice(0, top), sites.slice(0, top), [operations.length, sites.length]));
    return Promise.resolve(exit(0));
  },
};

function measured(recording: Recording): { operations: Share[]; sites: Share[]; entries: number; raw: number; leaks: readonly Leak[] | undefined; strays: readonly Stray[] } {
  const operations = new Map<string, Share>();
  const sites = new Map<string, Share>();
  const roots = new Roots();
  let entries = 0;
  let raw = 0;
  let leaks: readonly Leak[] | undefined;
  let strays: readonly Stray[] = [];
  const reading = new Reading([recording]);
  for (const read of recording.runs({ resume: true })) {
    reading.step();
    const entry = roots.named(read);
    const count = entry.kind === Kind.LeafRun ? entry.count : 1;
    entries += count;
    raw += recording.size.raw;
    if (entry.kind === Kind.Leaks) leaks = entry.leaks;
    if (entry.kind === Kind.Strays) strays = entry.strays;
    add(operations, operationOf(entry, recording), count, recording);
    add(sites, describeSite('site' in entry ? recording.sites.get(entry.site) : undefined), count, recording);
  }
  reading.clear();
  return { operations: sorted(operations), sites: sorted(sites), entries, raw, leaks, strays };
}

function operationOf(entry: Entry, recording: Recording): string {
  return entry.kind === Kind.LeafRun || entry.kind === Kind.Leaf ? entry.leaf : describeEntry(entry, recording.sites).operation;
}

function add(shares: Map<string, Share>, name: string, entries: number, { size }: Recording): void {
  let share = shares.get(name);
  if (share === undefined) shares.set(name, share = { name, entries: 0, raw: 0, stored: 0 });
  share.entries += entries;
  share.raw += size.raw;
  share.stored += size.stored;
}

function sorted(shares: Map<string, Share>): Share[] {
  return [...shares.values()].map((share) => ({ ...share, stored: Math.round(share.stored) })).sort((a, b) => b.stored - a.stored || b.entries - a.entries);
}

function text(recording: Recording, facts: { readonly bytes: number; readonly rest: number; readonly raw: number; readonly entries: number; readonly milliseconds: number; readonly leaks: readonly Leak[] | undefined; readonly strays: readonly Stray[] }, operations: readonly Share[], sites: readonly Share[], all: readonly [operations: number, sites: number]): string {
  const paint = paintFor(process.stdout);
  const { bytes, rest, raw, entries, milliseconds, leaks, strays } = facts;
  const lines = [
    `${paint.dim('recording ')} ${shown(recording.file)} (format ${recording.header.format})`,
    `${paint.dim('entries   ')} ${counted(entries, 'entry', 'entries')} in ${duration(milliseconds)}, ${endText(recording.end())}`,
    `${paint.dim('bytes     ')} ${counted(bytes, 'byte')} on disk, ${raw.toLocaleString('en-US')} before compression, ${((bytes - rest) / Math.max(entries, 1)).toFixed(1)} an entry; ${rest.toLocaleString('en-US')} of them for header and index`,
    ...(strays.length === 0 ? [] : [`${paint.dim('strays    ')} ${strayCount(strays)}`, ...strayLines(strays).map((line) => `           ${line}`)]),
    ...(leaks === undefined ? [] : [`${paint.dim('leaks     ')} ${leakCount(leaks)}`, ...leakLines(unrestored(leaks)).map((line) => `           ${line}`)]),
  ];
  for (const [title, shares, count] of [['operation', operations, all[0]], ['place', sites, all[1]]] as const) {
    lines.push('', paint.dim(`${'on disk'.padStart(11)} ${'share'.padStart(6)} ${'entries'.padStart(11)}  ${title}`));
    for (const { name, entries: number, stored } of shares) {
      lines.push(`${stored.toLocaleString('en-US').padStart(11)} ${`${((100 * stored) / Math.max(bytes, 1)).toFixed(1)}%`.padStart(6)} ${number.toLocaleString('en-US').padStart(11)}  ${name}`);
    }
    if (count > shares.length) lines.push(paint.dim(`… and ${count - shares.length} more; see --top`));
  }
  for (const line of damageLines(recording)) lines.push('', paint.yellow(line));
  return `${lines.join('\n')}\n`;
}

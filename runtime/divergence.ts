// The first point at which a replay does something else than its recording says: what was expected, what came, both
// source lines, what went before, and what to do next. Ends the process with 125.
import { RepriseError, EXIT_FAILURE } from '../contract/errors.js';
import { shellWord } from '../contract/shell.js';
import { Kind, Operation, operationNames, type Entry, type PreviewBases } from '../recording/entry.js';
import { previewText } from '../recording/preview.js';
import type { Site } from '../recording/sites.js';
import { describeEntry, describeSite, describeValue, rootName } from '../recording/describe.js';
import { handles, standinOf, type Standin } from './identity.js';
import type { ReplayLog, SequenceEntry } from './replay-log.js';
import { finishReplay } from './report.js';

/** What the program did. */
export type Actual =
  | { readonly what: 'crossing' | 'return'; readonly operation: Operation; readonly target: Standin; readonly key: PropertyKey | undefined; readonly args: Buffer; readonly bases: PreviewBases | undefined; readonly site: number; /** It is what the recording has next, but for its arguments. */ readonly argumentsDiffer?: boolean }
  | { readonly what: 'leaf' | 'unknown' | 'settles'; readonly name: string; readonly site: number }
  | { readonly what: 'output'; readonly name: string; readonly text: string; readonly site: number }
  | { readonly what: 'call-in end'; readonly threw: boolean; readonly error: unknown; readonly entry: Entry; readonly site: number }
  | { readonly what: 'idle' | 'exit'; readonly site: number; readonly name: string };

/** What a report needs of the replay. */
interface Replay {
  readonly log: ReplayLog;
  readonly order: { readonly cursor: number };
  readonly sites: { get(site: number): Site | undefined };
}

/** Sources that changed since the recording. */
export const changedSources: { file: string }[] = [];

/** How builds differ from what was recorded where their sources do not. */
export const changedBuilds: string[] = [];

/** What the program could not see of the outside, and would hide what it could. */
const UNSEEN: ReadonlySet<number> = new Set([Kind.Tick, Kind.Ticks, Kind.Subscription, Kind.Exposure, Kind.Continuation]);
const BEFORE = 5;

/** Reports a divergence and ends the process. */
export function diverge(replay: Replay, actual: Actual): never {
  const error = new RepriseError('REPRISE_DIVERGED', divergenceText(replay, actual), { next: nextSteps(replay.log) });
  finishReplay({ faithful: false, code: error.code, divergence: error.message, entries: replay.order.cursor }, error.told(), EXIT_FAILURE);
}

/** The report in words. */
function divergenceText(replay: Replay, actual: Actual): string {
  const { log, order, sites } = replay;
  const expected = log.at(order.cursor);
  const lines = ['the replay diverged from its recording.', ''];
  if (expected === undefined) {
    lines.push(`  expected  ${log.damage === undefined ? 'nothing more: the recording ends here' : `unknown: the recording is cut off here (${log.damage})`}`);
  } else lines.push(`  expected  ${entryText(expected, log)}`);
  lines.push(`  actual    ${actualText(actual, sites)}`);
  const difference = argumentDifference(expected, actual) ?? outputDifference(expected, actual);
  if (difference !== undefined) lines.push('', `  ${difference}`);
  const before = log.before(order.cursor, Infinity).filter(({ kind }) => !UNSEEN.has(kind)).slice(-BEFORE);
  if (before.length > 0) {
    lines.push('', '  before that, as recorded:');
    for (const entry of before) lines.push(`    ${entryText(entry, log)}`);
  }
  lines.push('', changedSources.length > 0
    ? `  The source changed since the recording: ${changedSources.map(({ file }) => file).join(', ')}.`
    : `  The source is the same as when it was recorded${changedBuilds.length > 0 ? `; its build is not: ${changedBuilds.join(', ')}` : ''}.`);
  return lines.join('\n');
}

function nextSteps(log: ReplayLog): string {
  return changedSources.length + changedBuilds.length > 0
    ? `\nReplay the build that was recorded, or record again; to see the recording: reprise show ${shellWord(log.file)}`
    : `\nTo see the recording: reprise show ${shellWord(log.file)}`;
}

/** An entry in a line, with its place in the source. */
export function entryText(entry: SequenceEntry, log: ReplayLog): string {
  const { operation, detail } = describeEntry(withRoot(entry), log.sites);
  const site = 'site' in entry ? log.sites.get(entry.site) : undefined;
  return `${operation} ${shortened(detail)}${site === undefined ? '' : `  at ${describeSite(site)}`}`.trimEnd();
}

/** The same entry with its target by name, if it is a root: a recording names each root once. */
function withRoot(entry: SequenceEntry): SequenceEntry {
  if (!('target' in entry) || typeof entry.target !== 'object' || entry.target?.t !== 'handle-ref') return entry;
  const { id } = entry.target;
  const known = handles.get(id);
  const path = known === undefined ? undefined : standinOf.get(known as object)?.path;
  return path === undefined ? entry : { ...entry, target: { t: 'root', id, path } };
}

function actualText(actual: Actual, sites: Replay['sites']): string {
  const place = sites.get(actual.site);
  const at = place === undefined ? '' : `  at ${describeSite(place)}`;
  switch (actual.what) {
    case 'crossing': return `${crossingText(actual, place)}${at}`;
    case 'return': return `${crossingText(actual, place)} returns${at}`;
    case 'leaf': return `${actual.name}()${at}`;
    case 'unknown': return `nothing that the recording could mean by ${actual.name}${at}`;
    case 'settles': return `the ${actual.name} settles${at}`;
    case 'output': return `${actual.name} ${describeValue(actual.text)}${at}`;
    case 'call-in end': return actual.threw ? `the program function called in throws ${errorText(actual.error)}${thrownAt(actual.error)}` : 'the program function called in returns';
    case 'idle': return `${actual.name}${at}`;
    case 'exit': return `${actual.name}${at}`;
  }
}

/** Where an error was made, by the first frame of its stack: of a pure package, too. */
function thrownAt(error: unknown): string {
  const stack = error instanceof Error && typeof error.stack === 'string' ? error.stack : '';
  const frame = /^\s+at (.+)$/m.exec(stack)?.[1];
  return frame === undefined ? '' : `  at ${frame}`;
}

/** An error in a line. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function crossingText(actual: Extract<Actual, { what: 'crossing' | 'return' }>, place: Site | undefined): string {
  const { operation, target, key, bases } = actual;
  const args = shortened(previewText(actual.args, bases));
  const path = target.path === undefined ? undefined : rootName(target.path);
  const name = path ?? (place !== undefined && place.operation !== '' ? place.operation : `[${target.name || 'handle'} #${target.id}]`);
  if (operation === Operation.Call) return `${name}(${args})`;
  if (operation === Operation.Construct) return `new ${name}(${args})`;
  return `${operationNames[operation]} ${name}${typeof key === 'symbol' ? `[${String(key)}]` : `.${String(key)}`}${args !== '' ? ` (${args})` : ''}`;
}

/** The arguments, when they are all that differs. */
function argumentDifference(expected: SequenceEntry | undefined, actual: Actual): string | undefined {
  if (actual.what !== 'crossing' || actual.argumentsDiffer !== true || (expected?.kind !== Kind.Crossing && expected?.kind !== Kind.Begin)) return undefined;
  const was = previewText(expected.args, expected.bases);
  const is = previewText(actual.args, actual.bases);
  if (was === is) return undefined;
  if (was.length <= LONG && is.length <= LONG) return `arguments differ: recorded (${was}), now (${is})`;
  return `arguments differ from character ${partingOf(was, is) + 1} on: ${parting(was, is)}`;
}

/** What is shown of a text on one line, and of a longer one its beginning and its end. */
const LONG = 400;
const HEAD = 300;
const TAIL = 60;

function shortened(text: string): string {
  return text.length <= LONG ? text : `${text.slice(0, HEAD)} … ${text.slice(-TAIL)}`;
}

/** Characters that are shown of two texts, before they part and behind that. */
const ALIKE = 20;
const APART = 40;

/** Where two texts part that are too long to be seen as a whole. */
function outputDifference(expected: SequenceEntry | undefined, actual: Actual): string | undefined {
  if (actual.what !== 'output' || expected?.kind !== Kind.Console) return undefined;
  const was = expected.text;
  const is = actual.text;
  const at = partingOf(was, is);
  return at < ALIKE ? undefined : `the texts differ from character ${at + 1} on: ${parting(was, is)}`;
}

/** Index of the first character that differs. */
function partingOf(was: string, is: string): number {
  let at = 0;
  while (at < was.length && was[at] === is[at]) at++;
  return at;
}

/** What is around the first character that differs. */
function parting(was: string, is: string): string {
  const at = partingOf(was, is);
  const from = Math.max(at - ALIKE, 0);
  const part = (text: string): string => `${from > 0 ? '…' : ''}${JSON.stringify(text.slice(from, at + APART))}${text.length > at + APART ? '…' : ''}`;
  return `recorded ${part(was)}, now ${part(is)}`;
}

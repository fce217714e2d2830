// What there is to say about a recording as a whole. Reading it once, in constant memory.
import { Kind, openRecording, type Damage, type EndEntry, type Leak, type Stray } from '../recording/index.js';

/** A recording in a few numbers. */
export interface Summary {
  readonly entries: number;
  readonly inexact: number;
  /** Milliseconds between the first entry and the last. */
  readonly elapsed: number;
  readonly end: EndEntry | undefined;
  readonly damage: Damage | undefined;
  /** Calls past the boundary; undefined if nobody watched, or the process was killed before it could say. */
  readonly leaks: readonly Leak[] | undefined;
  /** Code of the program that the outside ran without calling in. */
  readonly strays: readonly Stray[];
}

/** Reads what there is to say: from its last chunk if the recording was closed, else from end to end. */
export function summarise(file: string): Summary {
  const recording = openRecording(file);
  const closed = recording.closingIndex();
  let entries = 0;
  let inexact = 0;
  let leaks: readonly Leak[] | undefined;
  let strays: readonly Stray[] = [];
  // The last entries are strays and leaks, if there are any, and the end.
  for (const entry of recording.runs(closed === undefined ? {} : { from: Math.max(0, closed.entries - 3) })) {
    if (entry.kind === Kind.Leaks) leaks = entry.leaks;
    if (entry.kind === Kind.Strays) strays = entry.strays;
    entries += entry.kind === Kind.LeafRun ? entry.count : 1;
    if ('inexact' in entry && entry.kind !== Kind.End && entry.inexact) inexact++;
  }
  const end = recording.end();
  return { entries: closed?.entries ?? entries, inexact: Math.max(inexact, end?.inexact ?? 0), elapsed: recording.milliseconds, end, damage: recording.damage, leaks, strays };
}

/** The exit code of a recorded run as its parent saw it: of `process.exit(-1)`, 255. */
export function exitStatus({ code }: EndEntry): number {
  return process.platform === 'win32' ? code : code & 0xff;
}

/** How a run ended, in words. */
export function endText(end: EndEntry | undefined): string {
  if (end === undefined) return 'the end is missing: the recording was cut off';
  if (end.reason === 'signal') return `killed by ${end.signal}`;
  return `exit code ${exitStatus(end)}${end.reason === 'uncaught' ? ', after an uncaught error' : ''}`;
}

// What there is to say about a recording as a whole. Reading it once, in constant memory.
import { Kind, openRecording, type Damage, type EndEntry } from '../recording/index.js';

/** A recording in a few numbers. */
export interface Summary {
  readonly entries: number;
  readonly inexact: number;
  /** Milliseconds between the first entry and the last. */
  readonly elapsed: number;
  readonly end: EndEntry | undefined;
  readonly damage: Damage | undefined;
}

/** Reads what there is to say: from its last chunk if the recording was closed, else from end to end. */
export function summarise(file: string): Summary {
  const recording = openRecording(file);
  const closed = recording.closingIndex();
  let entries = 0;
  let inexact = 0;
  for (const entry of recording.runs(closed === undefined ? {} : { from: closed.entries - 1 })) {
    entries += entry.kind === Kind.LeafRun ? entry.count : 1;
    if ('inexact' in entry && entry.kind !== Kind.End && entry.inexact) inexact++;
  }
  const end = recording.end();
  return { entries: closed?.entries ?? entries, inexact: Math.max(inexact, end?.inexact ?? 0), elapsed: recording.milliseconds, end, damage: recording.damage };
}

/** How a run ended, in words. */
export function endText(end: EndEntry | undefined): string {
  if (end === undefined) return 'the end is missing: the recording was cut off';
  if (end.reason === 'signal') return `killed by ${end.signal}`;
  return `exit code ${end.code}${end.reason === 'uncaught' ? ', after an uncaught error' : ''}`;
}

// What a replay keeps because the recording may name it again. While recording that takes nothing: what the outside let go
// of is collected. A replay has no outside, and would keep all that ever crossed. So a long recording is read once before,
// for where it names things last, and what it names no more is given up when a turn begins: all entries of the turns
// before have happened then.
import { Mentions } from '../recording/mentions.js';
import { openRecording } from '../recording/open.js';
import type { Numbered } from './numbered.js';

/**
 * Entries from which on a recording is long. To keep all that this many name takes some 60 MB; to read so many, a tenth of
 * the time that replaying them does. (With it, 20,000 requests of a client, 380,000 entries, replay in 0.85 of the time
 * without it, 80,000 in 0.77 and 117 MB instead of 468: what dies young costs the collector nothing.)
 */
const LONG = 100_000;
/** What comes before all is looked through again, at least. */
const STEP = 1_000;

/** A table, and what its numbers are of. */
type Retained = readonly [table: Pick<Numbered<object>, 'count' | 'forget'>, kind: Exclude<keyof Mentions, 'entry'>];

/** Gives up, turn by turn, what a recording names no more. */
export class Retention {
  readonly #tables: readonly Retained[];
  readonly #mentions: Mentions;
  #limit = STEP;

  constructor(mentions: Mentions, tables: readonly Retained[]) {
    this.#mentions = mentions;
    this.#tables = tables;
  }

  /**
   * A turn begins.
   *
   * @param entry - index of its first entry
   */
  turn(entry: number): void {
    if (this.#kept() <= this.#limit) return;
    for (const [table, kind] of this.#tables) table.forget((number) => this.#mentions[kind].of(number) >= entry);
    const kept = this.#kept();
    this.#limit = kept + Math.max(STEP, kept);
  }

  #kept(): number {
    let kept = 0;
    for (let i = 0; i < this.#tables.length; i++) kept += this.#tables[i]![0].count;
    return kept;
  }
}

/** Whether a recording of so many entries is long. */
export function isLong(entries: number): boolean {
  return entries >= LONG;
}

/**
 * What a recording names last where; undefined for one that is not long.
 *
 * @param entries - how many it has
 */
export function mentionsOf(file: string, entries: number): Mentions | undefined {
  if (!isLong(entries)) return undefined;
  const mentions = new Mentions();
  const source = openRecording(file).source({ mentions });
  while (source.next() !== undefined);
  return mentions;
}

// The entries of a recording as `show` prints them: with their place, their time, and what a settlement belongs to.
import { describeEntry, Kind, openRecording, SeededRandom, type DrawsEntry, type Entry, type Header, type Neutral, type Recording, type Site } from '../recording/index.js';
import { counted } from './terminal.js';

/** Which entries are to be printed. */
export interface Filter {
  readonly operation: (text: string) => boolean;
  /** Judges the source file; undefined lets entries without one pass. */
  readonly file: ((text: string) => boolean) | undefined;
}

/** One entry to print. */
export interface Row {
  readonly entry: Entry;
  readonly site: Site | undefined;
  readonly operation: string;
  readonly detail: string;
  /** Milliseconds since the first entry. */
  readonly milliseconds: number;
}

/** Kinds whose facts are part of other rows. */
const FOLDED = new Set<number>([Kind.Time, Kind.Site, Kind.MicrotaskPhase, Kind.TickJoined, Kind.TickApart, Kind.InnerTick]);

/**
 * Reads entries and keeps those that the filter lets pass.
 *
 * @param from - index of the first entry that is wanted
 */
export function* rows(recording: Recording, keep: Filter, from = 0): Generator<Row> {
  const awaited = new Awaited();
  const roots = new Roots();
  const drawn = new Drawn(recording.header);
  for (const read of recording.entries({ from, resume: true })) {
    const entry = roots.named(read);
    if (FOLDED.has(read.kind) || read.index < from) continue;
    const said = describeEntry(entry, recording.sites);
    const origin = awaited.follow(entry, said.operation);
    const site = recording.sites.get(origin?.site ?? ('site' in entry ? entry.site : 0));
    const operation = origin === undefined ? said.operation : `${said.operation} ${origin.operation}`;
    if (!keep.operation(operation) || (keep.file !== undefined && (site === undefined || !keep.file(site.file)))) continue;
    const detail = entry.kind === Kind.Draws ? drawn.text(entry) : said.detail;
    yield { entry, site, operation, detail, milliseconds: recording.milliseconds };
  }
}

/** Beginning with the last entries, more and more of a recording is read until there are enough rows. */
const FIRST_LOOK = 1_000;

/**
 * The last rows that the filter lets pass, and the recording as it was read for them: each look opens it anew.
 *
 * @throws what `openRecording` throws
 */
export function lastRows(file: string, keep: Filter, count: number): { readonly recording: Recording; readonly found: readonly Row[] } {
  for (let look = Math.max(count, FIRST_LOOK); ; look *= 8) {
    const recording = openRecording(file);
    const from = Math.max(0, recording.index().entries - look);
    let found: Row[] = [];
    for (const row of rows(recording, keep, from)) {
      found.push(row);
      if (found.length === 2 * count) found = found.slice(count);
    }
    if (found.length >= count || from === 0) return { recording, found: found.slice(-count) };
  }
}

/** Draws that are shown of one entry. */
const SHOWN_DRAWS = 4;
/** Draws that the generator is run for, to show the next ones: a third of a second. What a damaged recording says there may be anything. */
const MOST_DRAWS = 100_000_000;

/** The numbers behind draws, which a recording does not hold: the generator runs along. */
class Drawn {
  readonly #random: SeededRandom | undefined;
  #at = 0;

  constructor({ random }: Header) {
    this.#random = random === undefined ? undefined : new SeededRandom(random.seed);
  }

  text({ count, before }: DrawsEntry): string {
    const random = this.#random;
    if (random === undefined) return `→ ${counted(count, 'number')} of an unknown seed`;
    if (before > MOST_DRAWS) return `→ ${counted(count, 'number')} after ${counted(before, 'other')}`;
    for (; this.#at < before; this.#at++) random.next();
    const shown = Array.from({ length: Math.min(count, SHOWN_DRAWS) }, () => random.next());
    this.#at += shown.length;
    return `→ ${shown.join(', ')}${count > shown.length ? ` … ${count - shown.length} more` : ''}`;
  }
}

/** Roots by number. A recording names each once; `show` is to name it every time, so that `--op` finds all its uses. */
export class Roots {
  readonly #paths = new Map<number, string>();

  /** The same entry, its target by name. */
  named(entry: Entry): Entry {
    if ('value' in entry) this.#note(entry.value);
    if (!('target' in entry)) return entry;
    this.#note(entry.target);
    return { ...entry, target: this.#name(entry.target) };
  }

  #note(value: Neutral): void {
    if (typeof value === 'object' && value !== null && value.t === 'root') this.#paths.set(value.id, value.path);
  }

  #name(target: Neutral): Neutral {
    if (typeof target !== 'object' || target === null || target.t !== 'handle-ref') return target;
    const path = this.#paths.get(target.id);
    return path === undefined ? target : { t: 'root', id: target.id, path };
  }
}

/** Promises of which more than this many have not settled are forgotten, the oldest first. */
const MOST_AWAITED = 100_000;

interface Origin { readonly site: number; readonly operation: string }

/** Promises that have not settled yet, with the crossing that gave each: a settlement has no site of its own. */
class Awaited {
  readonly #origins = new Map<number, Origin>();
  readonly #open: Origin[] = [];

  /** Takes an entry in; for a settlement, gives the crossing that it belongs to. */
  follow(entry: Entry, operation: string): Origin | undefined {
    switch (entry.kind) {
      case Kind.Crossing: this.#gave(entry.value, { site: entry.site, operation }); return undefined;
      case Kind.Begin: this.#open.push({ site: entry.site, operation }); return undefined;
      case Kind.Return: {
        const begun = this.#open.pop();
        if (begun !== undefined) this.#gave(entry.value, begun);
        return begun;
      }
      case Kind.Settlement: {
        const origin = this.#origins.get(entry.promise);
        this.#origins.delete(entry.promise);
        return origin;
      }
      default: return undefined;
    }
  }

  #gave(value: Neutral, origin: Origin): void {
    if (typeof value !== 'object' || value === null || (value.t !== 'promise' && value.t !== 'promise-object' && value.t !== 'timer-promise')) return;
    this.#origins.set(value.id, origin);
    if (this.#origins.size > MOST_AWAITED) this.#origins.delete(this.#origins.keys().next().value!);
  }
}

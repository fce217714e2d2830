// The entries of a recording as `show` prints them: with their place, their time, and what a settlement belongs to.
import { describeEntry, Kind, type Entry, type Neutral, type Recording, type Site } from '../recording/index.js';

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
const FOLDED = new Set<number>([Kind.Time, Kind.Site, Kind.MicrotaskPhase, Kind.TickJoined]);

/** Reads entries and keeps those that the filter lets pass. */
export function* rows(recording: Recording, keep: Filter): Generator<Row> {
  const awaited = new Awaited();
  let milliseconds = 0;
  for (const entry of recording.entries()) {
    if (entry.kind === Kind.Time) milliseconds += entry.elapsed;
    if (FOLDED.has(entry.kind)) continue;
    const said = describeEntry(entry, recording.sites);
    const origin = awaited.follow(entry, said.operation);
    const site = recording.sites.get(origin?.site ?? ('site' in entry ? entry.site : 0));
    const operation = origin === undefined ? said.operation : `${said.operation} ${origin.operation}`;
    if (!keep.operation(operation) || (keep.file !== undefined && (site === undefined || !keep.file(site.file)))) continue;
    yield { entry, site, operation, detail: said.detail, milliseconds };
  }
}

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
    if (typeof value === 'object' && value !== null && value.t === 'promise') this.#origins.set(value.id, origin);
  }
}

// A recording as a replay reads it: the entries in sequence, the settlements by the label where the outside resolved, and
// what has to be known of a turn before it begins (how far each chain must go). Read as the replay goes on, so that the
// memory it takes is that of a turn, not of the run.
import type { ChunkFacts } from '../recording/chunk-index.js';
import { ANCHORS, INTERRUPTING, isFresh, isPlaced, Kind, type Entry, type ModuleEntry, type Placed, type PlacedEntry, type Position, type SettlementEntry, type TickEntry } from '../recording/entry.js';
import type { Header } from '../recording/header.js';
import { openRecording } from '../recording/open.js';
import type { EntrySource, Recording } from '../recording/reader.js';
import type { SiteTable } from '../recording/sites.js';

/** Entries that stand in the sequence: all that the replay performs or compares there. */
export type SequenceEntry = Exclude<Entry, { readonly kind: typeof Kind.Module | typeof Kind.Site | typeof Kind.Time | typeof Kind.Leaks | typeof Kind.Strays | typeof Kind.MicrotaskPhase | typeof Kind.TickJoined | typeof Kind.TickApart | typeof Kind.InnerTick | typeof Kind.Unhandled | typeof Kind.Handled }>;

/** How many entries are kept that were replayed already, for a report. */
const KEPT = 32;

/**
 * What a replay works from.
 *
 * Entries refer to anchors of their own turn alone, and so do settlements and what else belongs to an earlier entry. A
 * turn ends at the latest where the next *fresh* entry comes whose position is exact: no anchor was alive there. So the
 * log is always read beyond one of these, and what the maps below say of the turn that runs is complete.
 *
 * Of a recording that was cut off all is replayed. Entries are written as they come, so nothing that is there depends on
 * what is missing: whether a fresh entry came in a microtask, for one, is written before anything that this decides.
 */
export class ReplayLog {
  readonly header: Header;
  readonly sites: SiteTable;
  /** All modules of the recording, also those that register late: their imports are resolved before they run. */
  readonly modules: readonly ModuleEntry[];
  /** How many entries there are; 0 for a recording of format 1, which does not tell. */
  readonly entries: number;
  /** Anchors that each segment must have. */
  readonly #chains = new Map<number, number>();
  /** Limbo labels under which something enters. */
  readonly #limbo = new Set<Position>();
  readonly #settlements = new Map<Position, SettlementEntry[]>();
  /** Handed-out promises whose rejection was reported as unhandled. */
  readonly #unhandled = new Set<number>();
  /** Promises of the outside that it subscribed to after they were rejected. */
  readonly #handled = new Set<number>();
  /** Ticks that the outside queued within crossings, by the position: how many. */
  readonly #inner = new Map<Position, number>();
  /** Ticks of the turn that is read, in the order in which they were queued. */
  readonly #ticks: TickEntry[] = [];
  /** The one that was told of last. */
  #toldOf = 0;
  /** Whether ticks share the segment before them unless the recording says otherwise. */
  readonly #ticksJoin: boolean;
  /** Entries from number {@link #first} of the sequence on. */
  #window: SequenceEntry[] = [];
  #first = 0;
  /** Number in the sequence of the last exact fresh entry that was read: what comes before it is complete. */
  #complete = 0;
  #ended = false;
  #lastFresh: Placed | undefined;
  readonly #recording: Recording;
  readonly #source: EntrySource;

  /** @throws RepriseError what openRecording throws */
  constructor(readonly file: string) {
    const recording = this.#recording = openRecording(file);
    this.header = recording.header;
    this.#ticksJoin = recording.header.features?.includes('ticks-apart') === true;
    this.sites = recording.sites;
    const { entries, firstRead, late } = namingChunks(recording);
    this.entries = entries;
    this.#source = recording.source();
    while (!this.#ended && recording.taken < firstRead) this.#read();
    this.modules = late.length === 0 ? recording.modules : [...recording.modules, ...recording.modulesIn(late)];
    // What the first turn holds is asked for before its first entry is.
    this.at(0);
  }

  /** Why the recording stops early, if it does; known at its end. */
  get damage(): string | undefined {
    const { damage } = this.#recording;
    return damage === undefined ? undefined : `${damage.reason}; ${damage.lost} bytes from offset ${damage.offset} on are lost`;
  }

  /** An entry by its number in the sequence, if it was read: those of the turn are. */
  ahead(number: number): SequenceEntry | undefined {
    return this.#window[number - this.#first];
  }

  /** An entry by its number in the sequence; undefined behind the last one. Only the last few can be asked for again. */
  at(number: number): SequenceEntry | undefined {
    if (number >= this.#complete && !this.#ended) {
      this.#drop(number);
      while (number >= this.#complete && !this.#ended) this.#read();
    }
    return this.#window[number - this.#first];
  }

  /** The entries before a number, at most so many, the last one last. */
  before(number: number, count: number): readonly SequenceEntry[] {
    const end = number - this.#first;
    return this.#window.slice(Math.max(0, end - Math.min(count, KEPT)), end);
  }

  /** Anchors that a segment which begins must have; undefined for none. Can be asked for once. */
  takeChain(segment: number): number | undefined {
    const chain = this.#chains.get(segment);
    if (chain !== undefined) this.#chains.delete(segment);
    return chain;
  }

  /** Whether something enters under a limbo label. Can be asked for once. */
  takeLimbo(label: Position): boolean {
    return this.#limbo.delete(label);
  }

  /** What the outside settles at a label. Can be asked for once. */
  takeSettlements(label: Position): readonly SettlementEntry[] | undefined {
    const due = this.#settlements.get(label);
    if (due !== undefined) this.#settlements.delete(label);
    return due;
  }

  /**
   * Whether a promise of the outside settles in what is left of a turn.
   *
   * @param from - number of an entry of the turn in the sequence
   */
  settlesSoon(promise: number, from: number): boolean {
    const end = this.#nextTurn(from);
    for (const due of this.#settlements.values()) if (due.some((entry) => entry.promise === promise && entry.index < end)) return true;
    return false;
  }

  /** Where the next turn begins: more of the recording may have been read. */
  #nextTurn(from: number): number {
    for (let number = from; ; number++) {
      const entry = this.ahead(number);
      if (entry === undefined) return Infinity;
      if (isPlaced(entry) && isFresh(entry.position)) return entry.index;
    }
  }

  /** How many ticks the outside queues within the crossing whose segment begins here. Can be asked for once. */
  takeInnerTicks(label: Position): number {
    const count = this.#inner.get(label);
    if (count === undefined) return 0;
    this.#inner.delete(label);
    return count;
  }

  /** Whether the rejection of a handed-out promise that rejects now was reported as unhandled. */
  takeUnhandled(promise: number): boolean {
    return this.#unhandled.delete(promise);
  }

  /** Whether the outside subscribes to a promise of its own later in the turn in which that is rejected. */
  takeHandled(promise: number): boolean {
    return this.#handled.delete(promise);
  }

  /** How much is in memory: entries, and what is known of turns. */
  get held(): { readonly entries: number; readonly facts: number } {
    return { entries: this.#window.length, facts: this.#chains.size + this.#limbo.size + this.#settlements.size + this.#inner.size + this.#ticks.length + this.#unhandled.size + this.#handled.size };
  }

  #drop(number: number): void {
    const replayed = number - this.#first - KEPT;
    if (replayed <= 0) return;
    this.#window = this.#window.slice(replayed);
    this.#first += replayed;
  }

  #read(): void {
    const entry = this.#source.next();
    if (entry !== undefined) this.#add(entry);
    else this.#ended = true;
  }

  #add(entry: Entry): void {
    switch (entry.kind) {
      case Kind.Module: case Kind.Site: case Kind.Time: case Kind.Leaks: case Kind.Strays: return;
      case Kind.MicrotaskPhase:
        if (this.#lastFresh !== undefined) this.#lastFresh.microtask = true;
        return;
      case Kind.TickJoined: case Kind.TickApart: this.#ran(entry.tick, entry.kind === Kind.TickJoined); return;
      case Kind.InnerTick: this.#inner.set(entry.queued, (this.#inner.get(entry.queued) ?? 0) + 1); return;
      case Kind.Unhandled: this.#unhandled.add(entry.promise); return;
      case Kind.Handled: this.#handled.add(entry.promise); return;
      case Kind.Tick: case Kind.Ticks:
        this.#place(entry);
        if (!this.#ticksJoin) entry.apart = [entry.tick];
        this.#ticks.push(entry);
        break;
      case Kind.Settlement: {
        const { position } = entry;
        this.#place(entry);
        if (isFresh(position)) break;
        const due = this.#settlements.get(position);
        if (due === undefined) this.#settlements.set(position, [entry]);
        else due.push(entry);
        return;
      }
      case Kind.CallIn: case Kind.Subscription: case Kind.OutsideWrite: case Kind.Exposure: case Kind.ModuleRun: case Kind.Continuation: this.#place(entry);
    }
    this.#window.push(entry);
  }

  #place(entry: PlacedEntry): void {
    const { position } = entry;
    if (isFresh(position)) {
      this.#lastFresh = entry;
      if (entry.inexact || position === INTERRUPTING) return;
      this.#complete = this.#first + this.#window.length;
      this.#ticks.length = this.#toldOf = 0;
    } else if (position < 0) {
      if (entry.kind !== Kind.Settlement) this.#limbo.add(position);
    } else if (position % ANCHORS > 0) {
      // A segment begins by itself; only its anchors need a chain.
      const segment = Math.floor(position / ANCHORS);
      const anchor = position % ANCHORS;
      if ((this.#chains.get(segment) ?? 0) < anchor) this.#chains.set(segment, anchor);
    }
  }

  #ran(number: number, joined: boolean): void {
    // They run in the order in which they were queued.
    const ticks = this.#ticks;
    let at = this.#toldOf;
    while (at < ticks.length && (number < ticks[at]!.tick || number >= ticks[at]!.tick + ticks[at]!.count)) at++;
    const entry = ticks[at];
    if (entry === undefined) return;
    entry.apart = joined ? [] : [...entry.apart, number];
    this.#toldOf = at;
  }
}

/**
 * Modules are named where they register, but a replay has to know all of them before: it answers imports before the
 * importing module runs.
 *
 * @returns up to which entry to read at once, and the later chunks with modules: those that name things, if the index
 * does not say more
 */
function namingChunks(recording: Recording): { readonly entries: number; readonly firstRead: number; readonly late: readonly ChunkFacts[] } {
  if (recording.header.format === 1) return { entries: 0, firstRead: Infinity, late: [] };
  const { chunks, entries } = recording.index();
  const [first, ...others] = chunks;
  return { entries, firstRead: first?.modules ?? others[0]?.first ?? entries, late: others.filter(({ defines, modules }) => (modules === undefined ? defines : modules > 0)) };
}

// A recording made ready for replay: the entries in sequence, the settlements by the label where the outside resolved,
// and what has to be known ahead (how long each chain must be, export names for stubs).
import { ANCHORS, Kind, type EndEntry, type Entry, type Header, type ModuleEntry, type Placed, type Position, type SettlementEntry, type TickEntry } from '../recording/entry.js';
import { openRecording, type Damage } from '../recording/reader.js';
import type { SiteTable } from '../recording/sites.js';

/** Entries that stand in the sequence: all that the replay performs or compares there. */
export type SequenceEntry = Exclude<Entry, { readonly kind: typeof Kind.Module | typeof Kind.Site | typeof Kind.Time | typeof Kind.Leaks | typeof Kind.MicrotaskPhase | typeof Kind.TickJoined | typeof Kind.Unhandled }>;

/** What a replay works from. */
export interface ReplayLog {
  readonly file: string;
  readonly header: Header;
  readonly sites: SiteTable;
  readonly modules: readonly ModuleEntry[];
  readonly sequence: readonly SequenceEntry[];
  /** Anchors that each segment must have. */
  readonly chains: ReadonlyMap<number, number>;
  /** Limbo labels under which something enters. */
  readonly limbo: ReadonlySet<Position>;
  readonly settlements: Map<Position, SettlementEntry[]>;
  /** Handed-out promises whose rejection was reported as unhandled. */
  readonly unhandled: ReadonlySet<number>;
  readonly end: EndEntry | undefined;
  /** Why the recording stops early, if it does. */
  readonly damage: string | undefined;
  readonly inexact: number;
}

/** @throws RepriseError what openRecording throws */
export function loadReplayLog(file: string): ReplayLog {
  const recording = openRecording(file);
  const sequence: SequenceEntry[] = [];
  const chains = new Map<number, number>();
  const limbo = new Set<Position>();
  const settlements = new Map<Position, SettlementEntry[]>();
  const unhandled = new Set<number>();
  const ticks = new Map<number, TickEntry>();
  let lastFresh: Placed | undefined;
  let phaseKnown = true;
  let inexact = 0;
  for (const entry of recording.runs()) {
    if ('position' in entry) {
      if (entry.inexact) inexact++;
      if (entry.position === 0) {
        lastFresh = entry;
        phaseKnown = false;
      }
      else if (entry.position < 0) { if (entry.kind !== Kind.Settlement) limbo.add(entry.position); }
      else {
        const segment = Math.floor(entry.position / ANCHORS);
        chains.set(segment, Math.max(chains.get(segment) ?? 0, entry.position % ANCHORS));
      }
    }
    switch (entry.kind) {
      case Kind.Module: case Kind.Site: case Kind.Time: case Kind.Leaks: break;
      case Kind.MicrotaskPhase:
        if (lastFresh !== undefined) lastFresh.microtask = true;
        phaseKnown = true;
        break;
      case Kind.TickJoined: { const tick = ticks.get(entry.tick); if (tick !== undefined) tick.joined = true; break; }
      case Kind.Unhandled: unhandled.add(entry.promise); break;
      case Kind.Settlement:
        if (entry.position === 0) sequence.push(entry);
        else settlements.set(entry.position, [...settlements.get(entry.position) ?? [], entry]);
        break;
      case Kind.Tick: ticks.set(entry.tick, entry); sequence.push(entry); break;
      default: sequence.push(entry);
    }
  }
  const end = recording.end();
  const cutOff = end === undefined || end.reason === 'signal';
  // Whether a fresh entry came in a microtask is written later in its turn. Where that is cut off, the entry cannot be
  // placed, and the replay ends before it.
  const left = cutOff && !phaseKnown && lastFresh !== undefined && lastFresh.index >= recording.wholeTurns ? leaveOut(sequence, settlements, lastFresh.index) : 0;
  return {
    file, header: recording.header, sites: recording.sites, modules: recording.modules, sequence, chains, limbo, settlements, unhandled,
    end, damage: missing(recording.damage, left), inexact,
  };
}

/** Takes out the entries from an index on, but for the end; gives how many they were. */
function leaveOut(sequence: SequenceEntry[], settlements: Map<Position, SettlementEntry[]>, from: number): number {
  let left = 0;
  const kept = sequence.filter((entry) => entry.index < from || entry.kind === Kind.End);
  left += sequence.length - kept.length;
  sequence.length = 0;
  for (const entry of kept) sequence.push(entry);
  for (const [position, list] of settlements) {
    const early = list.filter(({ index }) => index < from);
    left += list.length - early.length;
    if (early.length > 0) settlements.set(position, early);
    else settlements.delete(position);
  }
  return left;
}

function missing(damage: Damage | undefined, left: number): string | undefined {
  const reasons = [
    ...(damage === undefined ? [] : [`${damage.reason}; ${damage.lost} bytes from offset ${damage.offset} on are lost`]),
    ...(left === 0 ? [] : [`${left} ${left === 1 ? 'entry' : 'entries'} of a turn that was not recorded to its end cannot be replayed`]),
  ];
  return reasons.length === 0 ? undefined : reasons.join('; ');
}

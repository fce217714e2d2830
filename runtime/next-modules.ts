// Which modules of the program a recording runs next.
import { ANCHORS, isFresh, isPlaced, Kind, type ModuleRunEntry, type PlacedEntry } from '../recording/entry.js';
import type { ReplayLog } from './replay-log.js';

/** A module that the recording runs next, or behind that in the same turn. */
export interface NextModule { readonly file: string; readonly format: 'esm' | 'commonjs' }

/** The module that the recording runs next, from an entry on, and those that follow it in the same turn. */
export function nextModules(log: ReplayLog, from: number): readonly NextModule[] {
  return modulesUntil(log, from, ({ position }, found) => found > 0 && isFresh(position));
}

/** The modules that the recording runs in what is left of a turn, from an entry on. */
export function modulesOfTurn(log: ReplayLog, from: number): readonly NextModule[] {
  return modulesUntil(log, from, ({ position }) => isFresh(position));
}

/** The modules that the recording runs in one job, from an entry on; it may be those of the jobs behind it, too. */
export function modulesHere(log: ReplayLog, from: number, first: ModuleRunEntry): readonly NextModule[] {
  return modulesUntil(log, from, (entry) => entry !== first && (isFresh(entry.position) || entry.position !== first.position && entry.position % ANCHORS !== 0));
}

/** @param ends - whether an entry comes behind them, with how many were found before */
function modulesUntil(log: ReplayLog, from: number, ends: (entry: PlacedEntry, found: number) => boolean): readonly NextModule[] {
  const found: NextModule[] = [];
  for (let cursor = from; ; cursor++) {
    const entry = log.ahead(cursor);
    if (entry === undefined || isPlaced(entry) && ends(entry, found.length)) return found;
    if (entry.kind === Kind.ModuleRun) found.push(nextModule(log, entry));
  }
}

function nextModule(log: ReplayLog, { file }: ModuleRunEntry): NextModule {
  return { file, format: log.modules.find((module) => module.file === file)?.format ?? 'commonjs' };
}

// What every mode needs to know of a program, and what it does when it cannot go on. Loads next to nothing: it is all
// that a process pays in which nothing is recorded.
import { existsSync, realpathSync, writeSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CONTRACT_VERSION, OLDEST_CONTRACT, type Hooks, type ModuleTable } from '../contract/emitted.js';
import { EXIT_FAILURE, RepriseError } from '../contract/errors.js';

/** A process that records, replays, or does neither. */
export type Mode = 'off' | 'record' | 'replay';

/** What annotated functions become in a process that records or replays. */
export interface Annotator {
  /** A function whose body is of the outside. */
  record(fn: Function): Function;
  /** A function whose body is left alone. */
  passthrough(fn: Function): Function;
}

/** Tells for which classes a codec would not work, and why, in words that follow the class's name. */
export interface CodecCheck {
  refuses(type: Function, prototype: object): { readonly why: string; readonly next: string } | undefined;
}

/** The one state of a process. */
export interface State {
  readonly mode: Mode;
  register(table: ModuleTable): Hooks;
  /** Absent where nothing is recorded: functions stay what they are. */
  readonly annotator?: Annotator;
  /** Absent where nothing is recorded: no instance crosses. */
  readonly codecs?: CodecCheck;
  /** While recording: what a package gets that imports a module of the program. */
  readonly importedByPackage?: (url: string) => Promise<unknown>;
  /** In a replay: called by the stub of an outside package where the package would have run. */
  readonly outsideLoads?: () => void;
  /** In a replay: what the stub of an outside package awaits that had a top-level `await`. */
  readonly outsideAwaits?: (specifier: string) => Promise<void> | undefined;
}

/** Folder of the compiled package: every script in it is ours. */
export const own = join(__dirname, '..') + sep;

/** Version of this package. */
// By require, which bundlers follow: next to a bundle there is no such file.
export const { version } = require('../../package.json') as { version: string };

/** A failure of reprise itself: its message, and exit code 125. */
export function fail(error: unknown): never {
  if (!(error instanceof RepriseError)) throw error;
  writeSync(2, `${error.told()}\n`);
  // No listener of the program runs any more.
  return (process as unknown as { reallyExit(code: number): never }).reallyExit(EXIT_FAILURE);
}

/** Refuses modules that another version built.
 *
 * @throws RepriseError REPRISE_CONTRACT
 */
export function checkContract(table: ModuleTable): void {
  if (table.contract >= OLDEST_CONTRACT && table.contract <= CONTRACT_VERSION) return;
  throw new RepriseError('REPRISE_CONTRACT', `${table.file} was built by reprise ${table.version} (contract ${table.contract}); this is reprise ${version} (contract ${CONTRACT_VERSION}).`, { next: 'Build the program again with the installed version: npx reprise build' });
}

/** The path of a file that a module or a frame of a stack is of: those of ES modules have its URL. */
export function pathOf(location: string): string {
  return location.startsWith('file:') ? fileURLToPath(location) : location;
}

/** Where a file is, whatever links lead to it; the path itself if there is no such file. */
export function withoutLinks(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Whether a file is of an installed package. */
export function isInstalled(file: string): boolean {
  return /[\\/]node_modules[\\/]/.test(file);
}

/** The entry relative to its package, with forward slashes: what identifies a program. */
export function entryPath(entry: string | undefined): string {
  if (entry === undefined) return '';
  const path = isAbsolute(entry) ? entry : resolve(entry);
  for (let at = dirname(path); ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return relative(at, path).split(sep).join('/');
    if (at === dirname(at)) return path.split(sep).at(-1)!;
  }
}

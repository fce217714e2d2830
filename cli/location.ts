// Where recordings are: the directory, the names in it, the latest one.
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { RepriseError } from '../contract/errors.js';
import { shellWord } from '../contract/shell.js';

const EXTENSION = '.reprise';

/** The directory of recordings: `.reprise` in the working directory, or what REPRISE_DIR names. */
function recordingsFolder(): string {
  return resolve(process.env['REPRISE_DIR'] || EXTENSION);
}

/**
 * The path of a recording that is about to be made. Its directory exists afterwards, the file does not.
 *
 * @param file - what `-o` names; without it the name is made of the time and the process
 * @throws RepriseError REPRISE_RECORDING_EXISTS, REPRISE_RECORDING_UNWRITABLE
 */
export function newRecording(file: string | undefined): string {
  if (file === undefined) return join(ensureFolder(), `${new Date().toISOString().replace(/[:.]/g, '-')}-${process.pid}${EXTENSION}`);
  const path = resolve(file);
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new RepriseError('REPRISE_RECORDING_EXISTS', `${shown(path)} is a folder.`, { next: `Name a file in it: -o ${shellWord(join(shown(path), 'run.reprise'))}` });
  }
  if (existsSync(path)) {
    throw new RepriseError('REPRISE_RECORDING_EXISTS', `${shown(path)} exists already and is not overwritten.`, { next: `Choose another name with -o, or remove it first: rm ${shellWord(shown(path))}` });
  }
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new RepriseError('REPRISE_RECORDING_UNWRITABLE', `${shown(path)} cannot be written: its folder ${missing ? 'does not exist' : 'is not writable'}.`, { next: missing ? `Create it first: mkdir -p ${shellWord(shown(dirname(path)))}` : 'Choose another place with -o.', cause: error });
  }
  return path;
}

/** A recording holds the environment and file contents: the directory is its owner's alone, and git passes over it. */
function ensureFolder(): string {
  const folder = recordingsFolder();
  try {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) writeFileSync(join(folder, '.gitignore'), '*\n');
  } catch (error) {
    throw new RepriseError('REPRISE_RECORDING_UNWRITABLE', `the directory ${shown(folder)} cannot be created: ${(error as Error).message}.`, { next: 'Name another one in REPRISE_DIR, or a file with -o.', cause: error });
  }
  return folder;
}

/**
 * The recording that a command is to read: the one named, or the latest in the directory.
 *
 * @throws RepriseError REPRISE_RECORDING_MISSING, REPRISE_RECORDING_UNREADABLE
 */
export function chosenRecording(file: string | undefined): string {
  if (file !== undefined) return resolve(file);
  const folder = recordingsFolder();
  let latest: string | undefined;
  try {
    latest = existsSync(folder) ? newest(folder) : undefined;
  } catch (error) {
    throw new RepriseError('REPRISE_RECORDING_UNREADABLE', `the directory ${shown(folder)} cannot be read: ${(error as Error).message}.`, { next: 'Name another one in REPRISE_DIR, or the recording itself.', cause: error });
  }
  if (latest === undefined) {
    throw new RepriseError('REPRISE_RECORDING_MISSING', `there is no recording in ${shown(folder)}.`, { next: 'Make one with: reprise record -- node dist/main.js' });
  }
  return latest;
}

/** Recordings of child processes, and of what else the command started; they lie beside that of the program. */
export function childRecordings(file: string): string[] {
  const prefix = `${basename(file, EXTENSION)}.child-`;
  return readdirSync(dirname(file)).filter((name) => name.startsWith(prefix) && name.endsWith(EXTENSION)).map((name) => join(dirname(file), name));
}

/** Removes a recording and those of its child processes. */
export function forget(file: string): void {
  for (const path of [file, ...childRecordings(file)]) rmSync(path, { force: true });
}

function newest(folder: string): string | undefined {
  let latest: { file: string; time: number } | undefined;
  for (const name of readdirSync(folder).sort()) {
    // A child process's recording is no program of its own; it can be named.
    if (!name.endsWith(EXTENSION) || /\.child-[\d-]+\.reprise$/.test(name)) continue;
    const file = join(folder, name);
    // None is a link to what is gone.
    const facts = statSync(file, { throwIfNoEntry: false });
    // The names sort by time too, so that of two files of the same millisecond the later name wins.
    if (facts?.isFile() && (latest === undefined || facts.mtimeMs >= latest.time)) latest = { file, time: facts.mtimeMs };
  }
  return latest?.file;
}

/** A path as people would type it here: relative to the working directory if it lies inside. */
export function shown(path: string): string {
  const inside = relative(process.cwd(), path);
  return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) ? inside : path;
}

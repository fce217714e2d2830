// What identifies a program: the path of its entry file relative to its package, with forward slashes. It stays the
// same when the package is moved, checked out elsewhere or installed in a container.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { RepriseError } from '../contract/errors.js';
import { isLauncher } from '../contract/launcher.js';
import { shellWord } from '../contract/shell.js';
import { Kind, openRecording, type Header } from '../recording/index.js';
import { asNode, scriptFile } from './command.js';

/** The folder of the nearest package.json at or above a folder; undefined if there is none. */
export function packageFolder(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** The identity of a script: its path relative to its package. */
export function entryOf(script: string): string {
  const folder = packageFolder(dirname(script)) ?? dirname(script);
  return relative(folder, script).split(sep).join('/');
}

/**
 * Refuses a command that starts another program than the recorded one. A command that starts Node through something
 * else cannot be judged here; the runtime compares the entry again when the program registers.
 *
 * @throws RepriseError REPRISE_OTHER_PROGRAM, REPRISE_NOT_INSTRUMENTED
 */
export function assertSameProgram(header: Header, file: string, command: readonly string[]): void {
  const script = asNode(command)?.script;
  const path = script === undefined ? undefined : scriptFile(script);
  if (path === undefined) return;
  const entry = entryOf(path);
  if (isLauncher(header.execArgv, path)) return;
  if (entry === header.entry) {
    assertInstrumented(header, file, path);
    return;
  }
  throw new RepriseError('REPRISE_OTHER_PROGRAM', `the recording is of ${header.entry}, the command starts ${entry}.\n  recording: ${file}`, {
    next: `Replay it with its own program (reprise replay ${shellWord(file)}), or record this one: reprise record -- ${command.map(shellWord).join(' ')}`,
  });
}

/** Entries within which the modules of a program that load first are looked for. */
const FIRST = 2_000;

/** Whether the entry file of a recorded program was built with the transformer: it may as well have loaded what was. */
function wasInstrumented({ entry }: Header, file: string): boolean {
  for (const recorded of openRecording(file).entries()) {
    if (recorded.kind === Kind.Module && fileOf(recorded.location).endsWith(`/${entry}`)) return true;
    if (recorded.index > FIRST) return false;
  }
  return false;
}

/**
 * What is recorded of a test runner that forks its workers: the file that such a worker starts with, which can do nothing without the process
 * that talks to it. Undefined if the recording is of a program that can be started by itself.
 */
export function foreignWorker(header: Header, file: string): string | undefined {
  const { channel, argv, entry } = header;
  return channel === undefined || wasInstrumented(header, file) ? undefined : argv[1] ?? entry;
}

/** What to do where only workers of other programs are recorded. */
export const RECORD_ONE_PROCESS = 'Record a command that runs the test in its own process, such as: reprise record -- node dist/some.test.js (docs/building.md, Test runners)';

/** The file that a module was loaded from, as the identity of a program is written. */
function fileOf(location: string): string {
  // A path as it was recorded, on whatever machine: it may hold a percent sign.
  return location.startsWith('file:') ? decodeURIComponent(location) : location.replaceAll('\\', '/');
}

/**
 * Refuses a script that was built with the transformer when it was recorded, and is not any more: it would run for real.
 *
 * @throws RepriseError REPRISE_NOT_INSTRUMENTED
 */
function assertInstrumented(header: Header, file: string, script: string): void {
  // Other than JavaScript is built while it is loaded.
  if (!/\.[cm]?js$/.test(script) || readFileSync(script, 'utf8').includes('reprise') || !wasInstrumented(header, file)) return;
  throw new RepriseError('REPRISE_NOT_INSTRUMENTED', `nothing is replayed: ${script} was built without the reprise transformer, and would run on live values.`, {
    next: 'Build it as it was built for the recording: npx reprise build',
  });
}

/**
 * The entry file of a recorded program on this machine: where it was recorded, else in the package of the working
 * directory.
 *
 * @throws RepriseError REPRISE_OTHER_PROGRAM, REPRISE_NOT_INSTRUMENTED
 */
export function findEntry(header: Header, file: string): string {
  const worker = foreignWorker(header, file);
  if (worker !== undefined) throw new RepriseError('REPRISE_OTHER_PROGRAM', `the recording is of a worker process of another program (${worker}), which cannot be started by itself.\n  recording: ${file}`, { next: RECORD_ONE_PROCESS });
  const recorded = header.argv[1];
  const there = recorded === undefined ? undefined : scriptFile(recorded);
  if (recorded !== undefined && there !== undefined) {
    assertInstrumented(header, file, there);
    return recorded;
  }
  const folder = packageFolder(process.cwd());
  const here = join(folder ?? process.cwd(), ...header.entry.split('/'));
  if (existsSync(here)) {
    assertInstrumented(header, file, here);
    return here;
  }
  throw new RepriseError('REPRISE_OTHER_PROGRAM', `the recorded program ${header.entry} was not found: ${recorded === undefined || recorded === here ? `there is no ${here}` : `neither ${recorded} nor ${here} exists`}.\n  recording: ${file}`, {
    next: `Go to the folder of its package and build it (npx reprise build), or name it: reprise replay ${shellWord(file)} -- node path/to/${shellWord(header.entry)}`,
  });
}

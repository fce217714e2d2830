// Records and replays the random program with many seeds, two processes at a time.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRecording, type EndEntry } from '../../recording/index.js';
import { project, run, type Project, type Result } from '../harness/index.js';

/** A seed whose replay was not the recorded run again, and how. */
export interface Failure { readonly seed: number; readonly why: string }

/** The random program as a project of its own. */
export function randomProgram(module: 'commonjs' | 'esm'): Promise<Project> {
  return project({
    module,
    files: { ...textsIn('program', 'src/'), 'data.txt': 'some data of the program\n' },
    outside: { hops: textsIn('outside/hops'), 'hops-esm': textsIn('outside/hops-esm') },
  });
}

function textsIn(folder: string, prefix = ''): Record<string, string> {
  return Object.fromEntries(readdirSync(join(__dirname, folder)).map((name) => [`${prefix}${name}`, readFileSync(join(__dirname, folder, name), 'utf8')]));
}

/** How a recorded run ended. */
export function endOf(file: string): EndEntry | undefined {
  const recording = openRecording(file);
  for (const entry of recording.entries()) void entry;
  return recording.end();
}

/** Runs seeds from first to last and gives those that failed; with `keep`, their recordings and outputs stay there. */
export async function runSeeds(program: Project, first: number, last: number, keep?: string): Promise<Failure[]> {
  const failures: Failure[] = [];
  let next = first;
  const work = async (): Promise<void> => {
    while (next <= last) {
      const seed = next++;
      const recording = program.path(`${seed}.reprise`);
      const settings = { recording, direct: true, env: { SEED: String(seed), OSEED: String(seed), DATA: 'data.txt' } };
      const recorded = await run(program, { mode: 'record', ...settings });
      const replayed = await run(program, { mode: 'replay', ...settings });
      const why = difference(recorded, replayed, endOf(recording));
      if (why !== undefined) {
        failures.push({ seed, why });
        if (keep !== undefined) {
          mkdirSync(keep, { recursive: true });
          writeFileSync(join(keep, `${seed}.reprise`), readFileSync(recording));
          writeFileSync(join(keep, `${seed}.recorded.txt`), recorded.stdout + recorded.stderr);
          writeFileSync(join(keep, `${seed}.replayed.txt`), replayed.stdout + replayed.stderr);
        }
      }
      rmSync(recording, { force: true });
    }
  };
  await Promise.all([work(), work()]);
  return failures;
}

/** Why a replay does not count as the recorded run again; undefined if it does. */
export function difference(recorded: Result, replayed: Result, end: EndEntry | undefined): string | undefined {
  if (recorded.signal !== null || recorded.code === null || recorded.code > 2) return `the recorded run failed (${recorded.signal ?? recorded.code}): ${recorded.stderr}`;
  if (replayed.code !== recorded.code) return `exit code ${recorded.code} became ${replayed.signal ?? replayed.code}: ${replayed.stderr}`;
  if (replayed.stdout !== recorded.stdout) return 'the output differs';
  if (replayed.stderr !== recorded.stderr) return replayed.stderr;
  if (end === undefined) return 'the recording has no end';
  if (end.inexact !== 0) return `${end.inexact} of ${end.entries} entries are inexact`;
  return undefined;
}

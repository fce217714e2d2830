// Random conversations of a program with a package: both make values of all kinds, hand them over, call, change and await them. Whatever
// they do, the replay says the same as the recording. A failure names its seed:
//   REPRISE_FIRST_SEED=4711 REPRISE_SEEDS=1 npx vitest run test/membrane
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRecording } from '../../recording/index.js';
import { project, recordingOf, run, type Project } from '../harness/index.js';

const actor = readFileSync(join(__dirname, 'actor.js'), 'utf8');
const SEEDS = Number(process.env.REPRISE_SEEDS ?? 30);
const FIRST = Number(process.env.REPRISE_FIRST_SEED ?? 1);
/** Conversations in one process. */
const TOGETHER = 10;

/** From this seed on conversations use all of the language. */
const WIDE = 10_000;

const main = `
import { EventEmitter } from 'node:events';
import { inspect } from 'node:util';
import { meet } from 'speaker';
import { actor } from './actor.js';

const [first, count] = process.argv.slice(2).map(Number) as [number, number];
const turns = async (n: number): Promise<void> => { for (let i = 0; i < n; i++) await new Promise((resolve) => { setImmediate(resolve); }); };
process.on('unhandledRejection', (error) => { console.log('unhandled', error instanceof Error ? error.message : typeof error); });

async function main(): Promise<void> {
  for (let seed = first; seed < first + count; seed++) {
    console.log('seed', seed);
    const own = actor('program', seed, { EventEmitter, inspect }, seed >= ${WIDE});
    const { face, drain } = meet(seed, own.face, seed >= ${WIDE});
    own.meet(face);
    const tell = (when: number): void => { for (const line of [...own.drain(), ...drain().map((said: string) => '  ' + said)]) console.log(when, line); };
    for (let step = 0; step < 60; step++) {
      own.line();
      tell(step);
      if (step % 7 === 6) await turns(4);
    }
    await turns(12);
    tell(-1);
  }
}
void main();
`;

let program: Project;
beforeAll(async () => {
  program = await project({
    files: { 'src/main.ts': main, 'src/actor.ts': `// @ts-nocheck\nexport ${actor.slice(actor.indexOf('function actor'))}` },
    outside: { speaker: { 'index.js': `${actor}\nexports.meet = (seed, face, wide) => { const { EventEmitter } = require('node:events'), { inspect } = require('node:util'); const own = actor('package', seed ^ 0x5bd1e995, { EventEmitter, inspect }, wide); own.meet(face); return own; };\n` } },
  });
});
afterAll(() => { program.remove(); });

const batches = Array.from({ length: Math.ceil(SEEDS / TOGETHER) }, (_, i) => [FIRST + i * TOGETHER, Math.min(TOGETHER, SEEDS - i * TOGETHER)]);
if (process.env.REPRISE_FIRST_SEED === undefined) batches.push([WIDE + 1, TOGETHER]);

it.each(batches)('replays what was said, from seed %i, %i of them', async (first, count) => {
  const args = [String(first), String(count)];
  const recorded = await run(program, { mode: 'record', direct: true, args });
  const recording = openRecording(recordingOf(program));
  for (const _entry of recording.entries()) { /* the end comes last */ }
  expect(recording.damage).toBeUndefined();
  expect(recording.end()).toMatchObject({ inexact: 0 });
  const replayed = await run(program, { mode: 'replay', direct: true, args });
  expect(replayed.stdout, `${replayed.stderr}\nrecorded: ${recorded.stderr}`).toBe(recorded.stdout);
  expect(replayed.code).toBe(recorded.code);
  expect(recorded.stdout.length).toBeGreaterThan(count * 1_000);
});

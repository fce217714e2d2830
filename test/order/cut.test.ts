// Random programs whose recordings are cut off anywhere, also in the middle of a turn: what is there replays, and nothing
// that is there turns out to depend on what is missing. REPRISE_SEEDS=1000 runs as many seeds.
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run, type Project } from '../harness/index.js';
import { randomProgram } from './seeds.js';

const COUNT = Math.ceil(Number(process.env['REPRISE_SEEDS'] ?? 10) / 5);
const FIRST = Number(process.env['REPRISE_FIRST_SEED'] ?? 1);
/** Cuts of each recording. */
const CUTS = 5;

let program: Project;
beforeAll(async () => { program = await randomProgram('esm'); });
afterAll(() => { program.remove(); });

it.each(Array.from({ length: COUNT }, (_, i) => FIRST + i))('seed %d: replays as far as it was written', async (seed) => {
  const recording = program.path(`${seed}.reprise`);
  const options = JSON.stringify({ flush: ['entry', 'turn', 'interval'][seed % 3], compression: 'none' });
  const settings = { recording, direct: true, env: { SEED: String(seed), OSEED: String(seed), DATA: 'data.txt', REPRISE_OPTIONS: options } };
  const recorded = await run(program, { mode: 'record', ...settings });
  const whole = readFileSync(recording);
  for (let cut = 0; cut < CUTS; cut++) {
    const length = Math.floor(whole.length * (0.15 + 0.8 * Math.random()));
    writeFileSync(recording, whole.subarray(0, length));
    const { code, stdout, stderr } = await run(program, { mode: 'replay', ...settings });
    expect({ length, code }, stderr).toEqual({ length, code: 125 });
    expect(stderr).toMatch(/the recording ends here without an end of the run|is cut off in its header/);
    expect(recorded.stdout.startsWith(stdout), stdout).toBe(true);
  }
}, 60_000);

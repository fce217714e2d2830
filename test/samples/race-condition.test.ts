// samples/race-condition does what its README says.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Sample } from './sample.js';

// A demo builds, records run after run, and replays.
vi.setConfig({ testTimeout: 180_000 });

let sample: Sample;
beforeAll(() => { sample = new Sample('race-condition'); });
afterAll(() => sample.remove());

it('loses an update, replays it, and shows that both deposits read the same balance', async () => {
  const stdout = await sample.demo();
  expect(stdout).toMatch(/run \d+ lost an update, exit code 1:\n +balance \d+, expected 175\n/);
  const steps = [...stdout.matchAll(/src\/account\.ts:\d+ {2}(reads|writes) +balance (\d+)/g)].map(([, does, balance]) => `${does} ${balance}`);
  expect(steps.filter((step) => step === 'reads 100')).toHaveLength(2);
  expect(steps.filter((step) => step.startsWith('writes'))).toEqual(['writes 100', expect.anything(), expect.anything()]);
  expect(stdout).toMatch(/← the other deposit (has read, but not written yet|is still being written)\n/);
});

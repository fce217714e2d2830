// samples/user-input does what its README says.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { reprise } from '../harness/index.js';
import { Sample } from './sample.js';

// A demo builds, records run after run, and replays.
vi.setConfig({ testTimeout: 180_000 });

let sample: Sample;
beforeAll(() => { sample = new Sample('user-input'); });
afterAll(() => sample.remove());

const CASHIER = ['npm', 'run', '--silent', 'cashier'];
const RECEIPT = 'pencil      1.20\nnotebook    3.49\nlemonade    1.80\ngrace was your cashier.\n';

describe('a till that does not listen while it looks up a price', () => {
  it('misses a scan in some run, which replays without a cashier and shows when nobody listened', async () => {
    const stdout = await sample.demo();
    expect(stdout).toMatch(/run \d+ missed a scan, exit code 1:\n +cashier> scan> /);
    expect(stdout).toMatch(/\d+ ms asks "cashier> " +\d+ ms gets "grace"\n/);
    expect(stdout).toMatch(/ {3}nothing was asked when "\d*"( and "\d*")* came\n/);
    await sample.expectFaithful(sample.path('.reprise/missed-scan.reprise'));
  });

  it('reads all that is typed in other runs, which replay without a cashier, too', async () => {
    const recording = await sample.recordSuccess(CASHIER);
    expect((await reprise(['replay', recording], { cwd: sample.folder })).stdout.endsWith(RECEIPT)).toBe(true);
    await sample.expectFaithful(recording);
  });

  it('fails the tests that keep what was learnt', async () => {
    const { code, stdout } = await sample.tests();
    expect({ code, failed: stdout.match(/^\s*not ok .*till does not fail as it did|^\s*not ok .*lines that are typed all at once/gm) }).toEqual({ code: 1, failed: [expect.any(String), expect.any(String)] });
  });
});

describe('the till that the README repairs', () => {
  it('passes the tests, and reads what is typed ahead, in a replay as well', async () => {
    await sample.repair();
    expect(await sample.tests()).toMatchObject({ code: 0 });
    const pasted = sample.path('pasted.reprise');
    const recorded = await reprise(['record', '-o', pasted, '--', 'node', 'dist/main.js'], { cwd: sample.folder, input: readFileSync(sample.path('typed.txt'), 'utf8') });
    expect(recorded).toMatchObject({ stdout: `cashier> scan> scan> scan> scan> items in the bag> ${RECEIPT}`, code: 0 });
    await sample.expectFaithful(pasted);
  });
});

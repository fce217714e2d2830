// samples/time-dependent does what its README says.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { reprise } from '../harness/index.js';
import { Sample } from './sample.js';

// A demo builds, records run after run, and replays.
vi.setConfig({ testTimeout: 180_000 });

let sample: Sample;
beforeAll(() => { sample = new Sample('time-dependent'); });
afterAll(() => sample.remove());

const MONTH_END = '1.2.2026, 00:00:00: statement of 2026-02, 3 sales, 28.60\n';

describe('books that are closed by two looks at the clock', () => {
  it('are wrong in some run, whose replays keep its time', async () => {
    const stdout = await sample.demo();
    expect(stdout).toMatch(/run \d+ took sales into the wrong period, exit code 1:\n +.*: statement of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d, 3 sales, 28\.60\n/);
    const [first, second, ...monthEnd] = [...stdout.matchAll(/src\/period\.ts:11 {2}reads the clock: (\S+)\n/g)].map(([, time]) => Date.parse(time!));
    expect(Math.floor(first! / 1000)).toBeLessThan(Math.floor(second! / 1000));
    expect(monthEnd.map((time) => new Date(time).toISOString())).toEqual(['2026-01-31T22:59:59.787Z', '2026-01-31T23:00:00.025Z']);
    await sample.expectFaithful(sample.path('.reprise/wrong-period.reprise'));
  });

  it('are right in other runs, whose replays keep their time, too', async () => {
    await sample.expectFaithful(await sample.recordSuccess(['node', 'dist/main.js', 'second']));
  });

  it('are wrong at the month\'s end in Vienna, whenever and wherever that is replayed', async () => {
    const replay = await reprise(['replay', 'test/month-end.reprise'], { cwd: sample.folder, env: { TZ: 'Pacific/Chatham', LANG: 'ja_JP.UTF-8' } });
    expect(replay).toMatchObject({ stdout: MONTH_END, stderr: expect.stringContaining('3 sales of 2026-01 are on the statement of 2026-02\n'), code: 1 });
  });

  it('fail the test that keeps the replay', async () => {
    expect(await sample.tests()).toMatchObject({ code: 1, stdout: expect.stringContaining('the program fails as it was recorded') });
  });
});

describe('the books as the README repairs them', () => {
  it('pass the test, and are right in all runs', async () => {
    await sample.repair();
    expect(await sample.tests()).toMatchObject({ code: 0 });
    const { code, stderr } = await reprise(['record', '--until-fail', '--max', '8', '--', 'node', 'dist/main.js', 'second'], { cwd: sample.folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('no failure in 8 runs') });
  });
});

// Load: many requests at once, a stream larger than memory, a process of days. REPRISE_LOAD=full runs the sizes that the
// names promise; by default they are smaller.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cases, type Outcome } from './cases.js';
import { INSTALL } from './install.js';

const full = process.env['REPRISE_LOAD'] === 'full';
const LIMIT = full ? 3_600_000 : 120_000;

describe('load', () => {
  let cases: Cases;
  beforeAll(async () => { cases = await Cases.in(join(__dirname, 'load')); }, INSTALL);
  afterAll(() => cases.remove());

  /** Numbers behind a mark in an output. */
  const numbers = (output: string, mark: string): number[] => output.split('\n').find((line) => line.includes(mark))!.match(/\d+/g)!.map(Number);

  function expectExact({ plain, recorded, end, replays }: Outcome): void {
    for (const result of [plain, recorded]) expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(end).toMatchObject({ inexact: 0 });
    for (const replayed of replays) expect(replayed).toEqual(recorded);
  }

  it('thousands of requests, 50 at a time, some given up and some pipelined, replay exactly', async () => {
    const outcome = await cases.run('thousands', { env: { REQUESTS: full ? '2000' : '150' }, timeout: LIMIT });
    expectExact(outcome);
    const [answered, aborted] = numbers(outcome.recorded.stdout, 'answered') as [number, number];
    expect(answered).toBeGreaterThan(full ? 1_500 : 100);
    expect(aborted).toBeGreaterThan(full ? 60 : 2);
  }, LIMIT);

  it('a gigabyte streams through a program in bounded memory', async () => {
    const outcome = await cases.run('gigabyte', { env: { MEGABYTES: full ? '1024' : '32' }, timeout: LIMIT });
    expectExact(outcome);
    expect(outcome.recorded.stdout).toContain('through the program true true');
    expect(numbers(outcome.recorded.stdout, 'megabytes')[0]).toBeLessThan(300);
  }, LIMIT);

  it('what a request needed is let go after it', async () => {
    const outcome = await cases.run('days', { flags: ['--expose-gc'], env: { REQUESTS: full ? '100000' : '2000' }, timeout: LIMIT });
    expectExact(outcome);
    const [, early, , , late] = numbers(outcome.recorded.stdout, 'kilobytes') as [number, number, number, number, number];
    // A request that leaves 1 KB behind would show as 1.2 MB, at the full size as 60 MB.
    expect(late - early).toBeLessThan(full ? 6_000 : 800);
  }, LIMIT);
});

// samples/network-failure does what its README says.
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { reprise } from '../harness/index.js';
import { Sample, serving } from './sample.js';

// A demo builds, records run after run, and replays.
vi.setConfig({ testTimeout: 180_000 });

let sample: Sample;
beforeAll(() => { sample = new Sample('network-failure'); });
afterAll(() => sample.remove());

describe('a client that makes a key for each attempt', () => {
  it('charges twice in some run, which replays without the server and shows the two keys', async () => {
    const stdout = await sample.demo();
    const [, order] = /order (\S+): \d+ cents, charged [2-9] times\n/.exec(stdout)!;
    expect(stdout).toMatch(/run \d+ charged twice, exit code 1:\n/);
    const attempts = [...stdout.slice(stdout.indexOf(`   order ${order}\n`)).matchAll(/src\/payment\.ts:24 {2}posts with the key (\w{8})… +\d+ ms {2}(.*)\n/g)];
    expect(new Set(attempts.map(([, key]) => key)).size).toBe(attempts.length);
    expect(attempts.map(([, , outcome]) => outcome)).toContain('TimeoutError: The operation was aborted due to timeout');
    expect(attempts.at(-1)![2]).toBe('status 201');
    await sample.expectFaithful(sample.path('.reprise/double-charge.reprise'));
  });

  it('charges once in other runs, which replay without the server, too', async () => {
    const server = await serving(sample.path('server.mjs'));
    const recording = await sample.recordSuccess(['node', 'dist/main.js'], { env: { PAYMENT_SERVICE: server.address } });
    await server.stop();
    await expect(fetch(server.address)).rejects.toThrow('fetch failed');
    await sample.expectFaithful(recording);
  });

  it('fails the test that keeps the replay', async () => {
    expect(await sample.tests()).toMatchObject({ code: 1, stdout: expect.stringContaining('the program fails as it was recorded') });
  });
});

describe('the client that the README repairs', () => {
  it('passes the test, and charges once in all runs', async () => {
    await sample.repair();
    expect(await sample.tests()).toMatchObject({ code: 0 });
    const server = await serving(sample.path('server.mjs'));
    const { code, stderr } = await reprise(['record', '--until-fail', '--max', '4', '-o', 'never.reprise', '--', 'node', 'dist/main.js'], { cwd: sample.folder, env: { PAYMENT_SERVICE: server.address } });
    await server.stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('no failure in 4 runs') });
    expect(existsSync(sample.path('never.reprise'))).toBe(false);
  });
});

// One test a case: recorded as plain, replayed as recorded.
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kind, openRecording } from '../../recording/index.js';
import { untilAlike } from '../harness/index.js';
import { Cases, stable } from './cases.js';
import { INSTALL } from './install.js';

/**
 * Makes the tests of a folder of cases.
 *
 * @param watched - cases that are recorded once more, watching for leaks: they have none
 */
export function describeCases(folder: string, watched: readonly string[] = []): void {
  describe(basename(folder), () => {
    let cases: Cases;
    beforeAll(async () => { cases = await Cases.in(folder); }, INSTALL);
    afterAll(() => cases.remove());

    it.concurrent.each(Cases.namesIn(folder))('%s runs recorded as plain, and replays without its packages and its peer', async (name) => {
      const { plain, recorded, end, replays } = await untilAlike(() => cases.run(name), stable);
      expect(plain).toMatchObject({ code: 0, stderr: '' });
      expect({ ...recorded, stdout: stable(recorded.stdout) }).toEqual({ ...plain, stdout: stable(plain.stdout) });
      expect(stable(plain.stdout).length).toBeGreaterThan(3);
      expect(end).toMatchObject({ inexact: 0 });
      for (const replayed of replays) expect(replayed).toEqual(recorded);
    }, 240_000);

    it.each(watched)('%s has no leaks, whatever its packages do', async (name) => {
      const { stderr, recording } = await cases.watchLeaks(name);
      expect(stderr).toBe('');
      expect([...openRecording(recording).entries()].find(({ kind }) => kind === Kind.Leaks)).toMatchObject({ leaks: [] });
    }, 120_000);
  });
}

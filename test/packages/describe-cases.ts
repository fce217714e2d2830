// One test a case: recorded as plain, replayed as recorded.
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cases, stable } from './cases.js';
import { INSTALL } from './install.js';

/** Makes the tests of a folder of cases. */
export function describeCases(folder: string): void {
  describe(basename(folder), () => {
    let cases: Cases;
    beforeAll(async () => { cases = await Cases.in(folder); }, INSTALL);
    afterAll(() => { cases.remove(); });

    it.each(Cases.namesIn(folder))('%s runs recorded as plain, and replays without its packages and its peer', async (name) => {
      const { plain, recorded, end, replays } = await cases.run(name);
      expect(plain).toMatchObject({ code: 0, stderr: '' });
      expect({ ...recorded, stdout: stable(recorded.stdout) }).toEqual({ ...plain, stdout: stable(plain.stdout) });
      expect(stable(plain.stdout).length).toBeGreaterThan(3);
      expect(end).toMatchObject({ inexact: 0 });
      for (const replayed of replays) expect(replayed).toEqual(recorded);
    }, 120_000);
  });
}

// Programs with the packed runtime: with nothing to record, recorded and replayed. Lines that begin with # differ from run
// to run; of a replay they are the recorded ones.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, inject } from 'vitest';
import { execute, installed, type Result } from '../harness/index.js';
import type { Build } from './builds.js';
import type { Output } from './compile.js';
import { placePackages, sameInEveryRun, type Fixture, type Run } from './fixtures.js';

/**
 * Fails unless a program does in every way of running it what it does plain.
 *
 * @param plain - what it does without the transformer
 */
export async function expectRecordable({ entry }: Fixture, { format }: Build, output: Output, plain: Run): Promise<void> {
  const base = mkdtempSync(join(inject('workshop'), 'fixture-'));
  placePackages(base);
  const folder = join(base, 'program');
  for (const [file, text] of [...output, ['package.json', JSON.stringify({ name: 'fixture', type: format === 'esm' ? 'module' : 'commonjs' })]] as const) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const node = (preload: readonly string[] = [], env: Record<string, string> = {}) => execute(process.execPath, ['--enable-source-maps', ...preload, join(folder, entry)], { cwd: folder, env });
  const boot = ['--require', installed('dist/runtime/boot.js')];
  const off = comparable(await node());
  expect({ code: off.code, output: `${off.stdout}${off.stderr}` }).toEqual(plain);
  const recorded = await node(boot, { REPRISE_MODE: 'record', REPRISE_FILE: join(folder, 'run.reprise') });
  expect(comparable(recorded)).toEqual(off);
  const report = join(folder, 'report.json');
  expect(await node(boot, { REPRISE_MODE: 'replay', REPRISE_FILE: join(folder, 'run.reprise'), REPRISE_REPORT: report })).toEqual(recorded);
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ faithful: true });
  rmSync(base, { recursive: true });
}

/** What has to be the same in every run. */
function comparable(result: Result): Result {
  return { ...result, stdout: sameInEveryRun(result.stdout) };
}

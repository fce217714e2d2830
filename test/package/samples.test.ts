// The samples do what their READMEs say, against the packed package.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { execute, installed, root } from '../harness/index.js';

let base: string;
beforeAll(() => { base = mkdtempSync(join(inject('workshop'), 'samples-')); });
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A copy of a sample that uses the packed package. */
function copy(name: string): string {
  const folder = join(base, name);
  cpSync(join(root, 'samples', name), folder, { recursive: true, filter: (path) => !/[\\/](node_modules|dist|\.reprise)$/.test(path) });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(installed(), join(folder, 'node_modules', 'reprise'), 'junction');
  return folder;
}

it('each sample has a tsconfig, a package.json and a README of its own', () => {
  for (const name of readdirSync(join(root, 'samples'))) {
    for (const file of ['tsconfig.json', 'package.json', 'README.md']) expect(existsSync(join(root, 'samples', name, file))).toBe(true);
  }
});

describe('race-condition', () => {
  it('loses an update, replays it, and shows that both deposits read the same balance', async () => {
    const { stdout, stderr, code } = await execute(process.execPath, [join(copy('race-condition'), 'demo.mjs')], { cwd: base, timeout: 120_000 });
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toMatch(/run \d+ lost an update, exit code 1:\n +balance \d+, expected 175\n/);
    expect(stdout).toContain('5 of 5 identical: the same output, the same exit code 1');
    const steps = [...stdout.matchAll(/src\/account\.ts:\d+ {2}(reads|writes) +balance (\d+)/g)].map(([, does, balance]) => `${does} ${balance}`);
    expect(steps.filter((step) => step === 'reads 100')).toHaveLength(2);
    expect(steps.filter((step) => step.startsWith('writes'))).toEqual(['writes 100', expect.anything(), expect.anything()]);
    expect(stdout).toMatch(/← the other deposit (has read, but not written yet|is still being written)\n/);
  });
});

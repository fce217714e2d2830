// Where two recordings part, and what takes the bytes of one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordingWriter } from '../../recording/index.js';
import { reprise, type Result } from '../harness/index.js';
import { handmade, sample } from '../harness/recording.js';

let folder: string;
const call = (...args: string[]): Promise<Result> => reprise(args, { cwd: folder });
const module = { hash: '0123456789abcdef', format: 'commonjs' as const, version: '0.1.0', outside: [], module: 0, file: 'src/main.ts', location: '/x/main.js', firstSite: 1, sites: [3, 9, 'Date.now', 4, 9, 'Math.random'] };
const random = { generator: 'xoshiro128++', seed: [1, 2, 3, 4] } as const;

function draw(writer: RecordingWriter): void {
  if (!writer.draw()) writer.firstDraw(2);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reprise-diff-'));
  sample(join(folder, 'sample.reprise'));
  for (const [name, lines, time, flushed] of [['a', 3, 1000, false], ['b', 4, 2000, false], ['c', 3, 3000, true]] as const) {
    handmade(join(folder, `${name}.reprise`), (writer) => {
      writer.module(module);
      draw(writer);
      // A write to the disk between two draws is no difference.
      if (flushed) writer.flush(true);
      draw(writer);
      writer.clockRead(1, 0, time);
      for (let i = 0; i < lines; i++) writer.output(1, Buffer.from(`line ${i}\n`));
      writer.end('exit', lines, '', 0, 0);
    }, { random });
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('diff', () => {
  it('finds the first point where two recordings part, and summarises the rest', async () => {
    const { stdout, code } = await call('diff', 'a.reprise', 'b.reprise');
    expect(code).toBe(1);
    expect(stdout).toMatch(/The recordings part after 6 common steps:\n/);
    expect(stdout).toMatch(/\n {2}a +6 {2}- {2}end {2}exit code 3\n {2}b +6 {2}- {2}stdout {2}"line 3\\n"\n/);
    expect(stdout).toMatch(/\nThe first value that differs:\n {2}a +2 {2}src\/main\.ts:3:9 {2}Date\.now {2}→ 1000\n {2}b +2 {2}src\/main\.ts:3:9 {2}Date\.now {2}→ 2000\n/);
    expect(stdout).toMatch(/\n +3 +4 {2}stdout\n$/);
  });

  it('takes recordings for the same that differ in values alone', async () => {
    const { stdout, code } = await call('diff', 'a.reprise', 'c.reprise', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ same: 7, parting: null, value: { a: { operation: 'Date.now', detail: '→ 1000' }, b: { detail: '→ 3000' } }, counts: [] });
  });

  it('says that nothing differs', async () => {
    expect(await call('diff', 'a.reprise', 'a.reprise')).toMatchObject({ code: 0, stdout: expect.stringContaining('The recordings do the same to the end: 7 steps.\nAll values are the same.\n') });
  });
});

describe('stats', () => {
  it('tells entries and bytes by operation and by place', async () => {
    const { stdout, code } = await call('stats', 'sample.reprise');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^recording {2}sample\.reprise \(format 2\)\nentries {4}9 entries in 20 ms, exit code 3\nbytes {6}[\d,]+ bytes on disk, [\d,]+ before compression, [\d.]+ an entry; [\d,]+ of them for header and index\n/);
    expect(stdout).toMatch(/\n +\d+ +[\d.]+% +2 {2}module\n/);
    expect(stdout).toMatch(/\n +\d+ +[\d.]+% +2 {2}Date\.now\n/);
    expect(stdout).toMatch(/\n +\d+ +[\d.]+% +1 {2}src\/main\.ts:3:9\n/);
  });

  it('adds up to the file as JSON', async () => {
    const found = JSON.parse((await call('stats', 'sample.reprise', '--json')).stdout) as { bytes: number; rest: number; entries: number; operations: { entries: number; stored: number }[] };
    expect(found.operations.reduce((sum, { entries }) => sum + entries, 0)).toBe(found.entries);
    expect(found.operations.reduce((sum, { stored }) => sum + stored, 0) + found.rest).toBe(found.bytes);
    expect(found.rest).toBeGreaterThan(100);
  });
});

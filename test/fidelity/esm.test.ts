// Fidelity in ES modules; and every way to read the standard input.
import { readdirSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reprise } from '../harness/index.js';
import { expectSame, testFidelity } from './fidelity.js';
import { record } from './surroundings.js';

const ways = ['iterated', 'data', 'readable', 'lines', 'awaited', 'question', 'questions', 'text', 'descriptor', 'piped'];

testFidelity('esm', { esm: 'where an ES module lies' }, (program) => {
  describe('a replay has the input that the program had:', () => {
    it.each(ways)('%s', async (way) => {
      const { stdout, code } = await expectSame(program(), { entry: 'input', args: [way], input: 'first line\nsecond\nthird', direct: true });
      expect(code).toBe(0);
      expect(stdout).toContain('first line');
    });
  });

  it('leaves each child that is a reprise program a recording of its own', async () => {
    const children = () => readdirSync(program().folder).filter((name) => /^children .*child-[\d-]+\.reprise$/.test(name)).sort();
    for (const name of children()) rmSync(program().path(name));
    await record(program(), { entry: 'children', args: [program().path('dist/child.js')] });
    // Forked, by execFile, by execFileSync, by spawnSync, and two started by one shell.
    expect(children()).toHaveLength(6);
    for (const name of children()) {
      const { stdout, code } = await reprise(['replay', program().path(name)], { cwd: program().folder });
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^child (forked|async|sync|spawnSync|one|two) 0\.\d+\n/) as string });
    }
  });

  it('ends with 13 while a top-level await is unsettled', async () => {
    expect((await expectSame(program(), { entry: 'suspended', direct: true })).code).toBe(13);
  });

  it('fails where a top-level await failed', async () => {
    expect((await expectSame(program(), { entry: 'failing', direct: true })).code).toBe(1);
  });
});

// Fidelity in ES modules; and every way to read the standard input.
import { describe, expect, it } from 'vitest';
import { expectSame, testFidelity } from './fidelity.js';

const ways = ['iterated', 'data', 'readable', 'lines', 'awaited', 'question', 'questions', 'text', 'descriptor', 'piped'];

testFidelity('esm', { esm: 'where an ES module lies' }, (program) => {
  describe('a replay has the input that the program had:', () => {
    it.each(ways)('%s', async (way) => {
      const { stdout, code } = await expectSame(program(), { entry: 'input', args: [way], input: 'first line\nsecond\nthird' });
      expect(code).toBe(0);
      expect(stdout).toContain('first line');
    });
  });

  it('ends with 13 while a top-level await is unsettled', async () => {
    expect((await expectSame(program(), { entry: 'suspended' })).code).toBe(13);
  });

  it('fails where a top-level await failed', async () => {
    expect((await expectSame(program(), { entry: 'failing' })).code).toBe(1);
  });
});

// A replay that lacks what has to be there: modules of the program, and pure packages.
import { renameSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { project, run } from '../harness/index.js';

describe.each(['commonjs', 'esm'] as const)('a replay of a program of %s modules', (module) => {
  it('names the pure package that is not installed', async () => {
    const made = await project({
      module,
      files: { 'src/main.ts': "import { twice } from 'purely';\nconsole.log(twice(4), typeof Date.now());\n" },
      outside: { purely: { 'index.js': 'exports.twice = (n) => n * 2;' } },
      plugin: { pure: ['purely'] },
    });
    expect((await run(made, { mode: 'record' })).stdout).toBe('8 number\n');
    renameSync(made.path('node_modules/purely'), made.path('gone'));
    const { code, stdout, stderr } = await run(made, { mode: 'replay' });
    expect({ code, stdout }).toEqual({ code: 125, stdout: '' });
    expect(stderr).toMatch(/^reprise: the replay needs a module that is not there: Cannot find (module|package) 'purely'.* \(REPRISE_MODULE_MISSING\)\nThe modules of the program run in a replay, and so do the packages that are pure; .* Install or build what is missing\.\n$/);
    made.remove();
  });
});

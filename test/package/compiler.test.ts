// The compiler that tests share does what the one that users run does.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { compiledTypescript, execute, project } from '../harness/index.js';

it.each(['commonjs', 'esm'] as const)('gives the output of tspc (%s)', async (module) => {
  const made = await project({
    module,
    files: {
      'src/main.ts': "import { readFile } from 'node:fs/promises';\nimport { type Kind, names } from './names.js';\nimport { probe } from 'probe';\nconst kind: Kind = 'a';\nexport const found = [Date.now(), names[kind], probe(), await0()];\nasync function await0(): Promise<string> { try { return await readFile('x', 'utf8'); } catch (error) { return String(error); } }\n",
      'src/names.ts': "import { sep, type ParsedPath } from 'node:path';\nexport type Kind = 'a' | 'b';\nexport const names: Record<Kind, string | ParsedPath> = { a: sep, b: 'b' };\n",
    },
    outside: { probe: { 'index.js': 'exports.probe = () => 1;\n' } },
  });
  const shared = output(made.folder);
  expect(shared.size).toBe(4);
  expect(shared.get('main.js')).toContain('reprise');
  const command = await execute(process.execPath, [join(inject('workshop'), 'node_modules', 'ts-patch', 'bin', 'tspc.js'), '-p', 'tsconfig.json', '--outDir', 'tspc'], { cwd: made.folder, timeout: 120_000, env: compiledTypescript() });
  expect(command).toMatchObject({ stdout: '', stderr: '', code: 0 });
  expect(output(made.folder, 'tspc')).toEqual(shared);
  made.remove();
});

it('refuses what does not compile', async () => {
  await expect(project({ files: { 'src/main.ts': 'const = 1;\n' } })).rejects.toThrow(/src\/main\.ts\(1,7\): error TS1134/);
  await expect(project({ files: { 'src/main.ts': 'export {};\n' }, plugin: { programm: [] } })).rejects.toThrow(/unknown option "programm"/);
});

/** Text of all output by name. */
function output(folder: string, outDir = 'dist'): ReadonlyMap<string, string> {
  return new Map(readdirSync(join(folder, outDir)).sort().map((name) => [name, readFileSync(join(folder, outDir, name), 'utf8')]));
}

// The package as npm installs it: in an empty folder, with the versions that the README names.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { execute } from '../harness/index.js';

const SOURCE = `import { readFileSync } from 'node:fs';

interface Reading { at: number; text: string }

function read(): Reading {
  return { at: Date.now(), text: readFileSync('data.txt', 'utf8') };
}

async function main(): Promise<void> {
  const { at, text } = read();
  await new Promise((resolve) => setTimeout(resolve, 5));
  console.log(at, text, Math.random());
  throw new Error('on line 13');
}

void main();
`;

let base: string;
const npm = (...args: string[]) => execute('npm', [...args, '--no-audit', '--no-fund', '--prefer-offline'], { cwd: base, timeout: 120_000 });
const bin = (folder: string, name: string, ...args: string[]) => execute(join(base, 'node_modules', '.bin', name), args, { cwd: join(base, folder), timeout: 60_000 });

/** A project of one kind of module, to be built; what it needs is installed in the folder above. */
function write(module: 'commonjs' | 'module', options: object = {}): void {
  const folder = join(base, module);
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: `uses-${module}`, version: '1.0.0', private: true, type: module }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { target: 'es2022', module: 'node16', strict: true, rootDir: 'src', outDir: 'dist', types: ['node'], sourceMap: true, plugins: [{ transform: 'reprise/transformer' }], ...options },
    include: ['src'],
  }));
  writeFileSync(join(folder, 'src', 'main.ts'), SOURCE);
  writeFileSync(join(folder, 'src', 'types.ts'), "import * as reprise from 'reprise';\nexport const names: string[] = Object.keys(reprise);\n");
  writeFileSync(join(folder, 'data.txt'), 'data');
}

/** Installs as the README says and builds one project by either command; development dependencies are pruned afterwards. */
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'reprise-install-'));
  writeFileSync(join(base, 'package.json'), JSON.stringify({ name: 'uses', version: '1.0.0', private: true }));
  // The types that come with reprise are checked once, with the smallest library.
  write('commonjs', { lib: ['es2022'] });
  write('module', { skipLibCheck: true });
  const installed = await npm('install', inject('tarball'));
  const development = await npm('install', '--save-dev', 'typescript@6.0.3', 'ts-patch@3.3.0', '@types/node@20');
  expect(`${installed.stderr}${development.stderr}`).not.toMatch(/EBADENGINE|ERESOLVE|deprecated/);
  expect([installed.code, development.code]).toEqual([0, 0]);
  for (const built of [bin('commonjs', 'reprise', 'build'), bin('module', 'tspc')]) expect(await built).toMatchObject({ stdout: '', stderr: '', code: 0 });
  expect((await npm('prune', '--omit=dev')).code).toBe(0);
  expect(existsSync(join(base, 'node_modules', 'ts-patch'))).toBe(false);
  // The compiler is an optional peer of reprise, so npm keeps it; nothing at run time may need it.
  rmSync(join(base, 'node_modules', 'typescript'), { recursive: true });
}, 240_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe.each(['commonjs', 'module'] as const)('installed in an empty folder (%s)', (module) => {
  it('records, and replays with the files gone and development dependencies pruned', async () => {
    const recorded = await bin(module, 'reprise', 'record', '-o', 'run.reprise', '--', 'node', 'dist/main.js');
    expect(recorded).toMatchObject({ stdout: expect.stringMatching(/^\d+ data 0\.\d+\n$/), code: 1 });
    rmSync(join(base, module, 'data.txt'));
    expect(await bin(module, 'reprise', 'replay', 'run.reprise')).toMatchObject({ stdout: recorded.stdout, code: 1 });
    expect((await bin(module, 'reprise', 'verify', 'run.reprise', '-n', '3')).code).toBe(0);
  });

  it('shows stack traces on the lines of the TypeScript source', async () => {
    const { stderr } = await bin(module, 'reprise', 'replay', 'run.reprise');
    expect(stderr).toMatch(/Error: on line 13\n +at main \(.*src[\\/]main\.ts:13:9\)/);
    expect(stderr).not.toMatch(/node_modules[\\/]reprise/);
  });

  it('gives the same runtime to import and to require', async () => {
    const script = "import('reprise').then((a) => { const b = require('reprise'); console.log(Object.keys(b).every((name) => a[name] === b[name])); });";
    expect(await execute(process.execPath, ['--input-type=commonjs', '-e', script], { cwd: join(base, module) })).toMatchObject({ stdout: 'true\n', stderr: '', code: 0 });
  });
});

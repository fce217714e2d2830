// A workspace as pnpm lays it out: every package sees its own dependencies alone, through links into a store.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledTypescript, execute, installed, root } from '../harness/index.js';

let base: string;
const STORE = 'node_modules/.pnpm/reprise@0.1.0/node_modules';

function write(name: string, content: string | object): void {
  mkdirSync(dirname(join(base, name)), { recursive: true });
  writeFileSync(join(base, name), typeof content === 'string' ? content : JSON.stringify(content));
}

function link(from: string, to: string): void {
  mkdirSync(dirname(join(base, from)), { recursive: true });
  symlinkSync(to, join(base, from), 'junction');
}

function member(name: string, files: Record<string, string>): void {
  write(`packages/${name}/package.json`, { name, version: '1.0.0', main: 'dist/index.js' });
  write(`packages/${name}/tsconfig.json`, {
    compilerOptions: { target: 'es2022', module: 'node16', rootDir: 'src', outDir: 'dist', sourceMap: true, declaration: true, types: ['node'], lib: ['es2022'], noCheck: true, plugins: [{ transform: 'reprise/transformer' }] },
    include: ['src'],
  });
  for (const [path, text] of Object.entries(files)) write(`packages/${name}/src/${path}`, text);
  for (const tool of ['typescript', 'ts-patch', '@types']) link(`packages/${name}/node_modules/${tool}`, join(root, 'node_modules', tool));
  link(`packages/${name}/node_modules/reprise`, join(base, STORE, 'reprise'));
}

const compile = (name: string) => execute(process.execPath, [join(root, 'node_modules/ts-patch/bin/tspc.js'), '-p', '.'], { cwd: join(base, 'packages', name), timeout: 60_000, env: compiledTypescript() });
const reprise = (...args: string[]) => execute(process.execPath, [join(base, 'packages/app/node_modules/reprise/dist/cli/main.js'), ...args], { cwd: join(base, 'packages/app') });

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'reprise-workspace-'));
  write('package.json', { name: 'workspace', private: true });
  cpSync(installed(), join(base, STORE, 'reprise'), { recursive: true });
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  for (const name of [...Object.keys(dependencies), '@jridgewell']) link(`${STORE}/${name}`, join(root, 'node_modules', name));
  link(`${STORE}/typescript`, join(root, 'node_modules/typescript'));
  member('lib', { 'index.ts': 'export function stamp(): string { return `${Date.now()} ${Math.random()}`; }\n' });
  member('app', { 'index.ts': "import { stamp } from 'lib';\nconsole.log(stamp(), Date.now());\n" });
  link('packages/app/node_modules/lib', join(base, 'packages/lib'));
  for (const name of ['lib', 'app']) expect(await compile(name)).toMatchObject({ stdout: '', code: 0 });
}, 120_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('in a workspace', () => {
  it('records both packages into one recording and replays it', async () => {
    const recorded = await reprise('record', '-o', 'run.reprise', '--', 'node', 'dist/index.js');
    expect(recorded).toMatchObject({ stdout: expect.stringMatching(/^\d+ 0\.\d+ \d+\n$/), code: 0 });
    expect(await reprise('replay', 'run.reprise')).toMatchObject({ stdout: recorded.stdout, stderr: '', code: 0 });
    const { stdout } = await reprise('show', 'run.reprise', '--op', 'Date.now', '--json');
    const places = stdout.split('\n').filter((line) => line.includes('"type":"entry"')).map((line) => JSON.parse(line) as { line: number; detail: string });
    expect(places.map(({ line }) => line)).toEqual([1, 2]);
  });
});

// The real compilers and loaders of plugins, installed from the registry once.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { compiledTypescript, execute, installed, reprise } from '../harness/index.js';
import { isInstrumented, link, PROGRAM, scratch, tsconfig, type Files, type Scratch } from './scratch.js';

const require = createRequire(__filename);
let store: string;
const stored = (name: string) => join(store, 'node_modules', name);

beforeAll(async () => {
  store = mkdtempSync(join(inject('workshop'), 'store-'));
  mkdirSync(store, { recursive: true });
  const dependencies = { ts48: 'npm:typescript@4.8.4', ts54: 'npm:typescript@5.4.5', ts7: 'npm:typescript@7.0.2', ttypescript: '1.5.15' };
  writeFileSync(join(store, 'package.json'), JSON.stringify({ private: true, dependencies }));
  const installed = await execute('npm', ['install', '--legacy-peer-deps', '--no-audit', '--no-fund', '--prefer-offline', '--silent'], { cwd: store, timeout: 110_000 });
  expect(installed.code).toBe(0);
}, 120_000);
afterAll(() => rmSync(store, { recursive: true, force: true }));

/** A project with a compiler of its own. */
function withCompiler(name: string, files: Files = {}, options: object = {}): Scratch {
  // Options that all these versions have; checking is not the subject.
  const project = scratch({ 'tsconfig.json': tsconfig({ skipLibCheck: true, sourceMap: true, declaration: true, ...options }), 'src/main.ts': PROGRAM, ...files });
  link(project, 'typescript', stored(name));
  return project;
}
/** Callees, targets and arguments of many kinds. These projects have no types of Node. */
const VARIED = `// @ts-nocheck
import { record } from 'reprise';
import { join as path } from 'node:path';
enum Level { Low, High = 'high' }
const draw = record(async (): Promise<number> => Math.random());
class Store<T> { #items: T[] = []; static made = 0; add(item: T): this { this.#items.push(item); Store.made++; return this; } get size(): number { return this.#items.length; } }
const call = { later: (fn: () => void) => { (setTimeout as any)(fn, 1); } };
call['later'](() => console.log((<number>Date.now()) > 0, new (Date as DateConstructor)().getTime()! > 0));
/** @record */ function stamp(at?: { now?: number }): string { return String(at?.now ?? Date.now()); }
(async () => { try { for await (const x of [draw(), draw()]) console.log(x, Level.High, path('a', 'b'), stamp(), new Store<number>().add(x).size); } catch (error) { console.log(error); } })();
`;

const node = (project: Scratch, script: string, ...args: string[]) => execute(process.execPath, [script, ...args], { cwd: project.folder, timeout: 60_000, env: compiledTypescript() });

it.each([['4.8.4', 'ts48'], ['5.4.5', 'ts54']])('TypeScript %s builds what can be recorded and replayed, and with reprise off exactly what its tsc builds', async (_version, name) => {
  const project = withCompiler(name, { 'src/varied.ts': VARIED }, { tsBuildInfoFile: 'dist/tsconfig.tsbuildinfo', incremental: true });
  expect(await project.build()).toMatchObject({ stdout: '', stderr: '', code: 0 });
  expect((await reprise(['record', '-o', 'run.reprise', '--', 'node', 'dist/main.js'], { cwd: project.folder })).code).toBe(0);
  expect((await reprise(['verify', 'run.reprise', '-n', '1'], { cwd: project.folder })).code).toBe(0);
  expect((await reprise(['record', '-o', 'varied.reprise', '--', 'node', 'dist/varied.js'], { cwd: project.folder })).code).toBe(0);
  expect((await reprise(['verify', 'varied.reprise', '-n', '1'], { cwd: project.folder })).code).toBe(0);
  expect(await project.build([], { env: { REPRISE_INSTRUMENT: '0' } })).toMatchObject({ stdout: '', stderr: '', code: 0 });
  const built = project.tree('dist');
  rmSync(join(project.folder, 'dist'), { recursive: true });
  expect((await node(project, stored(`${name}/lib/tsc.js`))).code).toBe(0);
  expect(built).toEqual(project.tree('dist'));
});

it('no function of the compiler is called that TypeScript 4.8 lacks', () => {
  const ts = require(stored('ts48')) as Record<string, unknown>;
  const factory = ts['factory'] as Record<string, unknown>;
  const folder = installed('dist/transformer');
  const texts = readdirSync(folder, { recursive: true }).map(String).filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(folder, file), 'utf8'));
  const called = new Set(texts.flatMap((text) => [...text.matchAll(/\bts\.(factory\.)?(\w+)\(/g)].map(([, of, name]) => `${of ?? ''}${name}`)));
  expect(called.size).toBeGreaterThan(100);
  expect([...called].filter((name) => typeof (name.startsWith('factory.') ? factory[name.slice('factory.'.length)] : ts[name]) !== 'function')).toEqual([]);
});

it('TypeScript 4.8.4 builds several projects, again where tsc came in between, and reports errors', async () => {
  const name = 'ts48';
  const project = withCompiler(name, { 'lib/tsconfig.json': tsconfig({ composite: true, skipLibCheck: true }), 'lib/src/index.ts': 'export const at = Date.now();\n', 'tsconfig.json': tsconfig({ skipLibCheck: true }, { references: [{ path: './lib' }] }) });
  const outputs = () => ['lib/dist/index.js', 'dist/main.js'].map((path) => isInstrumented(project.read(path)));
  expect(await project.build(['--build'])).toMatchObject({ stdout: '', stderr: '', code: 0 });
  expect(outputs()).toEqual([true, true]);
  await node(project, stored(`${name}/lib/tsc.js`), '--build', '--force');
  expect(outputs()).toEqual([false, false]);
  expect(await project.build(['--build'])).toMatchObject({ stdout: '', stderr: '', code: 0 });
  expect(outputs()).toEqual([true, true]);
  project.write({ 'src/main.ts': 'export const n: string = 1;\n' });
  const { stdout, code } = await project.build();
  expect(stdout).toMatch(/src\/main\.ts\(1,14\): error TS2322/);
  expect(code).toBe(2);
});

describe('TypeScript 7', () => {
  it('is refused with what to install', async () => {
    const project = withCompiler('ts7');
    expect(await project.build()).toMatchObject({
      stdout: '',
      stderr: 'reprise: typescript 7.0.2 is installed. TypeScript 7 has no interface for plugins, so reprise cannot build with it. (REPRISE_COMPILER)\n'
        + 'Install one that it works with: npm i -D typescript@6.0.3\nTo keep TypeScript 7 for all else, install 6 beside it, and reprise takes that: npm i -D @typescript/typescript6\n',
      code: 125,
    });
    expect(project.has('dist')).toBe(false);
  });

  it('may stay where TypeScript 6 is beside it', async () => {
    const project = withCompiler('ts7');
    link(project, '@typescript/typescript6', join(inject('workshop'), 'node_modules/typescript'));
    expect(await project.build()).toMatchObject({ stdout: '', stderr: '', code: 0 });
    expect(isInstrumented(project.read('dist/main.js'))).toBe(true);
  });
});

it('a folder without a compiler is told to install one', async () => {
  const elsewhere = mkdtempSync(join(store, '..', '..', 'reprise-nothing-'));
  try {
    expect(await reprise(['build'], { cwd: elsewhere })).toMatchObject({ stderr: expect.stringMatching(/^reprise: there is no TypeScript compiler for .*\. \(REPRISE_COMPILER\)\nInstall one: npm i -D typescript@6\.0\.3\n$/), code: 125 });
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});

describe('ttypescript 1.5.15', () => {
  const ttsc = (project: Scratch, ...args: string[]) => node(project, stored('ttypescript/bin/tsc'), ...args);

  it('loads the plugin, with the output of reprise build', async () => {
    const project = withCompiler('ts48', { 'src/main.ts': `${PROGRAM}eval('1');\n` });
    const built = await ttsc(project);
    expect(built).toMatchObject({ stdout: expect.stringMatching(/^src\/main\.ts\(4,1\): warning TS990001: /), stderr: '', code: 0 });
    const output = project.tree('dist');
    rmSync(join(project.folder, 'dist'), { recursive: true });
    expect(await project.build()).toMatchObject({ stdout: built.stdout, code: 0 });
    expect(project.tree('dist')).toEqual(output);
  });

  it('fails with the message where it reports nothing itself', async () => {
    const project = withCompiler('ts48', { 'tsconfig.json': tsconfig({ plugins: [{ transform: 'reprise/transformer', instrumnet: true }] }) });
    const { stderr, code } = await ttsc(project);
    expect(stderr).toContain('the plugin entry of tsconfig.json has an unknown option "instrumnet".\nDid you mean "instrument"?');
    expect(code).not.toBe(0);
    expect(project.has('dist/main.js')).toBe(false);
  });
});

describe('ts-patch', () => {
  it('loads the plugin into a compiler that it patched for good', async () => {
    const project = scratch({ 'tsconfig.json': tsconfig({ skipLibCheck: true }), 'src/main.ts': PROGRAM });
    // The compiler is written to: a copy.
    const copied = await execute('cp', ['-r', stored('ts54'), join(project.folder, 'node_modules/typescript')], { cwd: project.folder });
    expect(copied.code).toBe(0);
    const patched = await node(project, join(inject('workshop'), 'node_modules/ts-patch/bin/ts-patch.js'), 'install', '--silent');
    expect(patched).toMatchObject({ code: 0 });
    expect(await node(project, join(project.folder, 'node_modules/typescript/lib/tsc.js'))).toMatchObject({ stdout: '', stderr: '', code: 0 });
    const output = project.tree('dist');
    expect(isInstrumented(output['main.js'] ?? '')).toBe(true);
    expect(await project.build(['--outDir', 'built'])).toMatchObject({ stdout: '', stderr: '', code: 0 });
    expect(project.tree('built')).toEqual(output);
  });
});

// `reprise check` fails where output is not instrumented, or something has outdated it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { compiledTypescript, reprise, type Result } from '../harness/index.js';
import { builtModules } from '../../cli/built-modules.js';
import { PLUGIN, PROGRAM, scratch, tsconfig, type Scratch } from './scratch.js';
import ts from 'typescript';

const CONFIG = tsconfig({ noCheck: true });
const SOURCES = { 'src/main.ts': PROGRAM, 'src/types.ts': 'export type Text = string;\n', 'src/deep/part.ts': '\ufeffexport const at = Date.now();\n', 'src/empty.ts': '' };
let project: Scratch;
let output: Readonly<Record<string, string>>;
const check = (...args: string[]): Promise<Result> => reprise(['check', ...args], { cwd: project.folder, env: compiledTypescript() });

beforeAll(async () => {
  project = scratch({ 'tsconfig.json': CONFIG, ...SOURCES }, inject('workshop'), afterAll);
  expect(await project.build()).toMatchObject({ stdout: '', code: 0 });
  output = project.tree('dist');
});

/** Each test begins with the fresh output. */
beforeEach(() => {
  rmSync(join(project.folder, 'dist'), { recursive: true });
  project.write({ 'tsconfig.json': CONFIG, ...SOURCES, ...Object.fromEntries(Object.entries(output).map(([name, text]) => [`dist/${name}`, text])) });
});

describe('output that is fresh', () => {
  it('passes; modules of types alone and empty ones are instrumented, too', async () => {
    expect(await check('dist')).toMatchObject({ stdout: 'fresh: 0 faults in 4 files (4 instrumented modules)\n', stderr: '', code: 0 });
    expect(JSON.parse((await check('dist', '--json')).stdout)).toEqual({ files: 4, modules: 4, withoutSource: 0, faults: [] });
  });

  it('passes without its sources, which it says', async () => {
    for (const name of Object.keys(SOURCES)) rmSync(join(project.folder, name));
    expect(await check('dist')).toMatchObject({ stdout: 'fresh: 0 faults in 4 files (4 instrumented modules, 4 without a source to compare with)\n', code: 0 });
  });
});

describe('output that lies elsewhere than its package', () => {
  it('is compared with its sources by the project, or by source maps', async () => {
    const elsewhere = scratch({ 'app/package.json': { name: 'app' }, 'app/tsconfig.json': tsconfig({ noCheck: true, outDir: '../built', sourceMap: true }), 'app/src/main.ts': PROGRAM });
    expect(await elsewhere.build(['-p', 'app'])).toMatchObject({ stdout: '', code: 0 });
    elsewhere.write({ 'app/src/main.ts': `${PROGRAM}// changed\n` });
    const old = 'built/main.js was built before app/src/main.ts was changed\n';
    for (const args of [['built'], ['built', '-p', 'app']]) expect((await reprise(['check', ...args], { cwd: elsewhere.folder })).stdout).toContain(old);
    rmSync(join(elsewhere.folder, 'built/main.js.map'));
    expect((await reprise(['check', 'built', '-p', 'app'], { cwd: elsewhere.folder })).stdout).toContain(old);
  });
});

describe('output of a project with baseUrl', () => {
  it('does not record modules of the program that are named like packages', async () => {
    const based = scratch({ 'tsconfig.json': tsconfig({ noCheck: true, baseUrl: '.', ignoreDeprecations: '6.0' }), 'src/main.ts': "import { part } from 'src/parts';\nconsole.log(part);\n", 'src/parts/index.ts': 'export const part = 1;\n' });
    expect(await based.build()).toMatchObject({ stdout: '', code: 0 });
    expect(builtModules(ts, 'main.js', based.tree('dist')['main.js']!).tables[0]).toMatchObject({ outside: [], slots: [['g', 'console']] });
    expect(await reprise(['check', 'dist'], { cwd: based.folder, env: compiledTypescript() })).toMatchObject({ code: 0 });
  });
});

describe('output that is not', () => {
  it('was in part not instrumented', async () => {
    project.write({ 'dist/deep/part.js': 'export const at = Date.now();\n', 'dist/public/app.js': 'console.log(1);\n' });
    const { stdout, code } = await check('dist', '--ignore', 'public/*');
    expect(stdout).toBe('dist/deep/part.js was not instrumented\nnot fresh: 1 fault in 4 files (3 instrumented modules)\nBuild again: npx reprise build. Files that are no part of the program: --ignore.\n');
    expect(code).toBe(1);
    expect((JSON.parse((await check('dist', '--json')).stdout) as { faults: unknown }).faults).toEqual([
      { file: 'dist/deep/part.js', kind: 'not-instrumented', detail: 'was not instrumented' }, { file: 'dist/public/app.js', kind: 'not-instrumented', detail: 'was not instrumented' },
    ]);
  });

  it('is older than its source', async () => {
    project.write({ 'src/main.ts': `${PROGRAM}// changed\n` });
    expect(await check('dist')).toMatchObject({ stdout: expect.stringMatching(/^dist\/main\.js was built before src\/main\.ts was changed\nnot fresh: 1 fault in 4 files/), code: 1 });
  });

  it('was built with other options, of the project that writes there', async () => {
    project.write({ 'tsconfig.json': tsconfig({ outDir: 'elsewhere' }), 'tsconfig.build.json': tsconfig({ plugins: [{ ...PLUGIN, pure: ['left-pad'] }] }) });
    const { stdout, code } = await check('dist');
    expect(stdout).toMatch(/^dist\/deep\/part\.js was built with plugin options that differ from those in tsconfig\.build\.json\n/);
    expect([stdout.match(/other|differ/g)?.length, code]).toEqual([4, 1]);
    expect((await check('dist', '-p', 'tsconfig.json')).code).toBe(0);
    rmSync(join(project.folder, 'tsconfig.build.json'));
  });

  it('was built by another version', async () => {
    project.write({ 'dist/main.js': output['main.js']!.replace(/module\("(\d+)\|[^|]+\|/, 'module("$1|0.0.9|') });
    expect((await check('dist')).stdout).toMatch(/^dist\/main\.js was built by reprise 0\.0\.9 \(contract \d+\); this is \d+\.\d+\.\d+ \(contract \d+\)\n/);
  });

  it('refuses to run', async () => {
    project.write({ 'dist/main.js': 'throw new Error("reprise: src/main.ts:1:1 cannot be instrumented: why.\\nmore");\nexport {};\n' });
    expect((await check('dist')).stdout).toMatch(/^dist\/main\.js refuses to run: src\/main\.ts:1:1 cannot be instrumented: why\.\n/);
  });

  it('is mixed, where no tsconfig.json says what it should be', async () => {
    rmSync(join(project.folder, 'tsconfig.json'));
    project.write({ 'dist/main.js': output['main.js']!.replace(/(module\("\d+\|[^|]+\|)[0-9a-f]{16}/, '$1ffffffffffffffff') });
    expect(await check('dist')).toMatchObject({ stdout: expect.stringMatching(/^dist\/main\.js was built with plugin options that differ from those of most files\nnot fresh: 1 fault/), code: 1 });
  });

  it('is of a project that has it switched off', async () => {
    project.write({ 'tsconfig.json': tsconfig({ plugins: [{ ...PLUGIN, instrument: false }] }), 'dist/main.js': 'export {};\n' });
    expect((await check('dist')).stdout).toContain('Instrumentation is switched off in tsconfig.json, or by REPRISE_INSTRUMENT.\n');
  });

  it('is not there', async () => {
    expect(await check('nowhere')).toMatchObject({ stderr: 'reprise: there is no folder nowhere. (REPRISE_USAGE)\nBuild the program first: npx reprise build\n', code: 125 });
    expect(await check('src')).toMatchObject({ stderr: 'reprise: there is no JavaScript in src. (REPRISE_USAGE)\nBuild the program first: npx reprise build\n', code: 125 });
    expect(await check('dist', '-p', 'nowhere.json')).toMatchObject({ stderr: expect.stringContaining('reprise: there is no file nowhere.json. (REPRISE_USAGE)\n'), code: 125 });
  });
});

describe('what a file says', () => {
  const tables = (text: string) => builtModules(ts, 'x.js', text).tables.map(({ file }) => file);
  const written = '3|0.1.0|5ae1625b488b3935|esm|src/a.ts|25199691c4a0e635|||';

  it('is found in bundles and minified code', () => {
    expect(tables(`var r=require("reprise/runtime");(()=>{function a(){return a.m||(a.m=r.module(\`${written}\`,__filename))}a()})();function b(){return b.m||(b.m=r.module("${written.replace('a.ts', 'b.ts')}",import.meta.url))}`).sort()).toEqual(['src/a.ts', 'src/b.ts']);
  });

  it('is not taken from comments, strings or other calls', () => {
    expect(tables(`// r.module("${written}", __filename)\nconst s = 'r.module("${written}", __filename)'; angular.module("app|x", []); r.module("${written}");`)).toEqual([]);
  });
});

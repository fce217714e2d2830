// `reprise build` is tsc with plugins: the same output, the same messages, the same exit codes.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reprise } from '../harness/index.js';
import { isInstrumented, PROGRAM, scratch, tsconfig } from './scratch.js';

const SOURCES = {
  'src/main.ts': PROGRAM,
  'src/types.ts': 'export interface Reading { at: number }\n',
  'src/deep/part.ts': "import type { Reading } from '../types.js';\n/** Reads. */\nexport async function read(): Promise<Reading> { return { at: await Promise.resolve(Date.now()) }; }\n",
  'src/data.json': { some: 'data' },
};
const EVERYTHING = { lib: ['es2022'], declaration: true, declarationMap: true, sourceMap: true, composite: true, resolveJsonModule: true, tsBuildInfoFile: 'dist/tsconfig.tsbuildinfo' };

describe.each(['module', 'commonjs'])('the output of reprise build (%s)', (type) => {
  const project = () => scratch({ 'package.json': { name: 'p', type }, 'tsconfig.json': tsconfig(EVERYTHING), ...SOURCES });

  it('is that of tspc, byte for byte', async () => {
    const { build, folder, tree, tspc } = project();
    expect(await build()).toMatchObject({ stdout: '', stderr: '', code: 0 });
    const built = tree('dist');
    expect(Object.keys(built)).toEqual(expect.arrayContaining(['main.js', 'main.js.map', 'main.d.ts', 'main.d.ts.map', 'tsconfig.tsbuildinfo']));
    expect(isInstrumented(built['main.js']!)).toBe(true);
    rmSync(join(folder, 'dist'), { recursive: true });
    expect((await tspc()).code).toBe(0);
    expect(built).toEqual(tree('dist'));
  });

  it('is that of tsc, byte for byte, where it is switched off', async () => {
    const { build, folder, tree, tsc } = project();
    expect(await build([], { env: { REPRISE_INSTRUMENT: '0' } })).toMatchObject({ stdout: '', stderr: '', code: 0 });
    const built = tree('dist');
    rmSync(join(folder, 'dist'), { recursive: true });
    expect((await tsc()).code).toBe(0);
    expect(built).toEqual(tree('dist'));
  });
});

describe('what reprise build says', () => {
  const WRONG = { 'src/main.ts': 'export const n: number = "text";\nexport const m: string = 1;\n', 'src/other.ts': 'export const = 1;\n', 'src/third.ts': PROGRAM };

  it.each<[string, object, string[]]>([
    ['type errors', { 'src/main.ts': WRONG['src/main.ts'], 'src/third.ts': PROGRAM }, []],
    ['type errors, incremental, with noEmitOnError', { 'src/main.ts': WRONG['src/main.ts'] }, ['--noEmitOnError', '--incremental']],
    ['errors for people', WRONG, ['--pretty']],
    ['errors in --build', WRONG, ['--build', '--verbose', '--pretty']],
    ['an option that does not exist', {}, ['--nope']],
    ['a project that does not exist', {}, ['-p', 'nowhere']],
    ['files beside a tsconfig.json', {}, ['src/third.ts']],
    ['files of the program', { 'src/third.ts': PROGRAM }, ['--listFiles', '--listEmittedFiles']],
    ['the parsed tsconfig.json', {}, ['--showConfig']],
  ])('is what tsc says of %s', async (_name, files, args) => {
    const project = scratch({ 'tsconfig.json': tsconfig({ instrument: undefined }), ...files });
    const expected = await project.tsc(...args);
    for (const name of ['dist', 'tsconfig.tsbuildinfo']) rmSync(join(project.folder, name), { recursive: true, force: true });
    const { stdout, stderr, code } = await project.build(args);
    const timeless = (text: string) => text.replace(/\d+:\d+:\d+ (AM|PM)/g, '');
    expect({ stdout: timeless(stdout), stderr, code }).toEqual({ stdout: timeless(expected.stdout), stderr: '', code: expected.code });
    expect(code === 0 || stdout !== '').toBe(true);
  });

  it('is the places that are not covered, as warnings that fail nothing', async () => {
    const { build, has } = scratch({ 'tsconfig.json': tsconfig({ noEmitOnError: true }), 'src/main.ts': 'eval("1");\nexport {};\n' });
    expect(await build()).toMatchObject({ stdout: expect.stringMatching(/^src\/main\.ts\(1,1\): warning TS990001: .*\n$/), stderr: '', code: 0 });
    expect(has('dist/main.js')).toBe(true);
  });

  it('is that tsconfig.json does not name reprise, whose default options it uses', async () => {
    const { build, folder, read } = scratch({ 'tsconfig.json': tsconfig({ plugins: undefined }), 'src/main.ts': PROGRAM });
    expect(await build()).toMatchObject({
      stdout: '',
      stderr: 'reprise: tsconfig.json does not name reprise; its default options are used. To set options, add to "compilerOptions": "plugins": [{ "transform": "reprise/transformer" }]\n',
      code: 0,
    });
    expect(isInstrumented(read('dist/main.js'))).toBe(true);
    expect((await reprise(['record', '-o', 'run.reprise', '--', 'node', 'dist/main.js'], { cwd: folder })).code).toBe(0);
    expect((await reprise(['verify', 'run.reprise', '-n', '2'], { cwd: folder })).code).toBe(0);
  });

  it('is that it does not measure', async () => {
    const { build } = scratch({ 'tsconfig.json': tsconfig(), 'src/main.ts': PROGRAM });
    expect(await build(['--diagnostics'])).toMatchObject({ stdout: '', stderr: 'reprise: warning: --diagnostics is ignored; it measures tsc itself.\n', code: 0 });
  });
});

describe('a file that cannot be instrumented', () => {
  const SOURCE = 'export {};\nexport async function f() {\n  let x: unknown; var g; function g() { return x; }\n  await null;\n}\n';
  const files = { 'tsconfig.json': tsconfig({ noCheck: true }), 'src/main.ts': PROGRAM, 'src/odd.ts': SOURCE };
  const message = /^src\/odd\.ts\(3,26\): error TS990000: reprise: this cannot be instrumented: /;

  it('is an error; the others are emitted, and it refuses to run', async () => {
    const { build, read } = scratch(files);
    expect(await build()).toMatchObject({ stdout: expect.stringMatching(message), stderr: '', code: 2 });
    expect(isInstrumented(read('dist/main.js'))).toBe(true);
    expect(read('dist/odd.js')).toMatch(/^throw new Error\("reprise: /m);
  });

  it('is told where it is nested too deeply for the compiler itself', async () => {
    const source = `export async function f(g: (x?: unknown) => unknown) {\n  return ${'await g('.repeat(300)}${')'.repeat(300)};\n}\n`;
    const { build } = scratch({ 'tsconfig.json': tsconfig({ noCheck: true }), 'src/main.ts': PROGRAM, 'src/odd.ts': source });
    expect(await build()).toMatchObject({ stdout: expect.stringMatching(/^src\/odd\.ts\(2,\d+\): error TS990000: reprise: this cannot be instrumented: its code is nested \d+ levels deep here, /), stderr: '', code: 1 });
  });

  it.each([[[]], [['--incremental']], [['--build']]])('keeps everything from being emitted with noEmitOnError %j', async (args) => {
    const { build, has } = scratch({ ...files, 'tsconfig.json': tsconfig({ noCheck: true, noEmitOnError: true }) });
    expect(await build(args)).toMatchObject({ stdout: expect.stringMatching(message), code: 1 });
    expect([has('dist/main.js'), has('dist/odd.js'), has('tsconfig.tsbuildinfo')]).toEqual([false, false, false]);
  });
});

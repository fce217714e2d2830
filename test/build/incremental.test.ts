// Output that was made with other plugins, or by tsc, is never taken for fresh.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reprise } from '../harness/index.js';
import { isInstrumented, optionsDigest, PLUGIN, PROGRAM, scratch, tsconfig, type Scratch } from './scratch.js';

const INCREMENTAL = { incremental: true, noCheck: true };
const FILES = { 'src/main.ts': PROGRAM, 'src/other.ts': 'export const other = Date.now();\n' };

/** Builds; gives which outputs were written. */
async function written(project: Scratch, args: readonly string[] = [], env: Record<string, string> = {}): Promise<string[]> {
  const { stdout, stderr, code } = await project.build([...args, '--listEmittedFiles'], { env });
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return [...stdout.matchAll(/dist\/(\w+\.js)$/gm)].map(([, name]) => name!).sort();
}
const digests = ({ read }: Scratch) => ['main', 'other'].map((name) => optionsDigest(read(`dist/${name}.js`)));

describe('an incremental build', () => {
  it('writes what has changed, and everything where plugins have, or where tsc came in between', async () => {
    const project = scratch({ 'tsconfig.json': tsconfig(INCREMENTAL), ...FILES });
    expect(await written(project)).toEqual(['main.js', 'other.js']);
    expect(await written(project)).toEqual([]);
    project.write({ 'src/main.ts': `${PROGRAM}console.log(2);\n` });
    expect(await written(project)).toEqual(['main.js']);

    const before = digests(project);
    project.write({ 'tsconfig.json': tsconfig({ ...INCREMENTAL, plugins: [{ ...PLUGIN, pure: ['left-pad'] }] }) });
    expect(await written(project)).toEqual(['main.js', 'other.js']);
    expect(digests(project).every((digest, index) => digest !== before[index])).toBe(true);

    expect(await written(project, [], { REPRISE_INSTRUMENT: '0' })).toEqual(['main.js', 'other.js']);
    expect(isInstrumented(project.read('dist/other.js'))).toBe(false);
    expect(await written(project)).toEqual(['main.js', 'other.js']);

    project.write({ 'src/main.ts': PROGRAM });
    await project.tsc();
    expect(isInstrumented(project.read('dist/main.js'))).toBe(false);
    expect(await written(project)).toEqual(['main.js', 'other.js']);
    expect(isInstrumented(project.read('dist/main.js'))).toBe(true);
  });

  it('writes everything where other packages belong to the program than before, and check notices where something else built', async () => {
    const lib = { 'package.json': { name: 'lib', main: 'index.js', types: 'index.d.ts' }, 'index.js': 'exports.now = () => 1;\n', 'index.d.ts': 'export declare function now(): number;\n' };
    const inside = (folder: string) => Object.fromEntries(Object.entries(lib).map(([name, content]) => [`${folder}/${name}`, content]));
    const project = scratch({ 'package.json': { name: 'app' }, 'tsconfig.json': tsconfig(INCREMENTAL), 'src/main.ts': 'import { now } from "lib";\nnow();\n', 'src/other.ts': '', ...inside('packages/lib') });
    const modules = join(project.folder, 'node_modules');
    mkdirSync(modules, { recursive: true });
    symlinkSync('../packages/lib', join(modules, 'lib'), 'junction');
    const records = () => project.read('dist/main.js').includes('_$().f(');
    const check = async () => (await reprise(['check', 'dist'], { cwd: project.folder })).stdout;

    expect([await written(project), records(), await written(project)]).toEqual([['main.js', 'other.js'], false, []]);
    expect(await check()).toMatch(/^fresh/);
    rmSync(join(modules, 'lib'));
    project.write(inside('node_modules/lib'));
    expect(await check()).toMatch(/^dist\/main\.js does not record lib, which belonged to the program or was pure and no longer does\nnot fresh: 1 fault/);
    expect([await written(project), records()]).toEqual([['main.js', 'other.js'], true]);
    expect(await check()).toMatch(/^fresh/);

    // Where a package of that name is installed, Node takes it for the project itself only if that has exports.
    project.write({ 'package.json': { name: 'lib', exports: './dist/main.js' } });
    expect(await check()).toMatch(/^dist\/main\.js records lib, which was outside of the program and no longer is\n/);
    expect([await written(project, ['--build']), records()]).toEqual([['main.js', 'other.js'], false]);
  });

  it('forgets a build in which a file could not be instrumented', async () => {
    const project = scratch({ 'tsconfig.json': tsconfig(INCREMENTAL), ...FILES });
    expect(await written(project)).toEqual(['main.js', 'other.js']);
    project.write({ 'src/other.ts': 'export async function f() {\n  let x: unknown; var g; function g() { return x; }\n  await null;\n}\n' });
    for (let run = 0; run < 2; run++) expect((await project.build()).stdout).toMatch(/^src\/other\.ts\(2,26\): error TS990000/);
    expect(project.read('dist/other.js')).toContain('throw new Error');
    project.write(FILES);
    expect(await written(project)).toContain('other.js');
    expect(project.read('dist/other.js')).not.toContain('throw new Error');
  });

  it('notices that a plugin of the project was edited', async () => {
    const plugin = (text: string) => `exports.default = (program, config, { ts }) => (context) => (file) => ts.visitEachChild(file, function visit(node) {
      return ts.isStringLiteral(node) ? context.factory.createStringLiteral(require('./text.cjs')) : ts.visitEachChild(node, visit, context);
    }, context);\n// ${text}\n`;
    const entries = [{ ...PLUGIN, instrument: false }, { transform: './plugin.cjs' }];
    const project = scratch({ 'tsconfig.json': tsconfig({ ...INCREMENTAL, plugins: entries }), 'src/main.ts': "export const text = 'a';\n", 'plugin.cjs': plugin(''), 'text.cjs': "module.exports = 'one';\n" });
    expect(await written(project)).toEqual(['main.js']);
    expect(await written(project)).toEqual([]);
    project.write({ 'text.cjs': "module.exports = 'two';\n" });
    expect(await written(project)).toEqual(['main.js']);
    expect(project.read('dist/main.js')).toContain('"two"');
  });
});

describe('a build of several projects', () => {
  const member = (name: string, plugin: object, references: string[] = []) => ({
    [`${name}/tsconfig.json`]: tsconfig({ composite: true, noCheck: true, plugins: [plugin] }, { references: references.map((path) => ({ path: `../${path}` })) }),
    [`${name}/src/index.ts`]: `export const ${name} = Date.now();\n`,
    [`${name}/package.json`]: { name, type: 'module' },
  });
  const SOLUTION = { ...member('lib', PLUGIN), ...member('app', PLUGIN, ['lib']), 'tsconfig.json': { files: [], references: [{ path: './lib' }, { path: './app' }] } };
  const outputs = async (project: Scratch): Promise<string[]> => {
    const { stdout, stderr, code } = await project.build(['--build', '--listEmittedFiles']);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    return [...stdout.matchAll(/(\w+)\/dist\/\w+\.js$/gm)].map(([, name]) => name!);
  };

  it('builds those whose plugins have changed, in order, and no others', async () => {
    const project = scratch(SOLUTION);
    expect(await outputs(project)).toEqual(['lib', 'app']);
    for (const name of ['lib', 'app']) expect(isInstrumented(project.read(`${name}/dist/index.js`))).toBe(true);
    expect(await outputs(project)).toEqual([]);
    project.write(member('app', { ...PLUGIN, pure: ['left-pad'] }, ['lib']));
    expect(await outputs(project)).toEqual(['app']);
    expect(await outputs(project)).toEqual([]);
    project.write({ 'lib/src/index.ts': 'export const lib = Date.now() + 1;\n' });
    expect(await outputs(project)).toEqual(['lib']);
    await project.tsc('--build', '--force');
    expect(isInstrumented(project.read('lib/dist/index.js'))).toBe(false);
    expect(await outputs(project)).toEqual(['lib', 'app']);
    expect(await project.build(['--build', '--clean'])).toMatchObject({ stdout: '', code: 0 });
    expect(project.has('lib/dist/index.js')).toBe(false);
  });
});

// Code of the program that the outside runs without calling in is told of.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { project, reprise, type Project } from '../harness/index.js';

const outside = {
  hooks: {
    'index.js': `
      // One with something in it is data.
      exports.hooks = new Set([null]);
      exports.run = (n) => { let sum = 0; for (const hook of exports.hooks) sum += hook === null ? 0 : hook(n); return sum; };
      exports.isSchema = (type) => typeof type === 'function';
      exports.extend = ({ Schema }) => { Schema.prototype.describe = () => 'described'; };
      exports.load = (file) => import(file);
      exports.Request = class Request extends Promise {};
      exports.extra = (fn) => { try { fn(); } catch (error) { return error.extra; } };
    `,
  },
};
const packages = { schemas: { 'index.js': 'exports.Schema = class Schema { check() { return true; } };' } };
const files = {
  'src/strays.ts': `import * as pkg from 'hooks';

pkg.hooks.add(function hook(n: number) {
  return n + Math.ceil(Math.random());
});
console.log(pkg.run(1), pkg.run(2));
class Late extends Error { get extra() { return typeof Date.now(); } }
console.log(pkg.extra(() => { throw new Late('x'); }));
if (process.argv[2] === 'killed') setTimeout(() => process.kill(process.pid, 'SIGKILL'), 20);
`,
  'src/loads.ts': `import { load } from 'hooks';
void (async () => { console.log(((await load('../../dist/step.js')) as { up(): number }).up()); console.log((await import('./own.js')).own); })();
`,
  'src/step.ts': 'export const up = (): number => Date.now() > 0 ? 1 : 2;\n',
  'src/own.ts': 'export const own = Math.random() < 2;\n',
  'src/jobs.ts': `import { Request } from 'hooks';
class Job extends Request {}
void (async () => { await new Job((resolve: (value: number) => void) => { resolve(1); }); })();
`,
  'src/clocks.ts': `import { isSchema, run } from 'hooks';
const { now } = Date;
Date.now = () => 42;
console.log(run(1), isSchema(1), Date.now());
Date.now = now;
isSchema(now);
`,
  'src/schemas.ts': `import { Schema } from 'schemas';
import * as schemas from 'schemas';
import { extend, isSchema } from 'hooks';
isSchema(Schema);
(Schema.prototype as { own?: () => void }).own = () => {};
isSchema(Schema);
extend(schemas);
`,
  'src/hooked.ts': `import { createHook } from 'node:async_hooks';
createHook({ init() {} });
`,
  'src/seen.ts': `import * as pkg from 'hooks';
import { passthrough, record } from 'reprise';

console.log(pkg.extra(() => { throw Object.assign(new Error('x'), { extra: Date.now() > 0 }); }));
const recorded = record(() => { pkg.hooks.add(() => Math.ceil(Math.random())); return pkg.run(1) + Math.ceil(Math.random()); });
const passed = passthrough(() => { Date.now(); });
console.log(recorded());
passed();
`,
};

let program: Project;
beforeAll(async () => { program = await project({ files, outside: { ...outside, ...packages }, plugin: { pure: ['schemas'] } }); });
afterAll(() => { program.remove(); });

const run = (...args: string[]) => reprise(args, { cwd: program.folder });

it('by record, verify, stats and show, with the function and its line', async () => {
  const { stdout, stderr } = await run('record', '-o', 'strays.reprise', '--', 'node', 'dist/strays.js');
  expect(stdout).toBe('2 3\nnumber\n');
  expect(stderr).toMatch(/, 0 inexact\)\nreprise: warning: packages or the host ran code of the program past the recording, at 2 places; a replay does not run it, and may differ because of that\.\n {2}hook \(src\/strays\.ts:4:24\) {7}2 times\n {2}get extra \(src\/strays\.ts:7:56\) {2}1 time\nreprise: hand such functions over in a call\. See docs\/boundary\.md, "What is not seen"\.\nreprise: warning: the program hands over what the recording does not follow, at 1 place; a replay lacks what packages do with it, and may differ because of that\.\n {2}a function in a set that a package gave \(src\/strays\.ts:6:16\) {2}1 time\n/);
  expect((await run('verify', 'strays.reprise', '-n', '1')).stdout).toMatch(/^faithful: .*, 0 inexact, 3 stray places\)\n$/);
  expect(JSON.parse((await run('verify', 'strays.reprise', '-n', '1', '--json')).stdout)).toMatchObject({ faithful: 1, strays: 3 });
  expect(JSON.parse((await run('stats', 'strays.reprise', '--json')).stdout)).toMatchObject({ strays: [{ line: 6, count: 1 }, { function: 'hook', file: 'src/strays.ts', line: 4, count: 2 }, { line: 7, count: 1 }] });
  expect((await run('stats', 'strays.reprise')).stdout).toMatch(/strays +3 stray places\n +hook \(src\/strays\.ts:4:24\)/);
  expect((await run('show', 'strays.reprise')).stdout).toContain('strays  a function in a set that a package gave at src/strays.ts:6 × 1, hook at src/strays.ts:4 × 2, get extra at src/strays.ts:7 × 1');
});

it('also of a process that is killed', async () => {
  expect((await run('record', '-o', 'killed.reprise', '--', 'node', 'dist/strays.js', 'killed')).stderr).toContain('at 2 places');
});

it('also of a hook of async_hooks', async () => {
  expect((await run('record', '-o', 'hooked.reprise', '--', 'node', 'dist/hooked.js')).stderr).toContain('(src/hooked.ts:2:1)  1 time');
});

it('also of a clock of the program\'s, which packages do not use, and not of the host\'s again', async () => {
  expect((await run('record', '-o', 'clocks.reprise', '--', 'node', 'dist/clocks.js')).stderr).toMatch(/the program hands over what the recording does not follow, at 1 place; .*\n +Date\.now of the program's own: packages have the host's \(src\/clocks\.ts:4:\d+\) {2}1 time/);
});

it('also of what the program hands over and the recording does not follow: promises of a class that extends a package\'s', async () => {
  expect((await run('record', '-o', 'jobs.reprise', '--', 'node', 'dist/jobs.js')).stderr).toMatch(/the program hands over what the recording does not follow, at 1 place; .*\n +an await of a class that extends a package's class of promises \(src\/jobs\.ts:3:\d+\) {2}1 time/);
});

it('also of what a package puts onto classes of a pure package, but not of what the program puts there', async () => {
  expect((await run('record', '-o', 'schemas.reprise', '--', 'node', 'dist/schemas.js')).stderr).toMatch(/, at 1 place; .*\n +classes of schemas, onto which a package puts describe: name that package in "pure", or schemas in "outside" \(src\/schemas\.ts:7:1\) {2}1 time\n/);
});

it('also of modules that a package imports by a path of its own, which a replay does not run; but not of those that the program does', async () => {
  const { stdout, stderr } = await run('record', '-o', 'loads.reprise', '--', 'node', 'dist/loads.js');
  expect(stdout).toBe('1\ntrue\n');
  expect(stderr).toMatch(/\nreprise: warning: packages loaded modules of the program by import\(\), which then belong to the outside, at 1 place; a replay does not run them, and may differ because of that\.\n {2}a module that a package imports \(src\/step\.ts:1:1\) {2}1 time\nreprise: import them in the program, and hand over what they export\. See docs\/boundary\.md, "What is not seen"\.\n$/);
  expect((await run('verify', 'loads.reprise', '-n', '1')).stdout).toMatch(/^faithful: /);
});

it('but not of what is called in, and of annotated functions', async () => {
  const { stdout, stderr } = await run('record', '-o', 'seen.reprise', '--', 'node', 'dist/seen.js');
  expect(stdout).toBe('true\n2\n');
  expect(stderr).not.toContain('past the recording');
  expect(JSON.parse((await run('verify', 'seen.reprise', '-n', '1', '--json')).stdout)).toMatchObject({ faithful: 1, strays: 0 });
});

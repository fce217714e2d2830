// import() of program modules, packages and modules of Node: where modules run and where the promises settle.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instrument } from '../../transformer/instrument.js';
import { project, run, type Project } from '../harness/index.js';

const files = {
  'src/main.ts': `
    import fs from 'node:fs';
    import { z } from './known.js';
    setTimeout(() => console.log('timer 0'), 0);
    setTimeout(() => console.log('timer 2'), 2);
    const interval = setInterval(() => console.log('interval', Math.random()), 1);
    const lazy = await import('./lazy.js');
    console.log('lazy', lazy.at, lazy.default());
    console.log('the same namespace', (await import('./lazy.js')) === lazy);
    const order: string[] = [];
    void import('./lazy.js').then(() => order.push('import'));
    void import('./known.js').then((known) => order.push('known ' + (known.z === z)));
    void Promise.resolve().then(() => order.push('promise'));
    process.nextTick(() => order.push('tick'));
    await new Promise((resolve) => { setTimeout(resolve, 1); });
    console.log('a module that has run', order.join());
    const [a, b] = await Promise.all([import('./waits.js'), import('./shared.js')]);
    console.log(a.x, b.y);
    try { await import('./missing.js' as string); } catch (error) { console.log((error as NodeJS.ErrnoException).code); }
    try { await import('./throws.js'); } catch (error) { console.log((error as Error).message); }
    const os = await import('node:os');
    console.log(os.cpus().length, os.default.hostname());
    const outside = await import('outpkg');
    console.log(outside.answer(), outside.default());
    fs.readFile('package.json', () => { clearInterval(interval); console.log('end'); });
  `,
  'src/package.ts': `
    const timer = setInterval(() => console.log('timer', Math.random()), 1);
    const parts = await import('parts');
    console.log(parts.started, await parts.later(), Object.keys(parts));
    clearInterval(timer);
    console.log((await import('parts')) === parts);
    export {};
  `,
  'src/first.ts': `
    import { z } from './known.js';
    void import('./known.js').then((known) => { console.log('known', known.z === z); });
    void import('node:os').then((os) => { console.log('os', os.EOL.length); });
    void import('./known.js').then((known) => { console.log('again', known.z); });
  `,
  'src/known.ts': 'export const z = 1;',
  'src/requires.ts': `
    import { createRequire } from 'node:module';
    import timers = require('node:timers');
    import pkg = require('old');
    const require = createRequire(import.meta.url);
    const legacy = require('./legacy.cjs') as typeof import('./legacy.cjs');
    const one = new legacy.Counter(2);
    console.log(await one.later(), one instanceof legacy.Counter, legacy === require('./legacy.cjs'), legacy === (await import('./legacy.cjs')).default, one instanceof require('./' + ['legacy', 'cjs'].join('.')).Counter);
    try { one.fail(); } catch (error) { console.log(error instanceof legacy.Failure, (error as Error).message); }
    try { require('./missing.cjs'); } catch (error) { console.log((error as NodeJS.ErrnoException).code); }
    console.log(require('old').answer() > 0, pkg.answer() > 0, require('old') === pkg, require('../package.json').name, require.resolve('./legacy.cjs').endsWith('legacy.cjs'));
    await new Promise<void>((resolve) => { timers.setTimeout(() => { console.log('timer'); resolve(); }, 1); });
  `,
  'src/legacy.cts': `
    console.log('legacy runs', Date.now());
    export class Failure extends Error {}
    export class Counter { #n; constructor(n: number) { this.#n = n; } async later() { await new Promise((resolve) => setTimeout(resolve, 2)); return this.#n + Math.random(); } fail() { throw new Failure('legacy'); } }
  `,
  'src/lazy.ts': 'import "./shared.js"; console.log("lazy runs", Date.now()); export const at = Date.now(); export default function f() { return Math.random(); }',
  'src/waits.ts': 'await new Promise((resolve) => setTimeout(resolve, 5)); console.log("waits ran"); export const x = performance.now();',
  'src/shared.ts': 'console.log("shared runs"); export const y = Math.random();',
  'src/throws.ts': 'throw new Error("thrown " + Math.random()); export {};',
};
// A package of the program: built with reprise, as its own build would.
const source = 'import { setTimeout as sleep } from "node:timers/promises"; console.log("parts run"); export const started = Date.now(); export const later = async () => { await sleep(5); return Math.random(); };';
const parts = {
  'package.json': '{"name":"parts","version":"1.0.0","type":"module","exports":"./index.js"}',
  'index.js': instrument(source, { file: '/parts/index.js', packageRoot: '/parts', format: 'esm', sourceMap: false }).code,
};
const outside = { parts, old: { 'index.js': 'exports.answer = () => Math.random();', 'index.d.ts': 'export function answer(): number;' }, outpkg: { 'package.json': '{"name":"outpkg","version":"1.0.0","type":"module","exports":"./index.js"}', 'index.js': 'console.log("outside loads"); export const answer = () => Math.random(); export default () => Date.now();' } };

let made: Project;
beforeAll(async () => { made = await project({ module: 'esm', files, outside, plugin: { program: ['parts'] } }); }, 60_000);
afterAll(() => { made.remove(); });

test('modules that are imported while timers run begin and settle where they did', async () => {
  for (let i = 0; i < 3; i++) {
    const recorded = await run(made, { mode: 'record' });
    expect(recorded.stderr).toContain(' 0 inexact');
    expect(recorded.stdout).toContain('lazy runs');
    expect(recorded.stdout).toMatch(/a module that has run .*\bknown true\b/);
    const replayed = await run(made, { mode: 'replay' });
    expect({ code: replayed.code, stdout: replayed.stdout, stderr: replayed.stderr }).toEqual({ code: recorded.code, stdout: recorded.stdout, stderr: '' });
  }
}, 60_000);

test('a module that has run settles in the first turn, too, before what is imported behind it', async () => {
  const recorded = await run(made, { mode: 'record', entry: 'first', direct: true });
  expect(recorded.stdout.split('\n').filter(Boolean).sort()).toEqual(['again 1', 'known true', 'os 1']);
  for (let i = 0; i < 2; i++) expect(await run(made, { mode: 'replay', entry: 'first', direct: true })).toEqual({ ...recorded, stderr: '' });
}, 60_000);

test('a package of the program is one, imported by its name', async () => {
  const recorded = await run(made, { mode: 'record', entry: 'package' });
  expect(recorded.stdout).toMatch(/parts run\n(timer .*\n)*\d+ 0\.\d+ \[ 'later', 'started' \]\ntrue\n/);
  for (let i = 0; i < 2; i++) expect(await run(made, { mode: 'replay', entry: 'package' })).toEqual({ ...recorded, stderr: '' });
  expect(instrument('import("parts"); import("parts", o);', { file: '/x/y.js', format: 'esm', program: ['parts'], sourceMap: false }).code)
    .toContain('_$().dynamicImport(0, "parts", () => import("parts"), true); _$().dynamicImport(1, "parts", ((_$s, _$o) => () => import("parts", _$o))("parts", o), true);');
});

test('modules that functions of createRequire load are those of the program', async () => {
  const recorded = await run(made, { mode: 'record', entry: 'requires', direct: true });
  expect(recorded.stdout).toMatch(/^legacy runs \d+\n2\.\d+ true true true true\ntrue legacy\nMODULE_NOT_FOUND\ntrue true true program true\ntimer\n$/);
  for (let i = 0; i < 2; i++) expect(await run(made, { mode: 'replay', entry: 'requires', direct: true })).toEqual({ ...recorded, stderr: '' });
}, 60_000);

test('of several imports at once, that is started first which ran its module first', async () => {
  const one = (name: string, first = '') => `${first}console.log("${name} runs"); export const at = Date.now();`;
  const several = await project({
    files: {
      'src/main.ts': 'void Promise.all([import("./a.js"), import("./b.js"), import("./c.js"), import("holder"), import("node:os")]).then((all) => { console.log(all.length, typeof all[0].at, typeof all[3].hold); });',
      'src/a.ts': one('a'), 'src/b.ts': one('b', 'import "./a.js"; '), 'src/c.ts': one('c'),
    },
    outside: { holder: { 'index.js': 'exports.hold = () => 1;' } },
  });
  for (let i = 0; i < 2; i++) {
    const recorded = await run(several, { mode: 'record' });
    for (let again = 0; again < 2; again++) expect(await run(several, { mode: 'replay' })).toEqual({ ...recorded, stderr: '' });
  }
  several.remove();
}, 60_000);

test('of a package that fails while it loads rejects, also where the compiler makes a require of it', async () => {
  const program = await project({
    files: { 'src/main.ts': `
      async function main() {
        for (const load of [() => import('broken'), () => import('missing' as string), () => import('whole')]) await load().then((found) => console.log(Object.keys(found).sort()), (error) => console.log(error.code, error.message.split('\\n')[0]));
        try { require('broken'); } catch (error) { console.log((error as Error).message); }
      }
      void main();
    ` },
    outside: { broken: { 'index.js': 'throw new Error("broken " + Math.random());' }, whole: { 'index.js': 'exports.whole = 1;' } },
    compilerOptions: { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', esModuleInterop: true },
  });
  const recorded = await run(program, { mode: 'record', direct: true });
  expect(recorded.stdout).toMatch(/^undefined broken 0\.\d+\nMODULE_NOT_FOUND .*\n\[ 'default', 'whole' \]\nbroken 0\.\d+\n$/);
  rmSync(program.path('node_modules'), { recursive: true });
  expect(await run(program, { mode: 'replay', direct: true })).toEqual(recorded);
  program.remove();
}, 60_000);

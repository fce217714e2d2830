// Several import()s of program modules at once: which module runs first, and in which microtask, is the loader's business.
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { project, run, type Project } from '../harness/index.js';

const route = (name: string) => `
  import { now } from 'clock';
  import { count } from '../shared.js';
  console.log('${name} runs', now(), count());
  export default { path: '/${name}', handle: async () => { await new Promise((resolve) => { setTimeout(resolve, Math.random() * 3); }); return now(); } };
`;
const files = {
  'src/folder.ts': `
    import { readdir } from 'node:fs/promises';
    import { dirname, join } from 'node:path';
    import { fileURLToPath, pathToFileURL } from 'node:url';
    const folder = join(dirname(fileURLToPath(import.meta.url)), 'routes');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
    const routes = await Promise.all(names.map(async (name) => (await import(pathToFileURL(join(folder, name)).href)).default));
    console.log(routes.map((route) => route.path).join(), await Promise.all(routes.map((route) => route.handle())));
  `,
  'src/routes/a.ts': route('a'), 'src/routes/b.ts': route('b'), 'src/routes/c.ts': route('c'), 'src/routes/d.ts': route('d'),
  'src/shared.ts': `import { now } from 'clock'; let calls = 0; export const count = () => ++calls * now();`,
  'src/mixed.ts': `
    setTimeout(() => console.log('timer', Math.random()));
    setImmediate(() => console.log('immediate', Math.random()));
    process.nextTick(() => console.log('tick', Math.random()));
    const interval = setInterval(() => console.log('interval', Math.random()), 1);
    const all = [import('./left.js'), import('./fails.js'), import('./plain.js'), import('./left.js?again' as string), import('./missing.js' as string), import('#old'), import('#late'), import('./waits.js')];
    all.forEach((one, i) => void one.then((found) => console.log(i, Object.keys(found).sort().join(), Math.random()), (error) => console.log(i, error.code ?? error.message, Math.random())));
    const first = await Promise.any(all);
    console.log('first', Object.keys(first).length);
    for (let step = 0; step < 4; step++) { await null; console.log('step', step, Math.random()); }
    console.log((await Promise.allSettled(all)).map(({ status }) => status).join());
    console.log((await Promise.all([import('./left.js'), import('./right.js')])).map(Object.keys));
    await import('./fails.js').catch((error) => console.log('again', error.message));
    clearInterval(interval);
  `,
  'src/left.ts': `import { right } from './right.js'; console.log('left runs', right()); export function value() { return Math.random(); } void import('./right.js').then((found) => console.log('right again', found.right()));`,
  'src/right.ts': `import * as left from './left.js'; console.log('right runs', Math.random()); export function right() { return Math.random(); } void import('./left.js').then((found) => console.log('left again', found === left, left.value()));`,
  'src/late.ts': `console.log('late runs', performance.now() > 0); export const value = () => Date.now();`,
  'src/fails.ts': `console.log('fails runs', Date.now()); throw new Error('failed ' + Math.random()); export {};`,
  'src/plain.ts': 'export const one = 1;',
  'src/old.cts': `console.log('old runs', Math.random()); export const later = () => Date.now();`,
  'src/waits.ts': `import { now } from 'clock'; console.log('waits', now()); export const waited = await new Promise<number>((resolve) => { setTimeout(() => resolve(Math.random()), 2); }); console.log('waited', now());`,
  'src/first.ts': `
    import known from './known.js';
    void import('./known.js').then((found) => { console.log('known', found.default === known); });
    void import('node:os').then((os) => { console.log('os', os.EOL.length); });
    void import('clock').then((clock) => { console.log('clock', clock.now()); });
    void import('./known.js').then((found) => { console.log('again', found.default()); });
  `,
  'src/built.ts': `const { one } = await import('./chunk.js' as string); console.log(one()); console.log(typeof (await import('./chunk.js' as string)).one);`,
  'src/split.ts': `const [{ one }, { value }] = await Promise.all([import('./part.js'), import('./late.js')]); console.log(one(), value() > 0); console.log((await import('./part.js')).one === one);`,
  'src/part.ts': 'console.log("part runs", Date.now()); export const one = () => Math.random();',
  'src/packaged.ts': `
    import nodeModule from 'node:module';
    import { dirname } from 'node:path';
    import { fileURLToPath } from 'node:url';
    import { all } from 'loader';
    import './known.js';
    const interval = setInterval(() => console.log('interval', Math.random()), 1);
    // Before Node 22.15 a replay cannot say when such a module begins.
    const late = 'registerHooks' in nodeModule ? ['waits.js'] : [];
    const folder = dirname(fileURLToPath(import.meta.url));
    console.log(await all(folder, ['known.js', 'right.js', 'routes/a.js', ...late, 'missing.js']));
    console.log(...await Promise.all([import('./left.js').then(({ value }) => value()), all(folder, ['left.js', 'plain.js', 'fails.js'])]));
    clearInterval(interval);
  `,
  'src/known.ts': 'export default function known() { return Math.random(); }',
};
const loader = `
  import { join } from 'node:path'; import { pathToFileURL } from 'node:url';
  const names = async (file) => { try { return Object.keys(await import(pathToFileURL(file).href)).join(); } catch (error) { return error.code ?? error.message; } };
  export const all = async (folder, files) => (await Promise.all(files.map((file) => names(join(folder, file))))).join(' ');
`;
const outside = { loader: { 'package.json': '{"name":"loader","version":"1.0.0","type":"module","exports":"./index.js"}', 'index.js': loader }, clock: { 'package.json': '{"name":"clock","version":"1.0.0","type":"module","exports":"./index.js"}', 'index.js': 'export const now = () => Date.now() + Math.random();' } };

let made: Project;
beforeAll(async () => {
  made = await project({ module: 'esm', files, outside });
  // As a bundler names what it makes of modules.
  renameSync(made.path('dist/part.js'), made.path('dist/chunk.js'));
  const split = readFileSync(made.path('dist/split.js'), 'utf8').replaceAll("() => import('./part.js')", "() => import('./chunk.js')");
  expect(split.match(/chunk/g)).toHaveLength(2);
  made.write('dist/split.js', split);
  made.write('package.json', JSON.stringify({ name: 'program', version: '1.0.0', type: 'module', imports: { '#late': './dist/late.js', '#old': './dist/old.cjs' } }));
}, 60_000);
afterAll(() => { made.remove(); });

test.each(['mixed', 'first', 'folder', 'built', 'split', 'packaged'])('%s: modules run and promises settle where they did', async (entry) => {
  for (let i = 0; i < 2; i++) {
    const recorded = await run(made, { mode: 'record', entry, direct: true });
    expect(recorded).toMatchObject({ code: 0, stderr: '' });
    expect(await run(made, { mode: 'replay', entry, direct: true })).toEqual(recorded);
  }
}, 60_000);

test('a module that is gone is told of', async () => {
  await run(made, { mode: 'record', entry: 'folder', direct: true });
  renameSync(made.path('dist/routes/c.js'), made.path('dist/routes/c.away'));
  const { code, stderr } = await run(made, { mode: 'replay', entry: 'folder', direct: true });
  renameSync(made.path('dist/routes/c.away'), made.path('dist/routes/c.js'));
  expect(code).toBe(125);
  expect(stderr).toMatch(/\n {2}expected {2}module runs src\/routes\/c\.ts at .*\n {2}actual {4}an import\(\) that fails: Error: Cannot find module '[^']*\/dist\/routes\/c\.js'\n/);
}, 60_000);

test('specifiers that the program made of its location name the same modules elsewhere', async () => {
  const recorded = await run(made, { mode: 'record', entry: 'folder', direct: true });
  expect(recorded.stdout.match(/^[abcd] runs \d+\.\d+ \d+\.\d+$/gm)).toHaveLength(4);
  const folder = `${made.folder} elsewhere`;
  renameSync(made.folder, folder);
  const moved: Project = { ...made, folder, path: (name) => `${folder}/${name}` };
  rmSync(moved.path('node_modules'), { recursive: true });
  expect(await run(moved, { mode: 'replay', entry: 'folder', direct: true })).toEqual(recorded);
  renameSync(folder, made.folder);
}, 60_000);

// Every fixture behaves the same built plainly, with nothing to record, recorded and replayed, by either printer, with
// the packed runtime. Lines that begin with # differ from run to run; of a replay they are the recorded ones.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { execute, installed, type Result } from '../harness/index.js';
import { BUILDS, build, groups, isBuilt, isRun, type Build } from './builds.js';
import type { Output } from './compile.js';
import { fixtures, placePackages, sameInEveryRun, type Fixture } from './fixtures.js';

const base = mkdtempSync(join(inject('workshop'), 'fixtures-'));
placePackages(base);
afterAll(() => rmSync(base, { recursive: true }));

/** By which printers a build is recorded when not all are: each printer once, each format once. */
const USUAL: Readonly<Record<string, readonly Printer[]>> = { 'commonjs, ES2022': ['text'], 'nodenext, ES2017': ['tree'] };
type Printer = 'tree' | 'text';
const everything = process.env['REPRISE_FIXTURES'] === 'all';

for (const fixture of fixtures()) {
  describe.concurrent(fixture.name, () => {
    for (const way of BUILDS.filter((candidate) => isBuilt(fixture, candidate) && isRun(fixture, candidate))) {
      const printers = (everything ? ['tree', 'text'] as const : USUAL[way.name] ?? []).filter((printer) => fixture.printers.includes(printer));
      for (const printer of printers) it(`${way.name}, ${printer}`, () => check(fixture, way, printer));
    }
  });
}

it('a file of 20,000 lines', () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `export ${index % 100 === 0 ? 'async ' : ''}function f${index}(x: number) { return ${index % 100 === 0 ? 'await later(x)' : 'x'} + ${index} * Number(Date.now() > 0); }`);
  const text = `import { later } from 'pkg';\n${lines.join('\n')}\nvoid f19900(1).then((value) => { console.log(value, f19999(1)); console.log('#', Date.now()); });\n`;
  const long: Fixture = { name: 'long', sources: { 'main.ts': text }, options: { declaration: false, noCheck: true }, plugin: {}, formats: ['esm'], modules: undefined, printers: ['tree', 'text'], targets: ['ES2022', 'ES2022'], entry: 'main.js' };
  const way = BUILDS.find(({ name }) => name === 'esnext, ES2022')!;
  return check(long, way, 'text', (how) => build([long], way, how, false));
}, 300_000);

type How = Parameters<typeof build>[2];
const built = new Map<string, ReadonlyMap<string, Output>>();

/** What the fixtures become, built together where the same options compile them: a program for each takes as long as its runs. */
function outputs(way: Build, how: How): ReadonlyMap<string, Output> {
  const key = `${way.name} ${how}`;
  const known = built.get(key) ?? new Map(groups(fixtures().filter((fixture) => isBuilt(fixture, way))).flatMap((group) => [...build(group, way, how, false)]));
  built.set(key, known);
  return known;
}

async function check(fixture: Fixture, way: Build, printer: Printer, outputOf = (how: How) => outputs(way, how)): Promise<void> {
  const plain = place(fixture, way, `${printer}-plain`, outputOf('plain').get(fixture.name)!);
  const program = place(fixture, way, printer, outputOf(printer === 'tree' ? 'instrumented' : 'text').get(fixture.name)!);
  const expected = comparable(await node(plain));
  expect(expected).toMatchObject({ code: 0, signal: null });
  expect(comparable(await node(program))).toEqual(expected);
  const recorded = await node(program, { REPRISE_MODE: 'record', REPRISE_FILE: join(program.folder, 'run.reprise') });
  expect(comparable(recorded)).toEqual(expected);
  const report = join(program.folder, 'report.json');
  const replayed = await node(program, { REPRISE_MODE: 'replay', REPRISE_FILE: join(program.folder, 'run.reprise'), REPRISE_REPORT: report });
  expect(replayed).toEqual(recorded);
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ faithful: true });
  rmSync(dirname(program.folder), { recursive: true });
}

interface Placed { readonly folder: string; readonly script: string }

/** Plain and instrumented output lie in folders of the same depth and name, so that paths are alike. */
function place(fixture: Fixture, way: Build, state: string, output: Output): Placed {
  const folder = join(base, `${fixture.name}-${way.name.replace(/[, ]+/g, '-')}-${state}`, 'program');
  for (const [file, text] of [...output, ['package.json', JSON.stringify({ name: 'fixture', type: way.format === 'esm' ? 'module' : 'commonjs' })]] as const) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return { folder, script: join(folder, fixture.entry) };
}

function node({ folder, script }: Placed, env: Record<string, string> = {}): Promise<Result> {
  const preload = env['REPRISE_MODE'] === undefined ? [] : ['--require', installed('dist/runtime/boot.js')];
  return execute(process.execPath, ['--enable-source-maps', ...preload, script], { cwd: folder, env });
}

/** What has to be the same in every run. */
function comparable(result: Result): Result {
  return { ...result, stdout: sameInEveryRun(result.stdout) };
}

// An audit finds the places that a person finds. The programs here end each line with what it holds, written by hand;
// the lists of the samples and of reprise's own sources were made by reading them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { audit, PROBLEM_CODES, type Place } from '../../transformer/audit/index.js';
import { filePlaces } from '../../transformer/audit/file-places.js';
import { uncoveredProblem } from '../../transformer/audit/problems.js';
import { Boundary, BUILTIN_MODULES, builtinSurface, globalSurface, HOST_GLOBALS, namesOf, PREFIXED_BUILTIN_MODULES } from '../../transformer/boundary/index.js';
import { parse } from '../../transformer/parse.js';
import { plan } from '../../transformer/plan.js';
import { root } from '../harness/package.js';
import { noRules } from '../transformer/planned.js';

const folder = join(__dirname, 'program');
const found = audit(ts, join(folder, 'tsconfig.json'));

/** What the lines of a file say that they hold. */
function expected(name: string): string[] {
  const lines = readFileSync(join(folder, 'src', name), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const said = /(?:\/\/|\/\*)= (.*?)(?: \*\/\}?)?$/.exec(line)?.[1];
    return said === undefined ? [] : said.split(' ;; ').map((place) => `${index + 1}: ${place}`);
  });
}

function described({ line, operation, root: leads, treatment, within, problem }: Place): string {
  return `${line}: ${operation} | ${leads} | ${treatment}${problem === undefined ? '' : `:${problem.code}`}${within === undefined ? '' : ` in ${within}`}`;
}

describe('the places of a program', () => {
  it.each(readdirSync(join(folder, 'src')))('%s', (name) => {
    const places = found.places.filter(({ file }) => relative(join(folder, 'src'), file) === name);
    expect(expected(name).length > 0).toBe(name !== 'local.ts');
    expect(places.map(described)).toEqual(expected(name));
  });

  it('are in all files', () => {
    expect(found.files).toBe(readdirSync(join(folder, 'src')).length);
    expect(found.withoutPlugin).toEqual([]);
  });

  it('come from these modules, for these reasons', () => {
    expect(found.modules.map(({ name, class: side, because, specifiers }) => `${name} ${side}, ${because}: ${specifiers.join(' ')}`)).toEqual([
      'decorators outside, default: decorators', 'design-system outside, default: design-system', 'dotenv outside, default: dotenv/config', 'left-pad pure, option: left-pad',
      'lodash outside, default: lodash', 'node:async_hooks outside, builtin: node:async_hooks', 'node:buffer pure, builtin: node:buffer', 'node:crypto outside, builtin: node:crypto',
      'node:dns outside, builtin: dns node:dns', 'node:events pure, builtin: node:events', 'node:fs outside, builtin: fs node:fs', 'node:http outside, builtin: node:http',
      'node:net outside, builtin: node:net', 'node:os pure, option: node:os os', 'node:path pure, builtin: path', 'node:url outside, option: node:url', 'node:util pure, builtin: node:util',
      'node:wasi outside, builtin: node:wasi', 'node:worker_threads outside, builtin: node:worker_threads worker_threads', 'parts program, option: parts', 'pg outside, default: pg',
      'preact outside, default: preact/jsx-runtime', 'react pure, table: react react/jsx-runtime', 'reflect-metadata pure, table: reflect-metadata', 'tag-package outside, default: tag-package', 'zod pure, table: zod',
    ]);
  });
});

describe('the plan', () => {
  /** All files below a folder of the tests. */
  const programs = ['fixtures', 'fidelity/programs', 'transparency/programs', 'order/program'].flatMap((name) => (
    readdirSync(join(root, 'test', name), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.[mc]?tsx?$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name))
  ));

  it('covers what the audit finds by a walk of its own, in all programs of the tests', () => {
    const facts = { format: 'esm', strict: true, nativeImport: true, boundary: new Boundary(noRules) } as const;
    const places = programs.flatMap((name) => {
      const file = parse(ts, name, readFileSync(name, 'utf8'), { module: true });
      return filePlaces({ ts, file, plan: plan(ts, file, facts), strict: true, boundary: facts.boundary, isValue: () => true, jsx: undefined, imported: () => undefined });
    });
    expect(places.length).toBeGreaterThan(1000);
    expect(places.filter(({ problem }) => problem?.code === 'not-planned')).toEqual([]);
  });

  it('is found out where it misses something', () => {
    const file = parse(ts, 'main.ts', 'import fs from "node:fs"; import { x } from "pkg"; fs.rm("a"); Date.now(); new Date(); x`a`; import("pkg"); import.meta.url; export { x }; export * as y from "pkg";', { module: true });
    const nothing = { ...plan(ts, file, { format: 'esm', strict: true, nativeImport: true, boundary: new Boundary(noRules) }), edits: [] };
    const places = filePlaces({ ts, file, plan: nothing, strict: true, boundary: new Boundary(noRules), isValue: () => true, jsx: undefined, imported: () => undefined });
    expect(places.map(({ operation, problem }) => [operation, problem?.code])).toEqual(['fs.rm', 'Date.now', 'new Date', 'x', 'import("pkg")', 'import.meta.url', 'export { x }', 'export * as y'].map((operation) => [operation, 'not-planned']));
  });

  it('leaves the global object of sloppy code alone, which the audit tells', () => {
    const file = parse(ts, 'main.js', 'var root = (function () { return this; })(); function f() { this.fetch(); this.mine = 1; } var o = { m: function () { return this.x; } };');
    const facts = { format: 'commonjs', strict: false, nativeImport: true, boundary: new Boundary(noRules) } as const;
    const places = filePlaces({ ts, file, plan: plan(ts, file, facts), strict: false, boundary: facts.boundary, isValue: () => true, jsx: undefined, imported: () => undefined });
    expect(places.map(({ operation, problem }) => [operation, problem?.code])).toEqual([['this', 'sloppy-this'], ['this.fetch', 'sloppy-this']]);
  });
});

describe('what the tables call uncovered', () => {
  it('has a reason each', () => {
    const members = (path: string, surface: ReturnType<typeof globalSurface>): string[] => (surface?.members.uncovered?.split(' ') ?? []).map((name) => `${path}.${name}`);
    const paths = [
      ...namesOf(HOST_GLOBALS, 'uncovered'),
      ...['Atomics', 'WebAssembly', 'Buffer', 'URL', 'require', 'process'].flatMap((name) => members(name, globalSurface(name))),
      ...[...BUILTIN_MODULES, ...PREFIXED_BUILTIN_MODULES].flatMap((name) => members(`node:${name}`, builtinSurface(name))),
    ];
    expect(paths.length).toBeGreaterThan(80);
    expect(paths.filter((path) => uncoveredProblem(path) === 'not-planned')).toEqual([]);
    expect(paths.filter((path) => !PROBLEM_CODES.includes(uncoveredProblem(path)))).toEqual([]);
  });
});

describe('the places of', () => {
  const list = (name: string): Record<string, string[]> => JSON.parse(readFileSync(join(__dirname, 'expected', name), 'utf8')) as Record<string, string[]>;

  it.each(readdirSync(join(root, 'samples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name))('the sample %s', (name) => {
    const sample = join(root, 'samples', name);
    const { places } = audit(ts, join(sample, 'tsconfig.json'));
    const byFile: Record<string, string[]> = {};
    for (const place of places) (byFile[relative(sample, place.file)] ??= []).push(`${place.line}:${place.column} ${place.operation} ${place.treatment}`);
    expect(byFile).toEqual(list(`samples-${name}.json`));
  });

  // Without positions, which every change of a file moves.
  it('reprise itself', () => {
    const wanted = list('reprise.json');
    const byFile = Object.fromEntries(Object.keys(wanted).map((name): [string, string[]] => [name, []]));
    for (const { file, operation, treatment } of audit(ts, join(root, 'tsconfig.json')).places) byFile[relative(root, file)]?.push(`${operation} ${treatment}`);
    expect(byFile).toEqual(wanted);
  });
});

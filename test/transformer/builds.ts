// The ways in which fixtures are built: every target in every kind of module, for packages of either type.

import ts from 'typescript';
import { compileAs, compileText, type Compilation, type Output, type State } from './compile.js';
import type { Fixture } from './fixtures.js';

export interface Build {
  readonly name: string;
  readonly kind: ModuleName;
  readonly target: Target;
  readonly format: 'commonjs' | 'esm';
  readonly options: ts.CompilerOptions;
}

/** Targets by name, the oldest first. */
export const TARGETS = ['ES2015', 'ES2016', 'ES2017', 'ES2018', 'ES2019', 'ES2020', 'ES2021', 'ES2022', 'ES2023', 'ES2024', 'ES2025', 'ESNext'] as const;
export type Target = typeof TARGETS[number];

const { CommonJS, ESNext, Node16, NodeNext, Preserve } = ts.ModuleKind;
const { Bundler, Node16: node16, NodeNext: nodeNext } = ts.ModuleResolutionKind;

const MODULES = [
  ['commonjs', 'commonjs', CommonJS, Bundler],
  ['node16 in commonjs', 'commonjs', Node16, node16],
  ['nodenext in commonjs', 'commonjs', NodeNext, nodeNext],
  ['esnext', 'esm', ESNext, Bundler],
  ['preserve', 'esm', Preserve, Bundler],
  ['node16', 'esm', Node16, node16],
  ['nodenext', 'esm', NodeNext, nodeNext],
] as const;
export type ModuleName = typeof MODULES[number][0];

const ALL: readonly Build[] = MODULES.flatMap(([name, format, module, moduleResolution]) => TARGETS.map((target) => (
  { name: `${name}, ${target}`, kind: name, target, format, options: { module, moduleResolution, target: ts.ScriptTarget[target] } }
)));

/** Kinds of modules that differ, and targets at which the compiler's output changes much. */
const USUAL: ReadonlySet<string> = new Set([
  'commonjs, ES2015', 'commonjs, ES2022', 'nodenext in commonjs, ESNext',
  'esnext, ES2022', 'preserve, ESNext', 'node16, ES2019', 'nodenext, ES2017',
]);

/** The builds to test. `REPRISE_FIXTURES=all` asks for every target in every kind of module. */
export const BUILDS = process.env['REPRISE_FIXTURES'] === 'all' ? ALL : ALL.filter(({ name }) => USUAL.has(name));

/** Whether a fixture can be built this way. */
export function isBuilt({ formats, modules }: Fixture, { format, kind }: Build): boolean {
  return formats.includes(format) && modules?.includes(kind) !== false;
}

/** Whether Node runs what the compiler makes of the fixture for the target. */
export function isRun({ targets: [oldest, newest] }: Fixture, { target }: Build): boolean {
  return TARGETS.indexOf(oldest) <= TARGETS.indexOf(target) && TARGETS.indexOf(target) <= TARGETS.indexOf(newest);
}

/** Fixtures that the same options compile can be compiled in one go. */
export function groups(fixtures: readonly Fixture[]): readonly (readonly Fixture[])[] {
  const found = new Map<string, Fixture[]>();
  for (const fixture of fixtures) {
    const key = JSON.stringify([fixture.options, fixture.plugin]);
    found.set(key, [...(found.get(key) ?? []), fixture]);
  }
  return [...found.values()];
}

/**
 * Builds a group of fixtures; gives the outputs by fixture.
 *
 * @param how - `text` is what the text printer makes of the sources, then compiled plainly
 * @param typed - whether the compiler knows the types of the language and checks them; without, declarations say less, and it takes a fraction of the time
 */
export function build(group: readonly Fixture[], way: Build, how: State | 'text', typed: boolean): ReadonlyMap<string, Output> {
  if (how !== 'text') return buildAs(group, way, [how], typed)[0]!;
  const compilation = compilationOf(group, way, typed);
  const formats = Object.fromEntries(Object.keys(compilation.sources).map((name) => [name, way.format]));
  return split(compileText({ ...compilation, options: { ...compilation.options, declaration: false, isolatedDeclarations: false } }, formats));
}

/** {@link build} in several states of the compiler's own printer, at a time. */
export function buildAs(group: readonly Fixture[], way: Build, states: readonly State[], typed: boolean): ReadonlyMap<string, Output>[] {
  return compileAs(states, compilationOf(group, way, typed)).map(split);
}

function compilationOf(group: readonly Fixture[], { format, options }: Build, typed: boolean): Compilation {
  const files = group.flatMap(({ name, sources }) => Object.entries(sources).map(([file, text]) => [`${name}/${file}`, text] as const));
  return {
    plugin: group[0]?.plugin ?? {},
    sources: Object.fromEntries(files),
    packageType: format === 'esm' ? 'module' : 'commonjs',
    options: { sourceMap: true, declaration: true, ...(typed ? { noCheck: false } : { noLib: true, lib: undefined }), ...options, ...group[0]?.options },
  };
}

/** Outputs by fixture. */
function split(output: Output): ReadonlyMap<string, Output> {
  const found = new Map<string, Map<string, string>>();
  for (const [file, text] of output) {
    const slash = file.indexOf('/');
    const name = file.slice(0, slash);
    if (!found.has(name)) found.set(name, new Map());
    found.get(name)?.set(file.slice(slash + 1), text);
  }
  return found;
}

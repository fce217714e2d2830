// What can be wrong with built output: a file that was not instrumented, or that something has outdated since.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type ts from 'typescript';
import { CONTRACT_VERSION, type ModuleTable } from '../contract/emitted.js';
import type { ExpectedOutput } from '../transformer/hosts/index.js';
import { instrument } from '../transformer/instrument.js';
import { sourceHash } from '../transformer/module-facts.js';
import { ownVersion } from '../transformer/package-info.js';
import { builtModules, type BuiltModules } from './built-modules.js';
import { packageFolder } from './entry.js';
import { shown } from './location.js';

/** What is wrong with a file. */
interface Fault {
  readonly file: string;
  readonly kind: 'not-instrumented' | 'refused' | 'other-version' | 'other-options' | 'other-source' | 'other-packages';
  readonly detail: string;
}

/** What was found in a folder. */
export interface CheckedOutput {
  readonly files: number;
  readonly modules: number;
  /** Modules whose source is not there to compare with. */
  readonly withoutSource: number;
  readonly faults: readonly Fault[];
}

/**
 * Checks the JavaScript in a folder; that of packages in node_modules is none of its own.
 *
 * @param expected - what the project says; without, the modules are compared with each other
 * @param ignored - whether a path within the folder is none of the program
 */
export function checkOutput(compiler: typeof ts, folder: string, expected: ExpectedOutput | undefined, ignored: (path: string) => boolean): CheckedOutput {
  const files = scripts(folder).filter((file) => !ignored(relative(folder, file).split(sep).join('/')));
  const built = files.map((file): [string, BuiltModules] => [file, builtModules(compiler, file, readFileSync(file, 'utf8'))]);
  const tables = built.flatMap(([, { tables: own }]) => own);
  const options = expected?.options ?? mostCommon(tables.map((table) => table.options));
  const against = expected === undefined ? 'from those of most files' : `from those in ${shown(expected.config)}`;
  let withoutSource = 0;
  const faults = built.flatMap(([file, { tables: own, refusal }]) => {
    const fault = (kind: Fault['kind'], detail: string): Fault => ({ file: shown(file), kind, detail });
    if (refusal !== undefined) return [fault('refused', `refuses to run: ${refusal.replace(/^reprise: /, '').split('\n')[0] ?? ''}`)];
    if (own.length === 0) return [fault('not-instrumented', 'was not instrumented')];
    return own.flatMap((table) => {
      if (table.contract !== CONTRACT_VERSION || table.version !== ownVersion()) {
        return [fault('other-version', `was built by reprise ${table.version} (contract ${table.contract}); this is ${ownVersion()} (contract ${CONTRACT_VERSION})`)];
      }
      const source = sourceOf(file, table, expected);
      if (source === undefined) withoutSource++;
      return [
        ...(table.options === options ? [] : [fault('other-options', `was built with plugin options that differ ${against}`)]),
        ...source === undefined ? [] : changedSince(source, table, expected, compiler).map(([kind, detail]) => fault(kind, detail)),
      ];
    });
  });
  return { files: files.length, modules: tables.length, withoutSource, faults };
}

function scripts(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : scripts(path);
    return entry.isFile() && /\.[cm]?js$/.test(entry.name) ? [path] : [];
  });
}

/** What has changed since a module was built: its source; or, with the same source and options, which packages are of the outside. */
function changedSince(source: string, table: ModuleTable, expected: ExpectedOutput | undefined, compiler: typeof ts): readonly (readonly [Fault['kind'], string])[] {
  const text = readFileSync(source, 'utf8');
  if (sourceHash(text) !== table.hash) return [['other-source', `was built before ${shown(source)} was changed`]];
  if (expected === undefined || expected.options !== table.options) return [];
  const now = new Set(outsideModules(text, source, table.format, expected, compiler));
  const then = new Set(outsideOf(table));
  const joined = [...then].filter((name) => !now.has(name));
  const left = [...now].filter((name) => !then.has(name));
  return [
    ...joined.map((name) => ['other-packages', `records ${name}, which was outside of the program and no longer is`] as const),
    ...left.map((name) => ['other-packages', `does not record ${name}, which belonged to the program or was pure and no longer does`] as const),
  ];
}

/** The modules of the outside that a table names. */
function outsideOf({ outside, slots }: Pick<ModuleTable, 'outside' | 'slots'>): readonly string[] {
  return [...outside.map(([specifier]) => specifier), ...slots.flatMap((slot) => (slot[0] === 'i' ? [slot[1]] : []))];
}

function outsideModules(text: string, file: string, format: ModuleTable['format'], { rules, aliases }: ExpectedOutput, compiler: typeof ts): readonly string[] {
  const { code } = instrument(text, { ...rules, file, format, aliases, sourceMap: false, typescript: compiler });
  return builtModules(compiler, `${file}.ts`, code).tables.flatMap(outsideOf);
}

/**
 * The source of a module. Its path is relative to its package: one above the output, if not the nearest (`dist/package.json`), that of the
 * tsconfig.json where the output lies elsewhere, or the working directory where there is none. Else a source map may tell.
 */
function sourceOf(output: string, { file }: ModuleTable, expected: ExpectedOutput | undefined): string | undefined {
  const folders = [...packagesAbove(dirname(output)), ...expected === undefined ? [] : packagesAbove(dirname(expected.config)), process.cwd()];
  return [...folders.map((folder) => join(folder, ...file.split('/'))), ...mapped(output, file)].find((path) => existsSync(path));
}

function packagesAbove(folder: string): string[] {
  const found = packageFolder(folder);
  if (found === undefined) return [];
  return [found, ...found === dirname(found) ? [] : packagesAbove(dirname(found))];
}

/** The sources in the map beside an output that a module's path may mean. */
function mapped(output: string, file: string): readonly string[] {
  try {
    const { sources = [], sourceRoot = '' } = JSON.parse(readFileSync(`${output}.map`, 'utf8')) as { sources?: readonly string[]; sourceRoot?: string };
    return sources.map((source) => resolve(dirname(output), sourceRoot, source)).filter((path) => path.split(sep).join('/').endsWith(`/${file}`));
  } catch {
    // No map, or none that could be read: it was a last resort.
    return [];
  }
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

// What can be wrong with built output: a file that was not instrumented, or that something has outdated since.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type ts from 'typescript';
import { CONTRACT_VERSION, type ModuleTable } from '../contract/emitted.js';
import type { ExpectedOutput } from '../transformer/hosts/index.js';
import { sourceHash } from '../transformer/module-facts.js';
import { ownVersion } from '../transformer/package-info.js';
import { builtModules, type BuiltModules } from './built-modules.js';
import { packageFolder } from './entry.js';
import { shown } from './location.js';

/** What is wrong with a file. */
export interface Fault {
  readonly file: string;
  readonly kind: 'not-instrumented' | 'refused' | 'other-version' | 'other-options' | 'other-source';
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
      const source = sourceOf(file, table);
      if (source === undefined) withoutSource++;
      return [
        ...(table.options === options ? [] : [fault('other-options', `was built with plugin options that differ ${against}`)]),
        ...(source === undefined || sourceHash(readFileSync(source, 'utf8')) === table.hash ? [] : [fault('other-source', `was built before ${shown(source)} was changed`)]),
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

/** The source of a module: its path is relative to a package above the output, if not the nearest (`dist/package.json`). */
function sourceOf(output: string, { file }: ModuleTable): string | undefined {
  for (let folder = packageFolder(dirname(output)); folder !== undefined; folder = folder === dirname(folder) ? undefined : packageFolder(dirname(folder))) {
    const path = join(folder, ...file.split('/'));
    if (existsSync(path)) return path;
  }
  return undefined;
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

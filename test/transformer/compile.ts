// Compiles sources in memory, with the plugin in a chosen state, in a program of its own each time.

import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import type { ModuleFormat, ModuleTable } from '../../contract/emitted.js';
import { decodeTable } from '../../contract/table.js';
import { instrument } from '../../transformer/instrument.js';
import reprise from '../../transformer/plugin.js';
import type { PluginOptions } from '../../transformer/options.js';

/** Without the plugin, with it switched off, or with it. */
export type State = 'plain' | 'off' | 'instrumented';

export const root = resolve(__dirname, '../..');

/** Output files by name. */
export type Output = ReadonlyMap<string, string>;

/** Where sources pretend to lie; only their package.json files are real. */
const packages = { commonjs: packageFolder('commonjs'), module: packageFolder('module') };

function packageFolder(type: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'reprise-compile-')));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'fixture', type }));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const parsed = new Map<string, ts.SourceFile | undefined>();

/** Parses what lies on disk once for all programs. */
function library(fileName: string): ts.SourceFile | undefined {
  if (!parsed.has(fileName)) {
    const text = ts.sys.readFile(fileName);
    parsed.set(fileName, text === undefined ? undefined : ts.createSourceFile(fileName, text, { languageVersion: ts.ScriptTarget.Latest, impliedNodeFormat: ts.ModuleKind.CommonJS }));
  }
  return parsed.get(fileName);
}

export interface Compilation {
  /** Sources by name, relative to {@link folder}. */
  readonly sources: Readonly<Record<string, string>>;
  readonly options?: ts.CompilerOptions;
  readonly plugin?: PluginOptions;
  readonly packageType?: 'module' | 'commonjs';
  readonly folder?: string;
  /** Takes what the plugin gives the compiler to report, as ts-patch does; without it, failures are thrown. */
  readonly reported?: ts.Diagnostic[];
}

export const defaults: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  // What is imported from Node is unknown to the compiler: its types would be most of what it reads.
  types: [],
  lib: ['lib.esnext.d.ts'],
  // What is emitted does not depend on what is wrong with the types, and looking for that takes as long as emitting.
  noCheck: true,
  skipLibCheck: true,
  esModuleInterop: true,
  ignoreDeprecations: '6.0',
  newLine: ts.NewLineKind.LineFeed,
};

/** Compiles; names of outputs are relative to the folder. */
export function compile(state: State, compilation: Compilation): Output {
  return compileAs([state], compilation)[0]!;
}

/** Compiles in several states, in one program: what takes most of the time is the same in all of them. */
export function compileAs(states: readonly State[], { sources, options = {}, plugin = {}, packageType = 'commonjs', folder = packages[packageType], reported }: Compilation): Output[] {
  const all: ts.CompilerOptions = { ...defaults, outDir: join(folder, 'out'), rootDir: folder, ...options };
  const own = new Map(Object.entries(sources).map(([name, text]) => [join(folder, name), text]));
  own.set(join(folder, 'package.json'), JSON.stringify({ name: 'fixture', type: packageType }));
  if (all.noLib === true) own.set(join(folder, 'library.d.ts'), readFileSync(join(__dirname, 'library.d.ts'), 'utf8'));
  for (const name of ['index.d.ts', 'jsx.d.ts', 'package.json']) own.set(join(folder, 'node_modules/pkg', name), readFileSync(join(__dirname, 'pkg', name), 'utf8'));
  const host = ts.createCompilerHost(all);
  host.fileExists = (name) => own.has(name) || (!name.startsWith(folder) && existsSync(name));
  host.directoryExists = undefined;
  host.readFile = (name) => own.get(name) ?? ts.sys.readFile(name);
  host.getSourceFile = (name, language) => {
    const text = own.get(name);
    if (text === undefined) return library(name);
    // As the compiler's own host: the byte order mark goes when the file is read.
    return ts.createSourceFile(name, text.startsWith('\ufeff') ? text.slice(1) : text, language);
  };
  const program = ts.createProgram([...Object.keys(sources), ...(all.noLib === true ? ['library.d.ts'] : [])].map((name) => join(folder, name)), all, host);
  return states.map((state) => {
    const output = new Map<string, string>();
    const write = (name: string, text: string): void => { output.set(name.slice(folder.length + 1).replace('out/', ''), text); };
    const before = state === 'plain' ? [] : [reprise(program, { ...plugin, ...(state === 'off' ? { instrument: false } : {}) }, reported === undefined ? { ts } : { ts, library: 'tsc', addDiagnostic: (diagnostic) => reported.push(diagnostic) })];
    program.emit(undefined, write, undefined, undefined, { before });
    return output;
  });
}

/** Compiles plainly what the text printer makes of the sources. */
export function compileText(compilation: Compilation, formats: Readonly<Record<string, ModuleFormat>>): Output {
  const { sources, packageType = 'commonjs', folder = packages[packageType], options = {} } = compilation;
  const importsBecomeRequires = (options.module ?? defaults.module) === ts.ModuleKind.CommonJS;
  const instrumented = Object.entries(sources).map(([name, text]) => (
    [name, instrument(text, { file: join(folder, name), packageRoot: folder, format: formats[name] ?? 'commonjs', importsBecomeRequires, ...compilation.plugin }).code]
  ));
  return compile('plain', { ...compilation, sources: Object.fromEntries(instrumented) as Record<string, string> });
}

/** The tables that modules register with, by the name of their source. */
export function tables(output: Output): ReadonlyMap<string, ModuleTable> {
  const found = new Map<string, ModuleTable>();
  for (const [, text] of output) {
    const [, written] = text.split('.module("');
    if (written === undefined) continue;
    const end = written.indexOf('",');
    const table = decodeTable(JSON.parse(`"${written.slice(0, end)}"`) as string, '');
    found.set(table.file, table);
  }
  return found;
}

/** The instrumented output of one file without what every module starts with. */
export function body(source: string, compilation: Omit<Compilation, 'sources'> & { name?: string } = {}): string {
  const name = compilation.name ?? 'main.ts';
  const output = compile('instrumented', { ...compilation, sources: { [name]: source } });
  const text = [...output].find(([file]) => !file.endsWith('.map') && !file.endsWith('.d.ts'))?.[1] ?? '';
  const [, rest] = text.split('\n_$();\n');
  return (rest ?? text).trimEnd();
}

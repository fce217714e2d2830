// Fixture programs: compiled in memory, written to a temporary folder, run by Node.

import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { PluginOptions } from '../../transformer/options.js';
import type { ModuleName, Target } from './builds.js';
import { root, type Output } from './compile.js';

export interface Fixture {
  readonly name: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly options: ts.CompilerOptions;
  readonly plugin: PluginOptions;
  readonly formats: readonly ('commonjs' | 'esm')[];
  /** In which kinds of module it can be built; all of its formats by default. */
  readonly modules: readonly ModuleName[] | undefined;
  /** By which printers it can be instrumented; of a re-exported name, text alone does not tell whether it is a type. */
  readonly printers: readonly ('tree' | 'text')[];
  /** The oldest and the newest target whose output Node 20 runs. */
  readonly targets: readonly [oldest: Target, newest: Target];
  /** Name of the output that is run. */
  readonly entry: string;
}

/** What a `fixture.json` may say; the sources get other line breaks and a byte order mark if it says so. */
interface Settings extends Partial<Pick<Fixture, 'options' | 'plugin' | 'formats' | 'modules' | 'printers' | 'targets' | 'entry'>> {
  readonly lineBreaks?: string;
  readonly byteOrderMark?: boolean;
}

const folder = join(root, 'test/fixtures');

/** All fixtures. A `fixture.json` beside the sources says what is special about one. */
export function fixtures(): Fixture[] {
  return readdirSync(folder).sort().map((name) => {
    const files = readdirSync(join(folder, name)).sort();
    const path = join(folder, name, 'fixture.json');
    const settings = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) as Settings : {};
    const { options = {}, plugin = {}, formats = ['commonjs', 'esm'], modules, printers = ['tree', 'text'], targets = ['ES2015', 'ESNext'], entry = 'main.ts', lineBreaks = '\n', byteOrderMark = false } = settings;
    const text = (file: string): string => (byteOrderMark ? '\ufeff' : '') + readFileSync(join(folder, name, file), 'utf8').split('\n').join(lineBreaks);
    const sources = Object.fromEntries(files.filter((file) => !file.endsWith('.json')).map((file) => [file, text(file)]));
    return { name, sources, options, plugin, formats, modules, printers, targets, entry: `${entry.slice(0, entry.lastIndexOf('.'))}.js` };
  });
}

/** A folder in which outputs can be run, with the fixtures' package and a stand-in for the runtime. */
export function workspace(): string {
  const base = mkdtempSync(join(tmpdir(), 'reprise-fixtures-'));
  placePackages(base);
  mkdirSync(join(base, 'node_modules/reprise'));
  copyFileSync(join(__dirname, 'off-runtime.cjs'), join(base, 'node_modules/reprise/runtime.cjs'));
  const table = ts.transpileModule(readFileSync(join(root, 'contract/table.ts'), 'utf8'), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  writeFileSync(join(base, 'node_modules/reprise/table.cjs'), table.outputText);
  writeFileSync(join(base, 'node_modules/reprise/package.json'), JSON.stringify({ name: 'reprise', exports: { './runtime': './runtime.cjs' } }));
  return base;
}

/** Puts the packages that fixtures import into a folder. */
export function placePackages(base: string): void {
  cpSync(join(__dirname, 'pkg'), join(base, 'node_modules/pkg'), { recursive: true });
  symlinkSync(join(root, 'node_modules/tslib'), join(base, 'node_modules/tslib'), 'junction');
}

export interface Run {
  readonly code: number;
  readonly output: string;
}

/** What a fixture prints, without the lines that begin with # and hold what the clock and the like gave. */
export function sameInEveryRun(printed: string): string {
  return printed.split('\n').filter((line) => !line.startsWith('#')).join('\n');
}

/** Writes an output and runs it. */
export function run(base: string, name: string, output: Output, entry: string, type: 'module' | 'commonjs', env: Record<string, string> = {}): Promise<Run> {
  const target = place(base, name, output, type);
  return new Promise((resolve) => {
    execFile(process.execPath, [join(target, entry)], { env: { PATH: process.env['PATH'], ...env } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: sameInEveryRun(stdout) + stderr.split(target).join('') });
    });
  });
}

/**
 * Writes the outputs of fixtures and runs them one after the other in one process, since starting one takes longer than all of them; gives
 * what each printed. Those behind one that ends the process are missing.
 */
export function runInTurn(base: string, outputs: ReadonlyMap<Fixture, Output>, type: 'module' | 'commonjs', env: Record<string, string> = {}): Promise<ReadonlyMap<string, Run>> {
  const scripts = [...outputs].map(([{ name, entry }, output]) => ({ name, script: join(place(base, name, output, type), entry) }));
  return new Promise((resolve) => {
    execFile(process.execPath, [join(__dirname, 'in-turn.cjs'), type, ...scripts.map(({ script }) => script)], { env: { PATH: process.env['PATH'], ...env } }, (error, stdout, stderr) => {
      const [printed, complaints] = [byProgram(stdout), byProgram(stderr)];
      const started = scripts.filter(({ script }) => printed.has(script));
      resolve(new Map(started.map(({ name, script }, i) => [name, {
        code: error === null || i < started.length - 1 ? 0 : Number(error.code),
        output: sameInEveryRun(printed.get(script)!) + (complaints.get(script) ?? '').split(join(base, name)).join(''),
      }])));
    });
  });
}

/** What was printed, by the program that printed it. */
function byProgram(text: string): ReadonlyMap<string, string> {
  const [, ...parts] = text.split('\0');
  return new Map(parts.flatMap((part, i) => (i % 2 === 0 ? [[part, parts[i + 1] ?? ''] as const] : [])));
}

/** Writes an output; gives its folder. */
function place(base: string, name: string, output: Output, type: 'module' | 'commonjs'): string {
  const target = join(base, name);
  for (const [file, text] of output) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    writeFileSync(join(target, file), text);
  }
  writeFileSync(join(target, 'package.json'), JSON.stringify({ type }));
  return target;
}

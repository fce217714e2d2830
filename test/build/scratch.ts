// A project in a folder of its own, built by the command of the packed package, by tspc or by tsc.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { compiledTypescript, execute, reprise, type ExecuteOptions, type Result } from '../harness/index.js';

/** Files by path: text, or an object that becomes JSON. */
export type Files = Readonly<Record<string, string | object>>;

/** A folder with a project, and what builds it. */
export interface Scratch {
  readonly folder: string;
  write(files: Files): void;
  read(name: string): string;
  has(name: string): boolean;
  /** All files below a folder with their content. */
  tree(name: string): Readonly<Record<string, string>>;
  build(args?: readonly string[], options?: Partial<ExecuteOptions>): Promise<Result>;
  tsc(...args: string[]): Promise<Result>;
  tspc(...args: string[]): Promise<Result>;
}

export const PLUGIN = { transform: 'reprise/transformer' };

/** Compiler options that cost little: no types of Node, the smallest library. */
export function tsconfig(options: object = {}, further: object = {}): object {
  return {
    compilerOptions: { target: 'es2022', module: 'node16', moduleResolution: 'node16', lib: ['es5'], types: [], strict: true, rootDir: 'src', outDir: 'dist', plugins: [PLUGIN], ...options },
    include: ['src'],
    ...further,
  };
}

/** What the programs use of the host. */
export const GLOBALS = 'declare const console: { log(...values: unknown[]): void };\n';

/** A program that meets the outside twice. */
export const PROGRAM = "const stamp: string = `${Date.now()} ${Math.random()}`;\nconsole.log(stamp);\nexport { stamp };\n";

/** Makes a folder; it is gone when the test has ended, or all of a suite if that is how it ends. */
export function scratch(files: Files, parent = inject('workshop'), atEnd: (run: () => void) => void = onTestFinished): Scratch {
  const folder = mkdtempSync(join(parent, 'build-'));
  const compiling: ExecuteOptions = { cwd: folder, timeout: 60_000, env: compiledTypescript() };
  const node = (script: string, args: readonly string[]) => execute(process.execPath, [join(inject('workshop'), 'node_modules', script), ...args], compiling);
  const made: Scratch = {
    folder,
    write(more) {
      for (const [name, content] of Object.entries(more)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
      }
    },
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    has: (name) => existsSync(join(folder, name)),
    tree(name) {
      const found: Record<string, string> = {};
      for (const entry of readdirSync(join(folder, name), { recursive: true, withFileTypes: true })) {
        if (entry.isFile()) found[join(entry.parentPath, entry.name).slice(join(folder, name).length + 1)] = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      }
      return found;
    },
    build: (args = [], options = {}) => reprise(['build', ...args], { ...compiling, ...options, env: { ...compiling.env, ...options.env } }),
    tsc: (...args) => node('typescript/bin/tsc', args),
    tspc: (...args) => node('ts-patch/bin/tspc.js', args),
  };
  made.write({ 'package.json': { name: 'scratch', version: '1.0.0', type: 'module' }, 'src/globals.d.ts': GLOBALS, ...files });
  // Where stamps of .tsbuildinfo files are kept: a project has a node_modules of its own.
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return made;
}

/** Gives a project another version of a package. */
export function link(project: Scratch, name: string, target: string): void {
  const place = join(project.folder, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(target, place, 'junction');
}

/** Whether an output was instrumented. */
export function isInstrumented(text: string): boolean {
  return text.includes('reprise/runtime');
}

/** The digest of the plugin options in an output. */
export function optionsDigest(text: string): string {
  const [, digest] = /\.module\("\d+\|[^|]+\|([0-9a-f]{16})\|/.exec(text) ?? [];
  if (digest === undefined) throw new Error(`Not instrumented:\n${text}`);
  return digest;
}

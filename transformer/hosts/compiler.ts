// The compiler of the user's project: found from the project's folder, never the one that reprise was built with.

import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type ts from 'typescript';
import { RepriseError } from '../../contract/errors.js';
import type { Typescript } from '../typescript.js';

/** What `tsc` itself is made of: exported by every version from 4.8 to 6, though not in their types. */
interface CompilerInternals {
  createDiagnosticReporter(system: ts.System, pretty?: boolean): ts.DiagnosticReporter;
  createWatchStatusReporter(system: ts.System, pretty?: boolean): ts.WatchStatusReporter;
  createBuilderStatusReporter(system: ts.System, pretty?: boolean): ts.DiagnosticReporter;
  getErrorSummaryText(errors: number, files: readonly unknown[], newLine: string, host: ts.System): string;
  emitFilesAndReportErrorsAndGetExitStatus(
    program: ts.Program | ts.BuilderProgram, report: ts.DiagnosticReporter, write: (text: string) => void, summary?: ErrorSummary,
  ): ts.ExitStatus;
  parseBuildCommand(args: readonly string[]): ParsedBuildCommand;
  convertToOptionsWithAbsolutePaths(options: ts.CompilerOptions, absolute: (path: string) => string): ts.CompilerOptions;
  getNormalizedAbsolutePath(path: string, folder: string): string;
  changeCompilerHostLikeToUseCache(host: ts.CompilerHost, toPath: (name: string) => string): unknown;
  toPath(name: string, folder: string, canonical: (name: string) => string): string;
  createGetCanonicalFileName(caseSensitive: boolean): (name: string) => string;
  validateLocaleAndSetLanguage(locale: string, system: ts.System, errors?: ts.Diagnostic[]): void;
  getTsBuildInfoEmitOutputFilePath(options: ts.CompilerOptions): string | undefined;
}

/** Prints `Found N errors`. */
export type ErrorSummary = (errors: number, files: readonly unknown[]) => void;

/** What follows `--build`. */
export interface ParsedBuildCommand {
  readonly buildOptions: ts.BuildOptions & ts.CompilerOptions & { readonly clean?: boolean; readonly watch?: boolean; readonly help?: boolean; readonly locale?: string };
  readonly watchOptions?: ts.WatchOptions;
  readonly projects: string[];
  readonly errors: ts.Diagnostic[];
}

/** A compiler with what its `tsc` is made of. */
export type Compiler = Typescript & CompilerInternals;

const INTERNALS: readonly (keyof CompilerInternals)[] = [
  'createDiagnosticReporter', 'createWatchStatusReporter', 'createBuilderStatusReporter', 'getErrorSummaryText', 'emitFilesAndReportErrorsAndGetExitStatus',
  'parseBuildCommand', 'convertToOptionsWithAbsolutePaths', 'getNormalizedAbsolutePath', 'changeCompilerHostLikeToUseCache', 'toPath',
  'createGetCanonicalFileName', 'validateLocaleAndSetLanguage', 'getTsBuildInfoEmitOutputFilePath',
];

/** Packages that hold a compiler with an API; the second is what projects on TypeScript 7 install beside it. */
const PACKAGES = ['typescript', '@typescript/typescript6'] as const;
const INSTALL = 'npm i -D typescript@6.0.3';

/** The folders in which to look for the compiler: those that the arguments of `tsc` name, then the working directory. */
export function projectFolders(args: readonly string[]): string[] {
  // The project itself before other folders, such as that of the output.
  const project = args.findIndex((arg) => /^--?(p|project)$/i.test(arg)) + 1;
  const named = [...args.slice(project, project + 1), ...args].filter((arg) => !arg.startsWith('-') && existsSync(arg)).map((arg) => resolve(arg));
  return [...named.map((path) => (statSync(path).isDirectory() ? path : dirname(path))), process.cwd()];
}

/**
 * Loads the compiler that is installed for a project.
 *
 * @param folders - where to look, in this order
 * @throws RepriseError REPRISE_COMPILER if there is none, or none that plugins can be given to
 */
export function loadCompiler(folders: readonly string[]): Compiler {
  let refused: string | undefined;
  for (const folder of folders) {
    for (const name of PACKAGES) {
      const require = createRequire(join(folder, 'noop.js'));
      const version = installedVersion(require, name);
      if (version === undefined) continue;
      const major = Number.parseInt(version, 10);
      if (major < 7 && !isBefore(version, 4, 8)) return checked(require(name) as Compiler);
      refused ??= major < 7
        ? `${name} ${version} is installed; reprise works with TypeScript 4.8 to 6.`
        : `${name} ${version} is installed. TypeScript 7 has no interface for plugins, so reprise cannot build with it.`;
    }
  }
  if (refused === undefined) {
    throw new RepriseError('REPRISE_COMPILER', `there is no TypeScript compiler for ${folders[0] ?? process.cwd()}.`, { next: `Install one: ${INSTALL}` });
  }
  throw new RepriseError('REPRISE_COMPILER', refused, {
    next: `Install one that it works with: ${INSTALL}\nTo keep TypeScript 7 for all else, install 6 beside it, and reprise takes that: npm i -D @typescript/typescript6`,
  });
}

function installedVersion(require: NodeJS.Require, name: string): string | undefined {
  try {
    return (require(`${name}/package.json`) as { version: string }).version;
  } catch {
    return undefined;
  }
}

function isBefore(version: string, major: number, minor: number): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
}

function checked(compiler: Compiler): Compiler {
  const missing = INTERNALS.filter((name) => typeof compiler[name] !== 'function');
  if (missing.length === 0) return compiler;
  throw new RepriseError('REPRISE_COMPILER', `TypeScript ${compiler.version} lacks ${missing.join(', ')}, which reprise builds with.`, {
    next: `Install a version that it was tested with (${INSTALL}), or build with ts-patch: npx tspc`,
  });
}

/** Whether the compiler would print with colours and source lines. */
export function isPretty(ts: Typescript, options: ts.CompilerOptions): boolean {
  const { pretty } = options as { pretty?: boolean };
  if (pretty !== undefined) return pretty;
  if (process.env['NO_COLOR']) return false;
  return Boolean(process.env['FORCE_COLOR']) || ts.sys.writeOutputIsTTY?.() === true;
}

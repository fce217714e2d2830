// The configuration of a project: `reprise.config.ts`, `.js` or `.json` beside its package.json, and what overrides it.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RepriseError } from '../contract/errors.js';
import { checkRecordOptions, parseRecordOptions, type RecordOptions } from '../contract/record-options.js';
import { shown } from './location.js';

const NAMES = ['reprise.config.ts', 'reprise.config.js', 'reprise.config.mjs', 'reprise.config.cjs', 'reprise.config.json'] as const;

/**
 * Options of a recording: those of the command line, then of REPRISE_OPTIONS, then of the configuration file of the
 * working directory or the nearest folder above that has one. What none of them names has its default.
 *
 * @throws RepriseError REPRISE_OPTION for an unknown option, a value it cannot have, or a file that cannot be read
 */
export async function recordOptions(given: Partial<RecordOptions>): Promise<Partial<RecordOptions>> {
  const file = configFile(process.cwd());
  const configured = file === undefined ? {} : await load(file);
  return { ...configured, ...fromEnvironment(), ...checkRecordOptions(given, 'the command line') };
}

function fromEnvironment(): Partial<RecordOptions> {
  return parseRecordOptions(process.env['REPRISE_OPTIONS'] || '{}', 'REPRISE_OPTIONS');
}

/** The configuration file that counts for a folder; a package.json ends the search. */
function configFile(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = NAMES.map((name) => join(at, name)).filter((path) => existsSync(path));
    if (found.length > 1) throw new RepriseError('REPRISE_OPTION', `there are two configuration files: ${found.map(shown).join(' and ')}.`, { next: 'Keep one of them.' });
    if (found.length === 1) return found[0];
    if (existsSync(join(at, 'package.json')) || dirname(at) === at) return undefined;
  }
}

async function load(file: string): Promise<Partial<RecordOptions>> {
  try {
    if (file.endsWith('.json')) return parseRecordOptions(readFileSync(file, 'utf8'), shown(file));
    const module = file.endsWith('.ts') ? compiled(file) : await import(pathToFileURL(file).href) as Record<string, unknown>;
    return checkRecordOptions(defaultOf(module), shown(file));
  } catch (error) {
    if (error instanceof RepriseError) throw error;
    throw new RepriseError('REPRISE_OPTION', `${shown(file)} cannot be loaded: ${(error instanceof Error ? error.message : String(error)).replace(/\.$/, '')}.`, { next: 'Run it by itself to see where it fails.', cause: error });
  }
}

/** What is used of the compiler. */
interface Transpiler {
  transpileModule(text: string, options: object): { readonly outputText: string; readonly diagnostics?: readonly { readonly file?: { getLineAndCharacterOfPosition(at: number): { readonly line: number } }; readonly start?: number; readonly messageText: unknown }[] };
  flattenDiagnosticMessageText(text: unknown, newLine: string): string;
}

/** A module of TypeScript, by the compiler of the project. What it imports has to be JavaScript. */
function compiled(file: string): Record<string, unknown> {
  const require = createRequire(file);
  let typescript: Transpiler;
  try {
    typescript = require('typescript') as Transpiler;
  } catch (error) {
    throw new RepriseError('REPRISE_OPTION', `${shown(file)} needs the package typescript, which is not installed here.`, { next: 'Install it, or write the configuration as reprise.config.json.', cause: error });
  }
  const { outputText, diagnostics = [] } = typescript.transpileModule(readFileSync(file, 'utf8'), { fileName: file, reportDiagnostics: true, compilerOptions: { module: 1, target: 9, esModuleInterop: true } });
  // Of one with a mistake in its syntax it would give what it can make of it.
  const [wrong] = diagnostics;
  if (wrong !== undefined) {
    const line = wrong.file === undefined ? undefined : wrong.file.getLineAndCharacterOfPosition(wrong.start ?? 0).line + 1;
    throw new RepriseError('REPRISE_OPTION', `${shown(file)} cannot be compiled: ${typescript.flattenDiagnosticMessageText(wrong.messageText, ' ')}${line === undefined ? '' : ` (line ${line})`}`, { next: 'Correct it.' });
  }
  const module = { exports: {} as Record<string, unknown> };
  new Function('module', 'exports', 'require', '__filename', '__dirname', outputText)(module, module.exports, require, file, dirname(file));
  return module.exports;
}

/** The default export, also of CommonJS that was compiled from an ES module. */
function defaultOf(module: Record<string, unknown>): unknown {
  const value = module['default'] ?? module;
  return typeof value === 'object' && value !== null && '__esModule' in value && 'default' in value ? value.default : value;
}

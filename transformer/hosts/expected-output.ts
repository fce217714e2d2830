// What the output of a project has to say of itself: the options that its tsconfig.json has now.

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type ts from 'typescript';
import { RepriseError } from '../../contract/errors.js';
import { checkOptions, optionsDigest, type CheckedOptions } from '../options.js';
import { pathAliases } from '../path-aliases.js';
import type { Compiler } from './compiler.js';
import { isOwn, pluginsOf } from './project-plugins.js';

/** What is expected of the output of a project. */
export interface ExpectedOutput {
  /** The tsconfig.json that says so. */
  readonly config: string;
  /** Digest of the options, as modules carry it. */
  readonly options: string;
  /** Those that say where modules lie. */
  readonly rules: Pick<CheckedOptions, 'pure' | 'program' | 'outside'>;
  /** See {@link pathAliases}. */
  readonly aliases: readonly string[];
  /** Whether it is to be instrumented at all. */
  readonly instrument: boolean;
}

/**
 * What the project says whose output lies in a folder; undefined if there is no tsconfig.json at or above it.
 *
 * @param config - the tsconfig.json, or its folder; by default the nearest, or one beside it whose `outDir` this is
 * @throws RepriseError REPRISE_USAGE, REPRISE_OPTION
 */
export function expectedOutput(ts: Compiler, folder: string, config?: string): ExpectedOutput | undefined {
  const named = config === undefined ? undefined : [resolve(config, 'tsconfig.json'), resolve(config)].find((path) => ts.sys.fileExists(path));
  if (config !== undefined && named === undefined) throw new RepriseError('REPRISE_USAGE', `there is no file ${config}.`, { next: 'Name the tsconfig.json that the output was built with: -p tsconfig.build.json' });
  const path = named ?? nearestConfig(ts, folder);
  const parsed = path === undefined ? undefined : parse(ts, path);
  if (path === undefined || parsed === undefined) return undefined;
  const { options } = parsed;
  const own = pluginsOf(ts, options).find(isOwn);
  const checked = checkOptions({ ...own?.entry }, process.env);
  const { pure, program, outside } = checked;
  return { config: path, options: optionsDigest(checked), rules: { pure, program, outside }, aliases: pathAliases(options, parsed.fileNames), instrument: checked.instrument };
}

function nearestConfig(ts: Compiler, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const config = join(at, 'tsconfig.json');
    if (existsSync(config)) return siblings(at).find((path) => writesInto(parse(ts, path), folder)) ?? config;
    if (at === dirname(at)) return undefined;
  }
}

/** The tsconfig.json of a folder first, then `tsconfig.build.json` and the like. */
function siblings(folder: string): string[] {
  const others = readdirSync(folder).filter((name) => /^tsconfig\..+\.json$/.test(name)).sort();
  return ['tsconfig.json', ...others].map((name) => join(folder, name));
}

function writesInto(parsed: ts.ParsedCommandLine | undefined, folder: string): boolean {
  const { outDir } = parsed?.options ?? {};
  if (outDir === undefined) return false;
  const inside = relative(resolve(outDir), folder);
  return inside === '' || !(inside === '..' || inside.startsWith(`..${sep}`));
}

function parse(ts: Compiler, path: string): ts.ParsedCommandLine | undefined {
  return ts.getParsedCommandLineOfConfigFile(path, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
}

// Options of the plugin entry in tsconfig.json, checked: a misspelt one would silently change what is recorded.

import { createHash } from 'node:crypto';
import { RepriseError } from '../contract/errors.js';
import { suggestion } from '../contract/suggestion.js';

/** What the plugin entry may say beside `transform`. */
export interface PluginOptions {
  /** Whether to instrument at all; true by default. `REPRISE_INSTRUMENT=1|0` overrides it. */
  readonly instrument?: boolean;
  /** Packages that compute from their arguments alone and are used as they are. */
  readonly pure?: readonly string[];
  /** Packages that are instrumented, too: parts of the program. */
  readonly program?: readonly string[];
  /** Modules to be recorded although the tables say otherwise. */
  readonly outside?: readonly string[];
}

/** {@link PluginOptions}, complete. */
export type CheckedOptions = Required<PluginOptions>;

const LISTS = ['pure', 'program', 'outside'] as const;
const OWN: readonly string[] = ['instrument', ...LISTS];
/** Keys of an entry that the loaders of plugins use themselves. */
const LOADERS: readonly string[] = ['transform', 'import', 'type', 'name', 'after', 'afterDeclarations', 'transformProgram', 'isEsm', 'isESM', 'resolvePathAliases', 'tsConfig'];

/**
 * Checks the plugin entry.
 *
 * @param environment - where REPRISE_INSTRUMENT may overrule the entry
 * @throws RepriseError REPRISE_OPTION for an unknown or malformed option, REPRISE_USAGE for a malformed REPRISE_INSTRUMENT
 */
export function checkOptions(entry: Readonly<Record<string, unknown>>, environment: Readonly<Record<string, string | undefined>>): CheckedOptions {
  for (const key of Object.keys(entry)) {
    if (OWN.includes(key) || LOADERS.includes(key)) continue;
    const close = suggestion(key, OWN);
    throw new RepriseError('REPRISE_OPTION', `the plugin entry of tsconfig.json has an unknown option "${key}".`, {
      next: close === undefined ? `Known options are ${OWN.join(', ')}.` : `Did you mean "${close}"?`,
    });
  }
  const { instrument } = entry;
  if (instrument !== undefined && typeof instrument !== 'boolean') throw malformed('instrument', instrument, 'true or false');
  const [pure, program, outside] = LISTS.map((key) => stringList(key, entry[key]));
  return { instrument: instrumentFlag(environment['REPRISE_INSTRUMENT']) ?? instrument ?? true, pure: pure ?? [], program: program ?? [], outside: outside ?? [] };
}

/** A digest of what shapes the output, by which stale output is told from fresh. */
export function optionsDigest(options: CheckedOptions): string {
  const shaping = LISTS.map((key) => [...options[key]].sort());
  return createHash('sha256').update(JSON.stringify(shaping)).digest('hex').slice(0, 16);
}

function instrumentFlag(value: string | undefined): boolean | undefined {
  if (value === undefined || value === '') return undefined;
  if (value === '1') return true;
  if (value === '0') return false;
  throw new RepriseError('REPRISE_USAGE', `REPRISE_INSTRUMENT is "${value}".`, { next: 'Set it to 1 or 0, or unset it.' });
}

function stringList(key: string, value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string')) throw malformed(key, value, 'a list of module names');
  return value;
}

function malformed(key: string, value: unknown, wanted: string): RepriseError {
  return new RepriseError('REPRISE_OPTION', `the plugin option "${key}" is ${JSON.stringify(value)}.`, { next: `It has to be ${wanted}.` });
}

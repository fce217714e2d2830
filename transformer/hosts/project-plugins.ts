// The plugins of one project, reprise among them: `reprise build` instruments what it builds.

import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { Packages } from '../package-info.js';
import type { Typescript } from '../typescript.js';
import { linkedPlaces } from '../workspace.js';
import { declaredPlugins, type DeclaredPlugin, type ParsedOptions } from './declared-plugins.js';
import { OWN_ENTRY, OWN_NAME, packageOf, resolvePlugin } from './plugin-files.js';
import type { PluginModules } from './plugin-modules.js';

const OWN_FILE = join(__dirname, '..', 'index.js');

/** The plugins of a project in the order in which they run. */
export function pluginsOf(ts: Typescript, options: ParsedOptions): readonly DeclaredPlugin[] {
  const declared = declaredPlugins(ts, options);
  return declared.some(isOwn) ? declared : [byDefault(options), ...declared];
}

/** Whether an entry names reprise itself. */
export function isOwn(plugin: DeclaredPlugin): boolean {
  if (plugin.transform === OWN_ENTRY || plugin.transform.startsWith(`${OWN_ENTRY}/`)) return true;
  const file = resolvePlugin(plugin);
  return file !== undefined && packageOf(file) === OWN_NAME;
}

/** Whether a project's tsconfig says nothing of reprise. */
export function isByDefault(plugin: DeclaredPlugin): boolean {
  return plugin.isAdded === true;
}

function byDefault({ configFilePath }: ParsedOptions): DeclaredPlugin {
  return {
    isAdded: true, entry: { transform: OWN_FILE }, transform: OWN_FILE, folder: __dirname, projectFolder: __dirname,
    place: `added to ${configFilePath ?? 'the command line'}`, position: { file: undefined, start: undefined, length: undefined },
  };
}

/**
 * A digest of all that plugins do to the output: their code, their options, their order, and what tells reprise which packages belong to
 * the program.
 */
export function pluginsDigest(plugins: readonly DeclaredPlugin[], modules: PluginModules, { configFilePath, paths }: ParsedOptions): string {
  const facts = plugins.map((plugin) => [modules.digest(plugin), plugin.entry]);
  const folder = typeof configFilePath === 'string' ? dirname(configFilePath) : process.cwd();
  const { name, selfNamed, type } = new Packages(folder).of(join(folder, 'index.ts'));
  const program = [name ?? '', selfNamed, type, Object.keys(paths ?? {}), linkedPlaces(folder)];
  return createHash('sha256').update(JSON.stringify([process.env['REPRISE_INSTRUMENT'] ?? '', facts, program])).digest('hex');
}


// The plugins of one project, reprise among them: `reprise build` instruments what it builds.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Typescript } from '../typescript.js';
import { declaredPlugins, type DeclaredPlugin, type ParsedOptions } from './declared-plugins.js';
import { packageOf, resolvePlugin } from './plugin-files.js';
import type { PluginModules } from './plugin-modules.js';

const OWN_NAME = 'reprise';
const OWN_ENTRY = 'reprise/transformer';
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

/** A digest of all that plugins do to the output: their code, their options, their order. */
export function pluginsDigest(plugins: readonly DeclaredPlugin[], modules: PluginModules): string {
  const facts = plugins.map((plugin) => [modules.digest(plugin), plugin.entry]);
  return createHash('sha256').update(JSON.stringify([process.env['REPRISE_INSTRUMENT'] ?? '', facts])).digest('hex');
}


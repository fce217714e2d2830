// Loads what plugin entries name: CommonJS, ES modules and TypeScript.

import Module, { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RepriseError } from '../../contract/errors.js';
import type { Typescript } from '../typescript.js';
import type { DeclaredPlugin } from './declared-plugins.js';
import { contentDigest, isModule, isTypescript, OWN_ENTRY, OWN_NAME, pluginFiles, resolvePlugin } from './plugin-files.js';
import { TypescriptModules } from './typescript-modules.js';

/** A plugin's function, of any of the types that an entry can have. */
export type PluginFactory = (...args: unknown[]) => unknown;

/** A plugin that was loaded. */
export interface LoadedPlugin {
  readonly plugin: DeclaredPlugin;
  readonly factory: PluginFactory;
}

/** The modules of plugins; each is loaded once a process. */
export class PluginModules {
  private readonly imported = new Map<string, { readonly exports?: unknown; readonly error?: unknown }>();
  private readonly compiled = new Map<string, TypescriptModules>();
  private readonly digests = new Map<string, { readonly files: readonly string[]; readonly digest: string }>();

  constructor(private readonly ts: Typescript) {}

  /** All files of plugins of the project's own. */
  get files(): string[] {
    return [...this.digests.values()].flatMap(({ files }) => files);
  }

  /** Imports ES modules ahead of the build, in which nothing can be awaited. What fails is told when the plugin is asked for. */
  async preload(plugins: readonly DeclaredPlugin[]): Promise<void> {
    for (const plugin of plugins) {
      const file = resolvePlugin(plugin);
      const key = file ?? packageKey(plugin);
      if (this.imported.has(key) || (file !== undefined && !isModule(file))) continue;
      try {
        this.imported.set(key, { exports: await (file === undefined ? importFrom(plugin) : import(pathToFileURL(file).href)) as unknown });
      } catch (error) {
        if (file !== undefined) this.imported.set(key, { error });
      }
    }
  }

  /**
   * The function of a plugin.
   *
   * @throws RepriseError REPRISE_PLUGIN if it is not found, throws while it is loaded, or has no such export
   */
  load(plugin: DeclaredPlugin): LoadedPlugin {
    const { entry, place, transform } = plugin;
    const name = entry.import ?? 'default';
    const exported = this.exportsOf(plugin);
    const members = typeof exported === 'function' ? { default: exported } : Object(exported) as Readonly<Record<string, unknown>>;
    const factory = members[name];
    if (typeof factory === 'function') return { plugin, factory: factory as PluginFactory };
    const functions = Object.keys(members).filter((key) => isFactory(members[key]));
    const next = transform === OWN_NAME ? `Its transformer has a name of its own: "transform": ${JSON.stringify(OWN_ENTRY)}.`
      : functions.length === 0 ? 'It exports no function, so it is no plugin of the compiler.'
        : `Name one of its functions in the entry, for instance "import": ${JSON.stringify(functions[0])}.`;
    throw new RepriseError('REPRISE_PLUGIN', `the plugin ${transform} (${place}) ${factory === undefined ? `has no export "${name}"` : `exports as "${name}" something that is not a function`}.`, { next });
  }

  /** A digest of the code of a plugin as it was loaded. */
  digest(plugin: DeclaredPlugin): string {
    const file = resolvePlugin(plugin);
    if (file === undefined) return packageKey(plugin);
    let known = this.digests.get(file);
    if (known === undefined) {
      const files = pluginFiles(this.ts, file);
      this.digests.set(file, known = { files, digest: contentDigest(files) });
    }
    return known.digest;
  }

  private exportsOf(plugin: DeclaredPlugin): unknown {
    const { entry, folder, place, projectFolder, transform } = plugin;
    const file = resolvePlugin(plugin);
    const imported = this.imported.get(file ?? packageKey(plugin));
    if (imported?.error !== undefined) throw failedToLoad(plugin, imported.error);
    if (imported !== undefined) return imported.exports;
    if (file === undefined) {
      const places = [...new Set([folder, projectFolder])].join(' and ');
      throw new RepriseError('REPRISE_PLUGIN', `the plugin ${transform} (${place}) was not found from ${places}.`, {
        next: transform.startsWith('.') ? 'Correct its path: it is relative to the tsconfig.json that declares it.' : `Install it, or correct its name: npm i -D ${transform.split('/').slice(0, transform.startsWith('@') ? 2 : 1).join('/')}`,
      });
    }
    try {
      if (!isTypescript(file)) return createRequire(file)(file) as unknown;
      const tsConfig = entry.tsConfig === undefined ? undefined : resolve(folder, entry.tsConfig);
      const key = `${tsConfig ?? ''}\0${String(entry.resolvePathAliases)}`;
      let modules = this.compiled.get(key);
      if (modules === undefined) this.compiled.set(key, modules = new TypescriptModules(this.ts, tsConfig, entry.resolvePathAliases === true));
      return modules.load(file);
    } catch (error) {
      throw failedToLoad(plugin, error);
    }
  }
}

function packageKey({ projectFolder, transform }: DeclaredPlugin): string {
  return `${projectFolder}\0${transform}`;
}

/** Node's own way to run a text as a module, which its types leave out. */
interface CompilingModule { exports: unknown; _compile(text: string, file: string): void }

/** Imports as a module in the project's folder would: for packages that `require` does not find. */
function importFrom({ projectFolder, transform }: DeclaredPlugin): Promise<unknown> {
  const file = join(projectFolder, 'noop.cjs');
  const module = new Module(file) as unknown as CompilingModule;
  module._compile('module.exports = (name) => import(name);', file);
  return (module.exports as (name: string) => Promise<unknown>)(transform);
}

function failedToLoad({ place, transform }: DeclaredPlugin, error: unknown): RepriseError {
  return new RepriseError('REPRISE_PLUGIN', `the plugin ${transform} (${place}) cannot be loaded: ${told(error)}`, { next: 'Correct it, or remove the entry.', cause: error });
}

/** What a plugin threw, with the place in it. */
export function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line) && !line.includes('node:internal'));
  const isOwn = frame?.includes(__dirname) === true;
  return `${error.name}: ${error.message}${frame === undefined || isOwn ? '' : `\n${frame}`}`;
}

/** Whether an export can be a plugin's function: a class is none. */
function isFactory(value: unknown): boolean {
  return typeof value === 'function' && Object.getOwnPropertyDescriptor(value, 'prototype')?.writable !== false;
}

// Which file a plugin entry means, and which files the plugin is made of.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, isAbsolute, join, resolve, sep } from 'node:path';
import type { Typescript } from '../typescript.js';
import type { DeclaredPlugin } from './declared-plugins.js';

const TYPESCRIPT = ['.ts', '.mts', '.cts', '.tsx'] as const;
const JAVASCRIPT_OF: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'], '.jsx': ['.tsx'] };

/** Name of this package. */
export const OWN_NAME = 'reprise';
/** How tsconfig.json names its transformer. */
export const OWN_ENTRY = `${OWN_NAME}/transformer`;

/** Whether a file is written in TypeScript, and so has to be compiled before it runs. */
export function isTypescript(file: string): boolean {
  return TYPESCRIPT.some((extension) => file.endsWith(extension));
}

/** Whether Node runs a file as an ES module. */
export function isModule(file: string): boolean {
  return file.endsWith('.mjs') || (file.endsWith('.js') && manifest(file)?.content['type'] === 'module');
}

/** The name of the package that a file belongs to. */
export function packageOf(file: string): unknown {
  return manifest(file)?.content['name'];
}

/** The nearest package.json of a file. */
function manifest(file: string): { readonly path: string; readonly content: Readonly<Record<string, unknown>> } | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path)) return { path, content: JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown> };
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * The file that an entry means; undefined if there is none that `require` finds. A path is looked for from the tsconfig
 * that declares it, then from the project's, as ts-patch does; a package the other way round.
 */
export function resolvePlugin({ transform, folder, projectFolder }: DeclaredPlugin): string | undefined {
  const bases = isPath(transform) ? [folder, projectFolder] : [projectFolder, folder];
  for (const base of bases) {
    const file = isPath(transform) ? resolveFile(resolve(base, transform)) : resolvePackage(base, transform);
    if (file !== undefined) return realpathSync(file);
  }
  return undefined;
}

function isPath(name: string): boolean {
  return isAbsolute(name) || /^\.\.?([\\/]|$)/.test(name);
}

function resolvePackage(base: string, name: string): string | undefined {
  try {
    return createRequire(join(base, 'noop.js')).resolve(name);
  } catch {
    return undefined;
  }
}

/** The file that a path means, be it JavaScript, TypeScript, a folder, or the JavaScript that a TypeScript file becomes. */
export function resolveFile(path: string): string | undefined {
  if (isFile(path)) return path;
  const extension = extname(path);
  const sources = (JAVASCRIPT_OF[extension] ?? []).map((other) => `${path.slice(0, -extension.length)}${other}`);
  const completed = [...TYPESCRIPT, '.js', '.cjs', '.mjs', '.json'].map((other) => `${path}${other}`);
  return [...sources, ...completed].find(isFile) ?? resolvePackage(dirname(path), path) ?? TYPESCRIPT.map((other) => join(path, `index${other}`)).find(isFile);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/**
 * The files whose content decides what a plugin does: of an installed package its package.json, which tells the version;
 * of a plugin in the project the file and all that it imports by a path.
 */
export function pluginFiles(ts: Typescript, file: string): string[] {
  if (file.split(sep).includes('node_modules')) return [file, manifest(file)?.path ?? file];
  const found = new Set([file]);
  for (const next of found) {
    if (next.endsWith('.json')) continue;
    const { importedFiles } = ts.preProcessFile(readFileSync(next, 'utf8'), true, true);
    for (const { fileName } of importedFiles) {
      const target = isPath(fileName) ? resolveFile(resolve(dirname(next), fileName)) : undefined;
      if (target !== undefined) found.add(target);
    }
  }
  return [...found];
}

/** A digest of the content of files. */
export function contentDigest(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

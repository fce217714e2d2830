// Specifiers that look like packages and name modules of the program: keys of the compiler option `paths`, and what lies below `baseUrl`
// (`src/users/users.service`), which the compiler prefers to a package of that name.

import type ts from 'typescript';

const EXTENSION = /(?<!\.d)\.[cm]?[jt]sx?$/;

/**
 * The aliases of a project: keys of `paths`, and specifiers.
 *
 * @param files - paths of its source files, with forward slashes
 */
export function pathAliases(options: ts.CompilerOptions, files: readonly string[]): readonly string[] {
  return [...Object.keys(options.paths ?? {}), ...options.baseUrl === undefined ? [] : modulesBelow(options.baseUrl, files)];
}

/** A module may be named with the extension that it is built with, or be the index of a folder. */
function modulesBelow(baseUrl: string, files: readonly string[]): readonly string[] {
  const folder = `${baseUrl.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  return files.flatMap((file) => {
    const [extension] = EXTENSION.exec(file) ?? [];
    if (extension === undefined || !file.startsWith(folder) || file.includes('/node_modules/')) return [];
    const name = file.slice(folder.length, -extension.length);
    return [name, `${name}${extension.replace('t', 'j').replace('x', '')}`, ...name.endsWith('/index') ? [name.slice(0, -'/index'.length)] : []];
  });
}

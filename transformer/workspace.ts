// Packages of a workspace are program: package managers link them into node_modules from folders outside of it.
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

const known = new Map<string, boolean>();

/**
 * Whether the package that a folder's modules import by a name is linked from a workspace.
 *
 * @param folder - the importing package's folder
 */
export function isLinked(folder: string, packageName: string): boolean {
  const key = `${folder}\0${packageName}`;
  let linked = known.get(key);
  if (linked === undefined) known.set(key, linked = look(folder, packageName));
  return linked;
}

function look(folder: string, packageName: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const place = join(at, 'node_modules', packageName);
    if (existsSync(place)) return !realpathSync(place).split(sep).includes('node_modules');
    if (at === dirname(at)) return false;
  }
}

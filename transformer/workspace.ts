// Packages of a workspace are program: package managers link them into node_modules from folders outside of it.
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** Tells which packages are linked from a workspace, as long as nobody installs anything: one a compilation. */
export class Links {
  private readonly known = new Map<string, boolean>();

  /**
   * Whether the package that a folder's modules import by a name is linked.
   *
   * @param folder - the importing package's folder
   */
  has(folder: string, packageName: string): boolean {
    const key = `${folder}\0${packageName}`;
    let linked = this.known.get(key);
    if (linked === undefined) this.known.set(key, linked = look(folder, packageName));
    return linked;
  }
}

function look(folder: string, packageName: string): boolean {
  const place = foldersAbove(folder).map((at) => join(at, 'node_modules', packageName)).find((path) => existsSync(path));
  return place !== undefined && leavesModules(place);
}

/** All that are linked where a folder's modules look for packages, by the places of their links. */
export function linkedPlaces(folder: string): readonly string[] {
  return foldersAbove(folder).flatMap((at) => linkedIn(join(at, 'node_modules')));
}

function linkedIn(modules: string): string[] {
  if (!existsSync(modules)) return [];
  return readdirSync(modules, { withFileTypes: true }).flatMap((entry) => {
    const path = join(modules, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('@') ? linkedIn(path) : [];
    return entry.isSymbolicLink() && existsSync(path) && leavesModules(path) ? [path] : [];
  }).sort();
}

function leavesModules(place: string): boolean {
  return !realpathSync(place).split(sep).includes('node_modules');
}

function foldersAbove(folder: string): string[] {
  return folder === dirname(folder) ? [folder] : [folder, ...foldersAbove(dirname(folder))];
}

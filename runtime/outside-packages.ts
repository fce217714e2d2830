// Which packages belong to the outside: those that the program imports from there, and all that they depend on. Found by
// their package.json files, since no module system tells who imported a module.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pathOf } from './program.js';

interface Manifest { readonly name?: unknown; readonly dependencies?: object; readonly optionalDependencies?: object; readonly peerDependencies?: object }

/** Knows of a file whether it is of a package that belongs to the outside. */
export class OutsidePackages {
  /** Folders from which packages are imported that were not looked at yet. */
  #waiting: { readonly from: string; readonly name: string }[] = [];
  readonly #names = new Set<string>();
  readonly #manifests = new Map<string, Manifest | undefined>();

  /** A module of the program imports these from outside. */
  add(location: string, specifiers: readonly string[]): void {
    const from = dirname(pathOf(location));
    for (const specifier of specifiers) this.#wait(from, specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'));
  }

  #wait(from: string, name: string): void {
    if (name.startsWith('node:') || name === '' || this.#names.has(name)) return;
    this.#names.add(name);
    this.#waiting.push({ from, name });
  }

  /** Whether a package is one of them. */
  has(name: string): boolean {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      const folder = this.#installed(next.from, next.name);
      if (folder === undefined) continue;
      const { dependencies, optionalDependencies, peerDependencies } = this.#manifest(folder)!;
      for (const needed of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) this.#wait(folder, needed);
    }
    return this.#names.has(name);
  }

  /** The package that a script belongs to: its name, and the script's path within it. */
  locate(script: string): { name: string; file: string } {
    const path = pathOf(script);
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const name = this.#manifest(folder)?.name;
      if (typeof name === 'string' && name !== '') return { name, file: relative(folder, path).split(sep).join('/') };
      if (dirname(folder) === folder) return { name: '', file: path };
    }
  }

  #installed(from: string, name: string): string | undefined {
    for (let folder = from; ; folder = dirname(folder)) {
      const found = join(folder, 'node_modules', name);
      if (this.#manifest(found) !== undefined) return found;
      if (dirname(folder) === folder) return undefined;
    }
  }

  #manifest(folder: string): Manifest | undefined {
    if (!this.#manifests.has(folder)) this.#manifests.set(folder, read(join(folder, 'package.json')));
    return this.#manifests.get(folder);
  }
}

function read(file: string): Manifest | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? manifest : undefined;
  } catch {
    return undefined;
  }
}

// The package that a source file belongs to, and the version of this one.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** What the nearest package.json says. */
export interface PackageInfo {
  readonly folder: string;
  readonly name: string | undefined;
  /** Whether importing its name is importing itself: another package of that name may be installed. */
  readonly selfNamed: boolean;
  readonly type: 'module' | 'commonjs';
}

/** Finds packages; one a compilation, since package.json files do not change during one. */
export class Packages {
  private readonly known = new Map<string, PackageInfo | undefined>();

  /** What stands in for a package where there is none. */
  private readonly none: PackageInfo;

  constructor(private readonly fallback: string) {
    this.none = { folder: fallback, name: undefined, selfNamed: false, type: 'commonjs' };
  }

  /** The package of a file; files without one belong to the working directory. */
  of(fileName: string): PackageInfo {
    return this.find(dirname(resolve(this.fallback, fileName))) ?? this.none;
  }

  private find(folder: string): PackageInfo | undefined {
    if (this.known.has(folder)) return this.known.get(folder);
    const parent = dirname(folder);
    const info = read(folder) ?? (parent === folder ? undefined : this.find(parent));
    this.known.set(folder, info);
    return info;
  }
}

/** The file's path within its package, with forward slashes on every platform. */
export function pathInPackage(info: PackageInfo, fileName: string): string {
  return relative(info.folder, resolve(info.folder, fileName)).split(sep).join('/');
}

let version: string | undefined;

/** Version of the package that this module is part of. */
export function ownVersion(): string {
  return version ??= readOwnVersion();
}

function readOwnVersion(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const manifest = manifestOf(folder);
    if (manifest?.['name'] === 'reprise' && typeof manifest['version'] === 'string') return manifest['version'];
    if (dirname(folder) === folder) throw new Error('reprise: its package.json is missing');
  }
}

function read(folder: string): PackageInfo | undefined {
  const manifest = manifestOf(folder);
  if (manifest === undefined) return undefined;
  const { name: given, type, exports } = manifest;
  const name = typeof given === 'string' ? given : undefined;
  return { folder, name, selfNamed: name !== undefined && (isGiven(exports) || !isInstalled(folder, name)), type: type === 'module' ? 'module' : 'commonjs' };
}

/** Node takes a package's name for the package itself only where it has exports. */
function isGiven(exports: unknown): boolean {
  return exports !== undefined && exports !== null;
}

function isInstalled(folder: string, name: string): boolean {
  return existsSync(join(folder, 'node_modules', name)) || (dirname(folder) !== folder && isInstalled(dirname(folder), name));
}

function manifestOf(folder: string): Record<string, unknown> | undefined {
  const path = join(folder, 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown> : undefined;
}

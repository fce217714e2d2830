// The files of a package that an import of it runs, as far as they can be told without running it.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type ts from 'typescript';
import type { Typescript } from '../typescript.js';

/** `ModuleResolutionKind.Node16`; the one for bundlers came with TypeScript 5. */
const NODE16 = 3;

/** Where an import leads: the file that Node takes for `require`, else the one for `import`; undefined if there is none. */
export function resolveModule(ts: Typescript, specifier: string, from: string): string | undefined {
  try {
    return createRequire(from).resolve(specifier);
  } catch {
    const { Bundler = NODE16 } = ts.ModuleResolutionKind as { readonly Bundler?: ts.ModuleResolutionKind };
    const options = { allowJs: true, module: ts.ModuleKind.ESNext, moduleResolution: Bundler, noDtsResolution: true, customConditions: ['node'] };
    return ts.resolveModuleName(specifier, from, options, ts.sys).resolvedModule?.resolvedFileName;
  }
}

/** The folder of the package that a file lies in, by the nearest package.json with a name. */
export function packageFolder(file: string): string {
  for (let at = dirname(file); ; at = dirname(at)) {
    const manifest = join(at, 'package.json');
    if (existsSync(manifest) && typeof (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown }).name === 'string') return at;
    if (at === dirname(at)) return dirname(file);
  }
}

/** How much of a package is read. */
const MOST_FILES = 600;
const MOST_BYTES = 6_000_000;

/** Reads files one after the other, up to a limit. */
export class PackageFiles {
  private readonly waiting: string[] = [];
  private readonly known = new Set<string>();
  private bytes = 0;

  /** How many files were asked for. */
  get count(): number {
    return this.known.size;
  }

  add(file: string): void {
    if (this.known.has(file)) return;
    this.known.add(file);
    this.waiting.push(file);
  }

  /** The next file with its text; undefined at the end, `'too large'` beyond the limit. */
  next(): { readonly file: string; readonly text: string } | 'too large' | undefined {
    const file = this.waiting.shift();
    if (file === undefined) return undefined;
    this.bytes += statSync(file).size;
    return this.known.size > MOST_FILES || this.bytes > MOST_BYTES ? 'too large' : { file, text: readFileSync(file, 'utf8') };
  }
}

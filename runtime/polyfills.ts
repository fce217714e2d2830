// Pure packages that add to objects of the language. Where a package of the outside has brought one (@nestjs/common brings
// reflect-metadata), the program uses what it added without naming it in an import: what the compiler makes of decorators does. A replay,
// which loads no package of the outside, loads that one itself, at the same point.
import nodeModule, { createRequire } from 'node:module';
import { sep } from 'node:path';
import { REFLECT_METADATA } from '../recording/entry.js';
import { enumerableKeys } from './natives.js';

/** What one of them adds goes by this name in a recording. */
interface Polyfill { readonly adds: string; readonly package: string; readonly isThere: () => boolean }

const POLYFILLS: readonly Polyfill[] = [
  { adds: REFLECT_METADATA, package: 'reflect-metadata', isThere: () => typeof (Reflect as { metadata?: unknown }).metadata === 'function' },
];

type Cache = Readonly<Record<string, { readonly loaded: boolean } | undefined>>;

/** The first module of the program: packages are looked for from there. */
let start: string | undefined;

/** A module of the program registers. */
export function findsPolyfills(location: string): void {
  start ??= location;
}

/** While recording: those that packages of the outside brought. */
export class BroughtPolyfills {
  readonly #note: (adds: string, from: string) => void;
  #missing = POLYFILLS;

  /** @param note - makes the entry */
  constructor(note: (adds: string, from: string) => void) {
    this.#note = note;
  }

  /** The outside is about to run: what is there the program has, or a pure package, which a replay loads as well. */
  leave(): void {
    if (this.#missing.length > 0) this.#missing = this.#missing.filter(({ isThere }) => !isThere());
  }

  /** The program is about to run: what is there now the outside brought. */
  enter(): void {
    if (this.#missing.length === 0) return;
    for (const polyfill of this.#missing) {
      const from = polyfill.isThere() ? sourceOf(polyfill.package) : undefined;
      if (from !== undefined) this.#note(polyfill.adds, from);
    }
    this.leave();
  }
}

/** What loads a package for the program: its name, or else the file that is loaded; undefined if something else added the same. */
function sourceOf(name: string): string | undefined {
  const cache = (nodeModule as unknown as { _cache: Cache })._cache;
  try {
    if (start !== undefined && cache[createRequire(start).resolve(name)]?.loaded === true) return name;
  } catch { /* out of the program's reach */ }
  const folder = `${sep}node_modules${sep}${name}${sep}`;
  return enumerableKeys(cache).find((file) => file.includes(folder));
}

/** Whether a recording says by this name that the outside brought one. */
export function isPolyfill(adds: string): boolean {
  return POLYFILLS.some((polyfill) => polyfill.adds === adds);
}

/** In a replay: loads one. Where it is not installed the replay ends, as without any other pure package. */
export function bringPolyfill(from: string): void {
  createRequire(start ?? __filename)(from);
}

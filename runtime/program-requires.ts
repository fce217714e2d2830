// What functions of `createRequire` load: modules of the program run in both modes, as by the `require` of a CommonJS module, and are
// the program's own objects. All else is a crossing.
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { dress, type Engine } from './effects/leaf.js';
import { standinOf } from './identity.js';
import { apply } from './natives.js';
import { pathOf } from './program.js';
import { setSpecialRoot } from './roots.js';
import { isOutside, side } from './side.js';
import { genericStandin, specialStandin } from './standin.js';

type Make = (from: string | URL) => NodeJS.Require;
type Load = (id: unknown) => unknown;

/** Where a replay finds what lay elsewhere when it was recorded: the beginnings of paths in which a module's two differ. */
let moved: { readonly from: string; readonly to: string } | undefined;

/** A module of the program lies elsewhere than it did. */
export function noteMove(recorded: string, actual: string): void {
  if (moved !== undefined || recorded === actual) return;
  const [from, to] = [pathOf(recorded), pathOf(actual)];
  let same = 0;
  while (same < from.length && same < to.length && from.at(-same - 1) === to.at(-same - 1)) same++;
  moved = { from: from.slice(0, from.length - same), to: to.slice(0, to.length - same) };
}

/** Makes node:module's createRequire. */
export function installRequires(engine: Engine): void {
  setSpecialRoot('node:module.createRequire', (path, real) => {
    const generic = genericStandin(engine.crossings, path, real);
    const make = function (...args: unknown[]): unknown {
      const shown = apply(generic.shown as (...args: unknown[]) => object, undefined, args);
      return side.state !== 0 && isOutside() ? shown : loading(shown, (real as Make)(pathHere(String(args[0]))));
    };
    return specialStandin(path, real, dress(make, real as Function));
  });
}

/** A stand-in of a function that loads modules, and the function that does so here. */
function loading(shown: object, here: NodeJS.Require): object {
  const load = new Proxy(shown as Load, {
    apply: (target, thisArg, args: [unknown]) => (isProgramModule(here, args[0]) ? here(args[0] as string) as unknown : apply(target, thisArg, args)),
  });
  standinOf.set(load, standinOf.get(shown)!);
  return load;
}

type Format = 'commonjs' | 'esm';
const known = new Map<string, Format | undefined>();

/** Whether a module is one of the program: it registers itself. Nothing else is loaded, or looked for anywhere but where it is. */
export function isProgramModule(require: NodeJS.Require, id: unknown): boolean {
  if (typeof id !== 'string' || side.state !== 0 && isOutside()) return false;
  let file: string;
  try {
    file = require.resolve(id);
  } catch {
    return false;
  }
  return isAbsolute(file) && builtFormat(file) !== undefined;
}

/** The format of a module of the program; undefined if a file holds none. */
export function builtFormat(file: string): Format | undefined {
  if (!known.has(file)) known.set(file, readFormat(file));
  return known.get(file);
}

function readFormat(file: string): Format | undefined {
  if (file.endsWith('.json') || file.endsWith('.node')) return undefined;
  try {
    const text = readFileSync(file, 'utf8');
    if (!text.includes('reprise/runtime') || !text.includes('.module("')) return undefined;
    return text.includes('|commonjs|') ? 'commonjs' : 'esm';
  } catch {
    return undefined;
  }
}

/** Where a file of the program is that lay elsewhere when it was recorded. */
export function pathHere(recorded: string): string {
  const path = pathOf(recorded);
  return moved !== undefined && path.startsWith(moved.from) ? moved.to + path.slice(moved.from.length) : path;
}

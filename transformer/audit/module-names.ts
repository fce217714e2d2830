// Names of modules and of what they export, as an audit tells them.

import { builtinSurface, packageOf, treatedExport, type Boundary, type Found } from '../boundary/index.js';

/** The name of a built-in module without `node:`; undefined for all else. */
export function builtinName(specifier: string): string | undefined {
  const name = specifier.startsWith('node:') ? specifier.slice('node:'.length) : specifier;
  const surface = builtinSurface(name);
  return surface === undefined || (surface.prefixed === true && name === specifier) ? undefined : name;
}

/** The module as the list of modules names it. */
export function moduleName(specifier: string): string {
  const builtin = builtinName(specifier);
  return builtin === undefined ? packageOf(specifier) : `node:${builtin}`;
}

/** Whether an import is one of reprise itself, which is no place of the outside. */
export function isReprise(specifier: string): boolean {
  return packageOf(specifier) === 'reprise';
}

/** How an export of a module is treated: of Node's modules as the table says, unless an option says otherwise; of a package, all are treated alike. */
export function foundExport(boundary: Boundary, specifier: string, members: readonly string[]): Found {
  const builtin = builtinName(specifier);
  const pure = boundary.classify(specifier) === 'pure';
  const whole = pure ? 'pure' : 'effect';
  if (builtin === undefined) return { path: [specifier, ...members.slice(0, 1)].join('.'), treatment: whole, category: 'packages' };
  const surface = builtinSurface(builtin);
  const found = treatedExport(builtin, members) ?? { path: [`node:${builtin}`, ...members].join('.'), treatment: whole, category: surface?.category ?? 'engine' };
  // What runs live by the table is wrapped by option, uncovered or not; and the other way round.
  if (surface?.live === true) return pure ? found : { ...found, treatment: 'effect' };
  return pure && found.treatment !== 'uncovered' ? { ...found, treatment: 'pure' } : found;
}

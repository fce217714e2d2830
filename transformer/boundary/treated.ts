// How a name and its members are treated, as the tables say.

import { BUILTINS } from './builtins.js';
import { GLOBAL_MEMBERS, HOST_GLOBALS, LANGUAGE_GLOBALS } from './host-globals.js';
import { memberOf, type Surface, type Treated } from './treatment.js';

/** Exports of modules that are globals as well. */
const GLOBAL_EXPORTS: Readonly<Record<string, string>> = {
  'node:buffer.Buffer': 'Buffer',
  'node:crypto.webcrypto': 'crypto',
  'node:perf_hooks.performance': 'performance',
  'node:url.URL': 'URL',
};

/** Exports of modules that are modules themselves. */
const MODULE_EXPORTS: Readonly<Record<string, string>> = {
  'node:assert.strict': 'assert',
  'node:dns.promises': 'dns/promises',
  'node:fs.promises': 'fs/promises',
  'node:path.posix': 'path',
  'node:path.win32': 'path',
  'node:readline.promises': 'readline/promises',
  'node:stream.promises': 'stream/promises',
  'node:timers.promises': 'timers/promises',
  'node:util.types': 'util/types',
};

/** The surface of a built-in module by its name without `node:`. */
export function builtinSurface(name: string): Surface | undefined {
  const entry = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined;
  return typeof entry === 'string' ? builtinSurface(entry) : entry;
}

/** The surface of a global object's members. */
export function globalSurface(name: string): Surface | undefined {
  const entry = Object.hasOwn(GLOBAL_MEMBERS, name) ? GLOBAL_MEMBERS[name] : undefined;
  if (typeof entry !== 'string') return entry;
  return entry.startsWith('node:') ? builtinSurface(entry.slice('node:'.length)) : globalSurface(entry);
}

/** A treatment with the path that it was found for: `node:fs.promises.readFile`. */
export interface Found extends Treated { readonly path: string }

/**
 * How a global is treated where these members of it are named; undefined for globals that the tables do not know.
 * Those of the language are known and pure.
 */
export function treatedGlobal(name: string, members: readonly string[]): Found | undefined {
  if (name === 'global' || name === 'globalThis') {
    const [first, ...rest] = members;
    const inner = first === undefined ? undefined : treatedGlobal(first, rest);
    return inner ?? { treatment: 'handle', category: 'system', path: name };
  }
  const whole = hostGlobal(name) ?? (LANGUAGE_GLOBALS.has(name) ? { treatment: 'pure', category: 'computing' } as const : undefined);
  return whole === undefined ? undefined : within(globalSurface(name), members, { ...whole, path: name });
}

/** How an export of a built-in module is treated; undefined for modules and exports that the tables do not know. */
export function treatedExport(module: string, members: readonly string[]): Found | undefined {
  const surface = builtinSurface(module);
  const [first, ...rest] = members;
  if (surface === undefined) return undefined;
  if (first === undefined || first === 'default') {
    const whole: Found = { treatment: surface.live === true ? 'pure' : 'handle', category: surface.category, path: `node:${module}` };
    return first === undefined ? whole : treatedExport(module, rest) ?? whole;
  }
  const found = memberOf(surface, first);
  if (found === undefined) return undefined;
  const path = `node:${module}.${first}`;
  const inner = GLOBAL_EXPORTS[path];
  if (inner !== undefined) return within(globalSurface(inner), rest, { ...found, path });
  const nested = MODULE_EXPORTS[path];
  if (nested !== undefined && rest.length > 0) return treatedExport(nested, rest) ?? { ...found, path };
  return { ...found, path };
}

function within(surface: Surface | undefined, [first]: readonly string[], whole: Found): Found {
  const found = surface === undefined || first === undefined ? undefined : memberOf(surface, first);
  return found === undefined ? whole : { ...found, path: `${whole.path}.${first}` };
}

function hostGlobal(name: string): Treated | undefined {
  for (const surface of HOST_GLOBALS) {
    // Constants of no module: a global that looks like one (`URL`) has an entry.
    const found = Object.values(surface.members).some((names) => names.split(' ').includes(name)) ? memberOf(surface, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

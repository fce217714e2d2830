// Members of roots that hold the same object whenever they are read, so that `root.member` may be evaluated twice:
// once for the function that is called, once for its `this`.

import type { Slot } from '../../contract/emitted.js';
import { normaliseSpecifier } from './boundary.js';
import { ROOT_GLOBALS } from './globals.js';

const PROCESS = new Set(['hrtime', 'stdout', 'stderr', 'memoryUsage']);
const PROMISES = new Set(['promises']);
const SUBTLE = new Set(['subtle']);

const FIXED: Readonly<Record<string, ReadonlySet<string>>> = {
  globalThis: ROOT_GLOBALS,
  global: ROOT_GLOBALS,
  process: PROCESS,
  crypto: SUBTLE,
  'node:process': PROCESS,
  'node:crypto': new Set(['subtle', 'webcrypto']),
  'node:crypto.webcrypto': SUBTLE,
  'node:perf_hooks': new Set(['performance']),
  'node:fs': PROMISES,
  'node:dns': PROMISES,
  'node:readline': PROMISES,
  'node:stream': PROMISES,
  'node:timers': PROMISES,
};

/** Whether reading these members one after the other, from a root, gives the same object every time. */
export function isFixedPath(root: Slot, members: readonly string[]): boolean {
  let at = root[0] === 'g' ? root[1] : placeOf(root);
  for (const member of members) {
    if (!Object.hasOwn(FIXED, at) || FIXED[at]?.has(member) !== true) return false;
    at = at === 'globalThis' || at === 'global' ? member : `${at}.${member}`;
  }
  return true;
}

function placeOf([, specifier, exported]: readonly ['i', string, string]): string {
  const module = normaliseSpecifier(specifier);
  return exported === '*' || exported === 'default' ? module : `${module}.${exported}`;
}

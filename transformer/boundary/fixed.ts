// Members of roots: those that hold the same object whenever they are read, so that `root.member` may be evaluated
// twice, once for the function that is called, once for its `this`; and those that are leaves.

import type { Slot } from '../../contract/emitted.js';
import { LEAF_CALLS, LEAF_CLASSES } from '../../contract/leaf-calls.js';
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
  let at = placeOf(root);
  for (const member of members) {
    if (!Object.hasOwn(FIXED, at) || FIXED[at]?.has(member) !== true) return false;
    at = at === 'globalThis' || at === 'global' ? member : `${at}.${member}`;
  }
  return true;
}

/** Whether a call of the last of these members, without arguments, is one of a leaf. */
export function isLeafCall(root: Slot, members: readonly string[]): boolean {
  const place = placeOf(root);
  return Object.hasOwn(LEAF_CALLS, place) && LEAF_CALLS[place]?.join('.') === members.join('.');
}

/** Whether `new` without arguments reads a clock. */
export function isLeafClass(root: Slot): boolean {
  return LEAF_CLASSES.has(placeOf(root));
}

function placeOf(root: Slot): string {
  if (root[0] === 'g') return root[1];
  const module = normaliseSpecifier(root[1]);
  return root[2] === '*' || root[2] === 'default' ? module : `${module}.${root[2]}`;
}

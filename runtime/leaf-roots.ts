// Where emitted code finds the leaves that it calls by itself (see contract/leaf-calls.ts). Some roots are ordinary objects in
// the program anyway. Reading a property of a proxy costs as much as a clock: for those there is an object with the leaves alone.
import { LEAF_CALLS } from '../contract/leaf-calls.js';
import { standinOf } from './identity.js';
import { isPrimitive } from './natives.js';
import { isSpecialRoot, rootStandin } from './roots.js';

/** What a slot knows of leaves: from `leaves` they are read as long as the slot's value is `leafRoot`. */
export interface LeafSlot { leafRoot: unknown; leaves: object | undefined }

/** The `leafRoot` of a slot without leaves, or whose leaves were not asked for. */
export const NO_ROOT = Symbol('no root');

const GLOBAL = 'globalThis.';

/** Members on the way to leaves: where the program puts something else in the place of one, stand-ins are asked from then on. */
const ways = new Set<PropertyKey>(Object.values(LEAF_CALLS).flat());
let altered = false;

/** Slots that have leaves. */
const kept = new Set<LeafSlot>();
/** By stand-in, what its leaves are read from. */
const known = new WeakMap<object, object>();

/** A property of a root's stand-in is written, defined or deleted; without a key, any may be another one from now on. */
export function altersRoot(key?: PropertyKey): void {
  if (altered || key !== undefined && !ways.has(key)) return;
  altered = true;
  for (const slot of kept) slot.leafRoot = NO_ROOT;
}

/** From now on, leaves of a slot are read from an object, as long as the slot has this value. */
export function keepLeaves(slot: LeafSlot, value: unknown, leaves: object): void {
  kept.add(slot);
  slot.leaves = leaves;
  slot.leafRoot = value;
}

/** The object from which the leaves of a root are read, by what the program sees of the root; undefined if the root has none. */
export function leavesOf(shown: unknown): object | undefined {
  if (isPrimitive(shown)) return undefined;
  const path = standinOf.get(shown as object)?.path;
  if (path === undefined) return undefined;
  if (isSpecialRoot(path)) return shown as object;
  const members = LEAF_CALLS[path.startsWith(GLOBAL) ? path.slice(GLOBAL.length) : path];
  if (altered || members === undefined) return undefined;
  let leaves = known.get(shown as object);
  if (leaves === undefined) known.set(shown as object, leaves = leading(path, members));
  return leaves;
}

/** What the program sees of a root has the leaves itself. */
export function hasLeaves(shown: object): void {
  known.set(shown, shown);
}

function leading(path: string, members: readonly string[]): object {
  let at = rootStandin([path, ...members].join('.')).shown;
  for (const member of [...members].reverse()) at = { [member]: at };
  return at;
}

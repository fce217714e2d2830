// Functions that packages have put in the place of host globals, as the program sees them: stand-ins, in both modes. While
// recording they are there, in a replay the host's own are.
import { standinOf } from './identity.js';
import { NO_ROOT, type LeafSlot } from './leaf-roots.js';
import { isPrimitive, ownKeys } from './natives.js';
import { isGenuine, rootStandin } from './roots.js';
import { isOutside, side } from './side.js';

/** What is in the place of a global. */
interface Replacement {
  /** While recording: the outside's own. */
  readonly real: unknown;
  readonly shown: unknown;
}

const replacements = new Map<string, Replacement>();
/** Names that the program itself has set. */
const own = new Set<string>();
/** Called before the program sees a class among the globals, or a global that the host does not have. */
let look: ((name: string, value: unknown) => void) | undefined;
/** What the host has, and whoever loaded the runtime. */
const hostNames = new Set(ownKeys(globalThis));
/** What a slot of a module keeps of a global. */
export interface GlobalSlot extends LeafSlot {
  known: boolean;
  /** As long as the value is the same, so is what is shown for it. */
  fixed: boolean;
}

/** By global, the slots that keep something of it. */
const slots = new Map<string, Set<GlobalSlot>>();

/** Something else is in the place of a global, as the program sees it; without it, the host's own again. */
export function replace(name: string, replacement: Replacement | undefined): void {
  if (replacement === undefined) replacements.delete(name);
  else replacements.set(name, replacement);
  for (const slot of slots.get(name) ?? []) {
    slot.known = slot.fixed = false;
    slot.leafRoot = NO_ROOT;
  }
}

/**
 * Classes of the host are looked at where the program uses them: most are behind getters that load much, and there are
 * too many to compare them whenever the outside was at work.
 */
export function watchGlobals(watch: (name: string, value: unknown) => void): void {
  look = watch;
}

/** Whether the host has a global of that name. */
export function isHosts(name: string | symbol): boolean {
  return hostNames.has(name);
}

/** The program sets a global: no outside does. */
export function setByProgram(name: string): void {
  own.add(name);
}

/** What the program has put there, where the outside finds another view of it. */
const handed = new Map<string, { readonly value: unknown; readonly outside: unknown }>();

/** While recording: the program puts something there that the outside is to see as it sees all of the program's. */
export function handGlobal(name: string, value: unknown, outside: unknown): void {
  if (value === outside) handed.delete(name);
  else handed.set(name, { value, outside });
}

/** Whether a global holds something else than was last seen there, and it was not the program that put it there. */
export function isReplaced(name: string, value: unknown): boolean {
  if (own.has(name) || !isPrimitive(value) && standinOf.has(value as object)) return false;
  const found = replacements.get(name);
  if (!isHosts(name)) return found === undefined ? value !== undefined : !Object.is(found.real, value);
  return isGenuine(name, value) ? found !== undefined : found?.real !== value;
}

/** Whether the host has a class of that name; of `Date` the clock alone is replaced. */
export function isClass(name: string, value: unknown): boolean {
  return typeof value === 'function' && name !== 'Date' && /^[A-Z]/.test(name);
}

/** What the program sees of a global that holds a value. */
export function shownGlobal(name: string, value: unknown): unknown {
  if (handed.size > 0) {
    const given = handed.get(name);
    if (given !== undefined && given.outside === value) return given.value;
  }
  if (!isHosts(name)) return addedGlobal(name, value);
  if (isPrimitive(value)) return value;
  if (look !== undefined && isClass(name, value)) look(name, value as object);
  const genuine = isGenuine(name, value);
  const found = replacements.get(name);
  // What the program itself has put there is no business of anybody's.
  if (found !== undefined && (found.real === undefined ? genuine : found.real === value)) return found.shown;
  return genuine ? rootStandin(`globalThis.${name}`).shown : value;
}

/** A global that the host does not have: the program's own, or a package's, which a replay has by the recording. */
function addedGlobal(name: string, value: unknown): unknown {
  if (own.has(name) || side.state !== 0 && isOutside()) return value;
  look?.(name, value);
  const found = replacements.get(name);
  return found === undefined ? value : found.shown;
}

/** In a replay: a slot has to ask again when a global is replaced. */
export function forgetWhenReplaced(name: string, slot: GlobalSlot): void {
  let all = slots.get(name);
  if (all === undefined) slots.set(name, all = new Set());
  all.add(slot);
}

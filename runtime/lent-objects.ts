// Data of the program that a package was given and may write into later, in its own time: a list that it fills, a buffer.
// When it does is not seen, so the data is looked at again when the package comes back: by calling a function that it
// was given together with it, or through an object that it gave for it.
import { bytesOf, isBinary } from './binary.js';
import { changedArguments, changedProperties, snapshot, type Snapshot } from './crossing.js';
import { holds, isData } from './data.js';
import { HeldData } from './held-data.js';
import { idOf, inPromiseOf, programOf, shownOf, standinOf, wrapperOf } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { getOwnPropertyDescriptor, getPrototypeOf, isNativeError, isPrimitive, isProxy } from './natives.js';
import { classPath, isPlainClass } from './program-classes.js';
import { isWrittenInside } from './slots.js';
import { firstFrame } from './stack-text.js';
import { stamp, stampOf } from './stamp.js';

/** Objects that are looked at for one function or handle: those given last, or all that were given at once. */
const FEW = 32;
const MOST = 10_000;
/** Objects that an object of the outside was given by its methods, which it may have kept. */
const MOST_KEPT = 8;

/**
 * How many looks at more than the few there may be in all. Each takes half a microsecond, and a function that is called for every
 * item of a list would have all of the list looked at each time.
 */
let looks = 2_000_000;

/** Called where more was lent than will be looked at. */
let tooMuch: (() => void) | undefined;

/** Whether a stack says that code of the program made an error. */
let isProgramStack: ((stack: string) => boolean) | undefined;

/**
 * Tells of what is lent and will not be looked at.
 *
 * @param namesProgram - whether a frame is in the program
 */
export function watchLending(watch: () => void, namesProgram: (frame: string) => boolean): void {
  tooMuch = watch;
  isProgramStack = (stack) => {
    const frame = firstFrame(stack);
    return frame !== undefined && namesProgram(frame);
  };
}

/** What belongs to a function of the program or an object of the outside. */
export interface Lent {
  objects: readonly Snapshot[];
  /** Data that the object was given by its methods. */
  kept: readonly Snapshot[];
  /** The object that a function was given to. */
  through: object | undefined;
  /** Data that an object of the outside gave. */
  held: HeldData | undefined;
}

/** Whether anything was lent so far. */
let lends = false;

function lentTo(to: object): Lent {
  lends = true;
  return stamp(to).lent ??= { objects: [], kept: [], through: undefined, held: undefined };
}

/** Remembers objects, as they are now, for a function of the program or an object of the outside. */
export function lend(to: object, objects: readonly Snapshot[]): void {
  const lent = lentTo(to);
  const most = looks > 0 ? MOST : FEW;
  looks -= Math.max(0, objects.length - FEW);
  if (objects.length > most) tooMuch?.();
  const newer = new Set(objects.map(({ object }) => object));
  // What holds others counts first: a list that is filled.
  const given = objects.length <= most ? objects : [...objects.filter(({ object }) => isWrittenInside(object)), ...objects.filter(({ object }) => !isWrittenInside(object))].slice(-most);
  lent.objects = [...lent.objects.filter(({ object }) => !newer.has(object)), ...given.map(({ index, object }) => snapshot(index, object))].slice(-Math.max(FEW, given.length));
}

/** Remembers data that a method of an object of the outside was given. */
export function keep(to: object, data: readonly Snapshot[]): void {
  const lent = lentTo(to);
  const known = new Set(lent.objects.map(({ object }) => object));
  const given = data.filter(({ object }) => !known.has(object));
  for (const { object } of given) known.add(object);
  const before = lent.kept.filter(({ object }) => !known.has(object));
  lent.kept = [...before, ...given.slice(0, MOST_KEPT).map(({ index, object }) => snapshot(index, object))].slice(-MOST_KEPT);
}

/** Whether something was lent to an object, which a function or promise that comes of it then brings to mind. */
export function isLender(to: object): boolean {
  return lends && stampOf(to)?.lent !== undefined;
}

/** An object of the outside gave data of its own. */
export function hold(from: object, data: object): void {
  (lentTo(from).held ??= new HeldData()).hold(data);
}

/** The data that an object of the outside gave; that of the object which a function of the program was given to. */
export function heldFrom(to: object): HeldData | undefined {
  const lent = lends ? stampOf(to)?.lent : undefined;
  return lent === undefined ? undefined : lent.held ?? (lent.through === undefined ? undefined : stampOf(lent.through)?.lent?.held);
}

/** A function of the program was given to an object of the outside. */
export function link(fn: object, to: object): void {
  lentTo(fn).through = to;
}

/**
 * What changed since it was looked at last: an object, and the properties in question or undefined for all of it. Not
 * functions that were never handed out, nor instances of the program's classes: they may be the program's own.
 */
export function lentChanges(to: object): readonly Change[] {
  const lent = lends ? stampOf(to)?.lent : undefined;
  if (lent === undefined) return NONE;
  const through = lent.through === undefined ? undefined : stampOf(lent.through)?.lent;
  return through === undefined ? changesOf(lent) : [...changesOf(lent), ...changesOf(through)];
}

function changesOf(lent: Lent): readonly Change[] {
  if (lent.objects.length > FEW) {
    looks -= lent.objects.length - FEW;
    if (looks < 0) lent.objects = lent.objects.slice(-FEW);
  }
  const changed = changedArguments(lent.kept.length === 0 ? lent.objects : [...lent.objects, ...lent.kept]);
  if (changed.length === 0) return NONE;
  const differ = new Set(changed);
  const now = (one: Snapshot): Snapshot => (differ.has(one) ? snapshot(one.index, one.object) : one);
  lent.objects = lent.objects.map(now);
  lent.kept = lent.kept.map(now);
  return changed.flatMap((one): Change[] => {
    const keys = changedProperties(one);
    if (keys.length > 0) return [[one.object, keys.filter((key) => isKnown(getOwnPropertyDescriptor(one.object, key)?.value))]];
    return isKnownThroughout(one.object) ? [[one.object, undefined]] : [];
  });
}

/** What the outside has written: an object, and the keys in question or undefined for all of it. */
export type Change = readonly [object: object, keys: readonly (string | symbol)[] | undefined];
const NONE: readonly Change[] = [];

function isKnownThroughout(object: object): boolean {
  if (isBinary(object)) return bytesOf(object).length > 0;
  if (isData(object, undefined, isPlainClass)) return true;
  const values: Iterable<unknown> = object instanceof Map ? object.values() : object instanceof Set ? object : Object.keys(object).map((key) => getOwnPropertyDescriptor(object, key)?.value as unknown);
  for (const value of values) if (!isKnown(value)) return false;
  return true;
}

/** Whether it can be told that the outside put a value there. The program itself has nothing that is made for the outside to see. */
function isKnown(value: unknown): boolean {
  if (isPrimitive(value)) return true;
  const object = value as object;
  // An object of the program that has crossed is written by its number: if the program itself put it there, it is there already.
  if ((idOf(object) ?? 0) < 0) return true;
  return [shownOf, standinOf, programOf, wrapperOf, inPromiseOf].some((table) => table.has(object)) || intrinsicPath(object) !== undefined || isData(object, undefined, isPlainClass) || isOfOutside(object) || holds(object, (part) => programOf.has(part));
}

/** Whether an object is of a class, and neither that nor one that it extends is the program's, the language's or one that crossed from the program. */
function isOfOutside(object: object): boolean {
  if (typeof object === 'function' || isProxy(object)) return false;
  const prototype = getPrototypeOf(object);
  if (prototype === null || intrinsicPath(prototype) !== undefined) return false;
  // Classes within functions of the program are known to nobody.
  if (isNativeError(object) && typeof object.stack === 'string' && isProgramStack?.(object.stack) === true) return false;
  for (let at: object | null = prototype; at !== null; at = getPrototypeOf(at)) if (isProxy(at) || classPath(at) !== undefined || (idOf(at) ?? 0) < 0) return false;
  return true;
}

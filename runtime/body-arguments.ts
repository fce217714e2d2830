// What the body of a recorded function gets, and what it may write into. Unlike a package it is code of the program:
// objects go in as they are, so that private fields and identity keep working, and are watched for what it writes.
import { Operation } from '../recording/entry.js';
import { HandleFlag } from '../recording/value.js';
import { isContainer } from './data.js';
import { snapshot, type Snapshot } from './crossing.js';
import { bare } from './direct.js';
import { hiddenParts } from './hidden-state.js';
import { inPromiseOf, originalOf, programId, programOf, standinOf } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { getOwnPropertyDescriptor, isAnyArrayBuffer, isDate, isMap, isModuleNamespaceObject, isNativeError, isPrimitive, isPromise, isProxy, isRegExp, isSet, ownKeys } from './natives.js';
import type { Outward } from './outward.js';
import { isSlotted } from './slots.js';

/** Objects that one call watches; what further ones hold is not looked at. */
const MOST_WATCHED = 1_000;

/**
 * What a body gets. Also run in a replay, for the numbers it gives.
 *
 * @returns the arguments, and the objects that the body may write into, in an order that depends on the data alone
 */
export function bodyArguments(outward: Outward, thisArg: unknown, args: readonly unknown[]): { readonly args: unknown[]; readonly writable: readonly object[] } {
  const writable = writableWithin([thisArg, ...args]);
  return { args: args.map((value) => (callsBack(value) ? outward.value(value) : given(value))), writable };
}

function given(value: unknown): unknown {
  const promise = isPrimitive(value) ? undefined : inPromiseOf.get(value as object);
  if (promise !== undefined) promise.handedOut = true;
  return bare(value);
}

/** Whether a call runs code of the program as part of the outside: a method of an instance that a recorded function made. */
export function runsBody(operation: Operation, thisArg: unknown): boolean {
  return operation === Operation.Call && !isPrimitive(thisArg) && ((standinOf.get(thisArg as object)?.flags ?? 0) & HandleFlag.Program) !== 0;
}

/** Snapshots of objects before a body runs; undefined if there are none. */
export function watchObjects(objects: readonly object[]): readonly Snapshot[] | undefined {
  return objects.length === 0 ? undefined : objects.map((object, index) => snapshot(index, object));
}

/** Whether a value is a function, a promise, or a plain object or array that holds one: what the program does for the body. */
function callsBack(value: unknown, depth = 3): boolean {
  if (isPrimitive(value)) return false;
  const object = value as object;
  if (typeof value === 'function' || isPromise(object)) return !standinOf.has(object) && !inPromiseOf.has(object);
  if (depth === 0 || standinOf.has(object) || !isContainer(object)) return false;
  if (isMap(object) || isSet(object)) return false;
  return ownKeys(object).some((key) => callsBack(getOwnPropertyDescriptor(object, key)?.value, depth - 1));
}

/** Objects of the program among the values and within them. All get their numbers, and so does what they hold. */
function writableWithin(values: readonly unknown[]): readonly object[] {
  const found: object[] = [];
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (isPrimitive(value) || seen.has(value as object)) return;
    const object = value as object;
    seen.add(object);
    if (!isOwn(object)) return;
    programId(object);
    if (found.length < MOST_WATCHED && isWritable(object)) found.push(object);
    for (const part of hiddenParts(object)) visit(part);
  };
  for (const value of values) visit(value);
  for (const object of found) for (const part of partsOf(object)) visit(part);
  return found;
}

/** Whether an object is the program's, and not a stand-in or part of the language. */
function isOwn(object: object): boolean {
  return !standinOf.has(object) && !programOf.has(object) && !originalOf.has(object) && !inPromiseOf.has(object) && intrinsicPath(object) === undefined;
}

/** Whether what an object holds is looked at: not of functions, nor of what has its content in slots of the engine. */
function isWritable(object: object): boolean {
  return typeof object !== 'function' && !isProxy(object) && !isPromise(object) && !isModuleNamespaceObject(object)
    && (isSlotted(object) || !isDate(object) && !isRegExp(object)) && !isAnyArrayBuffer(object);
}

function partsOf(object: object): Iterable<unknown> {
  if (ArrayBuffer.isView(object)) return [];
  const parts: unknown[] = isMap(object) ? [...object.entries()].flat() : isSet(object) ? [...object] : [];
  for (const key of ownKeys(object)) {
    if (typeof key !== 'string' || isNativeError(object) && key === 'stack') continue;
    const descriptor = getOwnPropertyDescriptor(object, key)!;
    if ('value' in descriptor) parts.push(descriptor.value);
  }
  return parts;
}

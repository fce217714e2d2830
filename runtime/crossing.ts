// Operations of the program on the outside, performed for real; and what the outside writes into mutable arguments.
import { crc32 } from 'node:zlib';
import { Operation } from '../recording/entry.js';
import { PropertyFlag } from '../recording/flags.js';
import { bytesOf, isBinary, transferable } from './binary.js';
import { isContainer, partsWithin, type FlatData } from './data.js';
import { refresh } from './hidden-state.js';
import { idOf, inPromiseOf, originalOf, standinOf, wrapperOf } from './identity.js';
import { Integrity, integrityOf } from './integrity.js';
import { apply, construct, deleteProperty, enumerableKeys, get, getOwnPropertyDescriptor, getOwnPropertySymbols, getPrototypeOf, has, hasSymbols, isNativeError, isPrimitive, isProxy, ownKeys, set } from './natives.js';
import { isSlotted, isWrittenInside, slotContent } from './slots.js';
import { stampOf } from './stamp.js';

/** Performs an operation on an outside object with values the outside may see. */
export function perform(operation: Operation, real: object, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[]): unknown {
  switch (operation) {
    case Operation.Call: return apply(real as (...args: unknown[]) => unknown, thisArg, args);
    case Operation.Construct: return construct(real as new (...args: unknown[]) => object, args);
    case Operation.Get: case Operation.OwnGet: return get(real, key!);
    case Operation.InheritedGet: return get(real, key!, thisArg);
    case Operation.Set: return set(real, key!, args[0]);
    case Operation.InheritedSet: return set(real, key!, args[0], thisArg);
    case Operation.Has: return has(real, key!);
    case Operation.Delete: return deleteProperty(real, key!);
    case Operation.Keys: return ownKeys(real);
    case Operation.Descriptor: return propertyFlags(getOwnPropertyDescriptor(real, key!));
    case Operation.Getter: return getOwnPropertyDescriptor(real, key!)?.get;
    case Operation.Setter: return getOwnPropertyDescriptor(real, key!)?.set;
    case Operation.Prototype: return getPrototypeOf(real);
    default: throw new TypeError(`unknown operation ${operation}`);
  }
}

/** {@link PropertyFlag}s; undefined where there is no property. */
function propertyFlags(descriptor: PropertyDescriptor | undefined): number | undefined {
  if (descriptor === undefined) return undefined;
  const { enumerable, writable, get, set } = descriptor;
  return (enumerable === true ? PropertyFlag.Enumerable : 0) | (get === undefined ? 0 : PropertyFlag.Getter) | (set === undefined ? 0 : PropertyFlag.Setter) | (writable === false ? PropertyFlag.ReadOnly : 0);
}

/** The descriptor that a use of a property finds, be it inherited; null where a proxy has a say. */
function foundDescriptor(object: object, key: PropertyKey): PropertyDescriptor | null | undefined {
  for (let at: object | null = object; at !== null; at = getPrototypeOf(at)) {
    if (isProxy(at)) return null;
    const descriptor = getOwnPropertyDescriptor(at, key);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

/** Whether reading a property runs no code. */
export function isPlainProperty(object: object, key: PropertyKey): boolean {
  const descriptor = foundDescriptor(object, key);
  return descriptor === undefined || descriptor !== null && 'value' in descriptor;
}

/** Whether a write to what inherits from an object makes a property there, and nothing else. */
export function isPlainWrite(object: object, key: PropertyKey): boolean {
  const descriptor = foundDescriptor(object, key);
  return descriptor === undefined || descriptor?.writable === true;
}

const NONE: readonly unknown[] = [];

/** Buffers up to this size are copied to find changes; of larger ones a checksum is kept. */
const COPIED = 4_096;

interface Snapshot { readonly index: number; readonly object: object; keys: readonly unknown[]; values: readonly unknown[]; readonly bytes: Buffer | undefined; readonly sum: number; readonly integrity: number }

/**
 * Mutable arguments, and what they hold, as they were before the outside got them; undefined if there are none.
 *
 * @param flat - what is known of one of them
 * @param most - how many objects within each count
 */
export function watchArguments(args: readonly unknown[], flat?: FlatData, most?: number): readonly Snapshot[] | undefined {
  let snapshots: Snapshot[] | undefined;
  for (let index = 0; index < args.length; index++) {
    const value = args[index];
    if (isPrimitive(value) || typeof value === 'function') continue;
    const object = value as object;
    if (object === flat?.object) {
      (snapshots ??= []).push({ index, object, keys: flat.keys, values: flat.values, bytes: undefined, sum: 0, integrity: integrityOf(object) });
      continue;
    }
    if (standinOf.has(object) || inPromiseOf.has(object) || originalOf.has(object)) continue;
    if (isWrittenInside(object)) {
      (snapshots ??= []).push(snapshot(index, object));
      continue;
    }
    // A mixed object went out as a proxy: what the outside writes are entries of their own. Not so where the outside had it before.
    const wrapper = wrapperOf.get(object);
    if (wrapper !== undefined && wrapper !== object) continue;
    const container = isContainer(object);
    if (!container && !isNativeError(object)) continue;
    (snapshots ??= []).push(snapshot(index, object));
    const parts = container ? partsWithin(object, most) : [];
    for (const buffer of transferable(object)) if (idOf(buffer) !== undefined && !parts.includes(buffer)) snapshots.push(snapshot(index, buffer));
    for (const part of parts) snapshots.push(snapshot(index, part));
  }
  return snapshots;
}

/** An object as it is now. `index` tells which argument it belongs to. */
export function snapshot(index: number, object: object): Snapshot {
  if (isBinary(object)) {
    const bytes = bytesOf(object);
    const copied = bytes.length <= COPIED;
    return { index, object, keys: NONE, values: NONE, bytes: copied ? Buffer.from(bytes) : undefined, sum: copied ? 0 : crc32(bytes), integrity: Integrity.Extensible };
  }
  const keys = keysOf(object);
  return { index, object, keys, values: valuesOf(object, keys), bytes: undefined, sum: 0, integrity: integrityOf(object) };
}

function keysOf(object: object): readonly unknown[] {
  refresh(object);
  if (isSlotted(object)) return slotContent(object);
  if (object instanceof Map || object instanceof Set) return [...object.keys()];
  return hasSymbols(object) ? [...enumerableKeys(object), ...getOwnPropertySymbols(object)] : enumerableKeys(object);
}

/** @param keys - of {@link keysOf} */
function valuesOf(object: object, keys: readonly unknown[]): readonly unknown[] {
  if (isSlotted(object)) return NONE;
  if (object instanceof Map || object instanceof Set) return [...object.values()].map(inProgram);
  const values: unknown[] = [];
  for (let i = 0; i < keys.length; i++) values.push(inProgram(getOwnPropertyDescriptor(object, keys[i] as string)?.value));
  return values;
}

/** What the program has in its place, if a value is what the outside has there: see deposits.ts. */
export function inProgram(value: unknown): unknown {
  const known = isPrimitive(value) ? undefined : stampOf(value as object);
  return known === undefined ? value : known.program ?? known.shown ?? value;
}

/** Those of the watched arguments that changed since. */
export function changedArguments(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  return snapshots.filter(({ object, keys, values, bytes, sum, integrity }) => {
    if (isBinary(object)) return bytes === undefined ? crc32(bytesOf(object)) !== sum : !bytes.equals(bytesOf(object));
    const now = keysOf(object);
    return differ(keys, now) || differ(values, valuesOf(object, now)) || integrityOf(object) !== integrity;
  });
}

/** Beyond this many properties an object is looked at again only when the crossing ends. */
const FEW = 32;

/** Keys of the properties that changed since, which become part of what is known. */
export function changedProperties(snapshot: Snapshot): readonly (string | symbol)[] {
  const { object, keys, values } = snapshot;
  if (keys.length > FEW || isSlotted(object) || isBinary(object) || object instanceof Map || object instanceof Set) return [];
  const now = keysOf(object);
  if (now.length > 2 * FEW) return [];
  const valuesNow = valuesOf(object, now);
  if (!differ(keys, now) && !differ(values, valuesNow)) return [];
  snapshot.keys = now;
  snapshot.values = valuesNow;
  const gone = keys.filter((key) => !now.includes(key));
  const written = now.filter((key, i) => !keys.includes(key) || values[keys.indexOf(key)] !== valuesNow[i]);
  return [...gone, ...written, ...gone.length > 0 && Array.isArray(object) ? ['length'] : []] as string[];
}

/**
 * {@link changedProperties}, of those that no value of the recording holds as they are: what symbols are the keys of, accessors, and what was
 * defined to be read only or to stay.
 */
export function changedApart(snapshot: Snapshot): readonly (string | symbol)[] {
  const { object, keys, values } = snapshot;
  if (!isContainer(object) || object instanceof Map || object instanceof Set) return [];
  const now = keysOf(object) as readonly (string | symbol)[];
  const valuesNow = valuesOf(object, now);
  const gone = keys.filter((key): key is symbol => typeof key === 'symbol' && !now.includes(key));
  // What is frozen as a whole is no property's own business.
  const rigid = integrityOf(object) > Integrity.NotExtensible;
  const written = now.filter((key, i) => {
    const before = keys.indexOf(key);
    return (typeof key === 'symbol' || !rigid && !isPlain(getOwnPropertyDescriptor(object, key)!)) && (before < 0 || !Object.is(values[before], valuesNow[i]));
  });
  const changed = [...gone, ...written];
  if (changed.length === 0) return changed;
  const kept = [...keys.keys()].filter((i) => !changed.includes(keys[i] as string));
  snapshot.keys = [...kept.map((i) => keys[i]), ...written];
  snapshot.values = [...kept.map((i) => values[i]), ...written.map((key) => valuesNow[now.indexOf(key)])];
  // In the order of the object's own keys, by which they are compared.
  const order = [...snapshot.keys.keys()].sort((a, b) => now.indexOf(snapshot.keys[a] as string) - now.indexOf(snapshot.keys[b] as string));
  [snapshot.keys, snapshot.values] = [order.map((i) => snapshot.keys[i]), order.map((i) => snapshot.values[i])];
  return changed;
}

/** Whether a property is as an assignment makes it. */
export function isPlain({ configurable, enumerable, writable }: PropertyDescriptor): boolean {
  return configurable === true && enumerable === true && writable === true;
}

function differ(before: readonly unknown[], now: readonly unknown[]): boolean {
  if (before.length !== now.length) return true;
  for (let i = 0; i < now.length; i++) if (!Object.is(now[i], before[i])) return true;
  return false;
}

export type { Snapshot };

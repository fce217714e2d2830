// Operations of the program on the outside, performed for real; and what the outside writes into mutable arguments.
import { crc32 } from 'node:zlib';
import { Operation } from '../recording/entry.js';
import { inPromiseOf, originalOf, standinOf, wrapperOf } from './identity.js';
import { apply, construct, deleteProperty, get, getOwnPropertyDescriptor, getPrototypeOf, has, isPrimitive, set } from './natives.js';

/** Performs an operation on an outside object with values the outside may see. */
export function perform(operation: Operation, real: object, key: PropertyKey | undefined, thisArg: unknown, args: readonly unknown[]): unknown {
  switch (operation) {
    case Operation.Call: return apply(real as (...args: unknown[]) => unknown, thisArg, args);
    case Operation.Construct: return construct(real as new (...args: unknown[]) => object, args);
    case Operation.Get: case Operation.OwnGet: return get(real, key!);
    case Operation.Set: return set(real, key!, args[0]);
    case Operation.Has: return has(real, key!);
    case Operation.Delete: return deleteProperty(real, key!);
    case Operation.Keys: return Object.getOwnPropertyNames(real);
    case Operation.Descriptor: return getOwnPropertyDescriptor(real, key!)?.enumerable;
    case Operation.Prototype: return getPrototypeOf(real);
    default: throw new TypeError(`unknown operation ${operation}`);
  }
}

/** Buffers up to this size are copied to find changes; of larger ones a checksum is kept. */
const COPIED = 4_096;

interface Snapshot { readonly index: number; readonly object: object; readonly keys: readonly string[]; readonly values: readonly unknown[]; readonly bytes: Buffer | undefined; readonly sum: number }

/** Mutable arguments as they were before the outside got them; undefined if there are none. */
export function watchArguments(args: readonly unknown[]): readonly Snapshot[] | undefined {
  let snapshots: Snapshot[] | undefined;
  for (let index = 0; index < args.length; index++) {
    const value = args[index];
    if (isPrimitive(value) || typeof value === 'function') continue;
    const object = value as object;
    if (standinOf.has(object) || inPromiseOf.has(object) || originalOf.has(object)) continue;
    if (ArrayBuffer.isView(object)) {
      const bytes = view(object);
      const copied = bytes.length <= COPIED;
      (snapshots ??= []).push({ index, object, keys: [], values: [], bytes: copied ? Buffer.from(bytes) : undefined, sum: copied ? 0 : crc32(bytes) });
    } else if (Array.isArray(object) || getPrototypeOf(object) === Object.prototype) {
      // A mixed object went out as a proxy: what the outside writes are entries of their own.
      if (wrapperOf.has(object)) continue;
      const keys = Object.keys(object);
      (snapshots ??= []).push({ index, object, keys, values: keys.map((key) => getOwnPropertyDescriptor(object, key)?.value as unknown), bytes: undefined, sum: 0 });
    }
  }
  return snapshots;
}

/** Those of the watched arguments that changed since. */
export function changedArguments(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  return snapshots.filter(({ object, keys, values, bytes, sum }) => {
    if (ArrayBuffer.isView(object)) return bytes === undefined ? crc32(view(object)) !== sum : !bytes.equals(view(object));
    const now = Object.keys(object);
    return now.length !== keys.length || now.some((key, i) => key !== keys[i] || getOwnPropertyDescriptor(object, key)?.value !== values[i]);
  });
}

export type { Snapshot };

function view(object: ArrayBufferView): Buffer {
  return Buffer.from(object.buffer, object.byteOffset, object.byteLength);
}

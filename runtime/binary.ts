// Buffers, typed arrays and what lies under them. Their memory may be given away (`postMessage(data, [buffer])`, a byte
// stream's reader), and then they have none.
import { isAnyArrayBuffer, isPrimitive } from './natives.js';

/** A view or the memory under one. */
export type Binary = ArrayBufferView | ArrayBufferLike;

/** Whether an object is a buffer, a view or memory. */
export function isBinary(object: object): object is Binary {
  return ArrayBuffer.isView(object) || isAnyArrayBuffer(object);
}

/** The bytes themselves, not a copy; none if the memory was given away. */
export function bytesOf(object: Binary): Buffer {
  const memory = ArrayBuffer.isView(object) ? object.buffer : object;
  if (memory.byteLength === 0) return Buffer.alloc(0);
  return ArrayBuffer.isView(object) ? Buffer.from(memory, object.byteOffset, object.byteLength) : Buffer.from(memory);
}

/** In a replay: the outside takes the memory. */
export function giveAway(object: Binary): void {
  const memory = ArrayBuffer.isView(object) ? object.buffer : object;
  structuredClone(memory, { transfer: [memory as ArrayBuffer] });
}

/** Memory in a list of what is to be transferred. */
export function transferable(value: unknown): ArrayBuffer[] {
  if (isPrimitive(value)) return [];
  const list: unknown = Array.isArray(value) ? value : (value as { transfer?: unknown }).transfer;
  return Array.isArray(list) ? list.filter((item): item is ArrayBuffer => !isPrimitive(item) && isAnyArrayBuffer(item)) : [];
}

// Memory that threads share. What another thread writes there comes from nowhere that could be recorded, so that a recording
// in which the program shares some is refused.
import { RepriseError } from '../contract/errors.js';
import { describeSite } from '../recording/describe.js';
import type { Site } from '../recording/sites.js';
import { holds } from './data.js';
import { standinOf } from './identity.js';
import { isSharedArrayBuffer, ownKeys } from './natives.js';

/** Absent where the engine may compile nothing. */
const { Memory } = (globalThis as unknown as { readonly WebAssembly?: { readonly Memory?: abstract new () => { readonly buffer: ArrayBufferLike } } }).WebAssembly ?? {};
/** Functions and classes of the host by which values reach other threads. */
const senders = new Set(['postMessage', 'Worker']);

/** Whether an outside function or class of that name may send its arguments to another thread. */
export function sendsToThreads(name: string): boolean {
  return senders.has(name);
}

/** Whether an object is memory that threads can share, or a view of some. */
export function isShared(object: object): boolean {
  if (ArrayBuffer.isView(object)) return isSharedArrayBuffer(object.buffer);
  return isSharedArrayBuffer(object) || Memory !== undefined && object instanceof Memory && isSharedArrayBuffer(object.buffer);
}

/** Whether a value is such memory, or holds some in what has no class. */
export function holdsShared(value: unknown): boolean {
  // The class of workers reads its options, also those that cannot be enumerated.
  return holds(value, (object) => isShared(standinOf.get(object)?.real ?? object), ownKeys);
}

/**
 * The refusal.
 *
 * @param what - what happens to the memory
 */
export function sharedMemory(what: string, site: Site | undefined): RepriseError {
  return new RepriseError('REPRISE_UNSUPPORTED', `shared memory ${what}${site === undefined ? '' : ` at ${describeSite(site)}`}. What another thread writes there cannot be recorded.`, {
    next: 'Send copies or transfer an ArrayBuffer; or mark the function that shares the memory with @record, and all that happens inside belongs to the outside.',
  });
}

// Views and the memory that lies under them: what a program sees of it (`view.buffer`, `byteOffset`), and that two views share it.
import { dataId, nameData, objectOf } from './identity.js';
import { stampOf } from './stamp.js';

/** Larger memory is not made again in a replay for a view of some bytes of it. */
const MOST = 2 ** 28;

/** Whether memory has numbers. */
let numbered = true;

/** In a replay of a recording without the feature `views`: memory has no numbers. */
export function numberNoMemory(): void {
  numbered = false;
}

/** While recording: memory of the program's under views that it gave to the outside → the number of such a view. */
let lent: WeakMap<ArrayBufferLike, number> | undefined;

/** The program gives a view to the outside, which may give back another view of the same memory. */
export function lendMemory(view: ArrayBufferView, id: number): void {
  if (isWhole(view) || !isPooled(view)) (lent ??= new WeakMap()).set(view.buffer, id);
}

function isWhole(view: ArrayBufferView): boolean {
  return view.byteLength === view.buffer.byteLength;
}

/**
 * Whether a view lies in the pool of which Node makes small buffers: the program's and the outside's lie there side by side, and the
 * program's own lie elsewhere in a replay.
 */
function isPooled(view: ArrayBufferView): boolean {
  return Buffer.isBuffer(view) && view.buffer.byteLength === Buffer.poolSize;
}

/** Where a view lies: the number of the memory, or of a view of the program's that shows part of it. */
export interface Place { readonly memory: number; readonly size: number; readonly offset: number }

/** Number of memory that the outside gave, or of a program's view of it; 0 if it is new. */
function memoryId(memory: ArrayBufferLike): number {
  return stampOf(memory)?.id || (lent?.get(memory) ?? 0);
}

/**
 * While recording: where a view of the outside lies that crosses for the first time. Undefined if it shows all of memory that nothing
 * else is known to show: then that has the number after the view's.
 */
export function placeOf(view: ArrayBufferView): Place | undefined {
  const memory = view.buffer;
  if (!(memory instanceof ArrayBuffer) || memory.byteLength > MOST) {
    dataId({});
    return undefined;
  }
  const known = memoryId(memory);
  if (known === 0 && isWhole(view)) {
    dataId(memory);
    return undefined;
  }
  return { memory: known === 0 ? dataId(memory) : known, size: memory.byteLength, offset: view.byteOffset };
}

/** While recording: the number of a view that the program gave of memory that the outside gives back itself. */
export function lenderOf(memory: ArrayBufferLike): number | undefined {
  return lent?.get(memory);
}

/** In a replay: the memory under a view that shows all of it gets the number that it had. */
export function nameMemory<T extends ArrayBufferView>(view: T, id: number): T {
  if (numbered && id > 0 && view.buffer instanceof ArrayBuffer) nameData(view.buffer, id + 1);
  return view;
}

/** In a replay: memory by its number, made if it is new. */
export function memoryAt({ memory, size }: Place): ArrayBuffer {
  const found = objectOf(memory);
  const known = found !== undefined && ArrayBuffer.isView(found) ? found.buffer : found;
  if (known instanceof ArrayBuffer && known.byteLength === size) return known;
  const made = new ArrayBuffer(size);
  if (found === undefined) nameData(made, memory);
  return made;
}

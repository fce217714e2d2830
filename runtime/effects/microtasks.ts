// queueMicrotask. While recording, the order has to know that something was queued: of promises the engine tells, of
// this nobody does. Node's own code calls a function of its own: to read a blob it does so for each part.
import { Blob } from 'node:buffer';
import { apply, defineProperty, getOwnPropertyDescriptor, queueMicrotask } from '../natives.js';
import type { RecordOrder } from '../record-order.js';
import { dress } from './leaf.js';

/** While recording: notices microtasks that are queued without a promise. Must run before anything captures the global. */
export function watchMicrotasks(order: RecordOrder): void {
  const watching = (callback: () => void): void => {
    order.queued();
    apply(queueMicrotask, undefined, [callback]);
  };
  defineProperty(globalThis, 'queueMicrotask', { ...getOwnPropertyDescriptor(globalThis, 'queueMicrotask'), value: dress(watching, queueMicrotask) });
  for (const method of ['arrayBuffer', 'text', 'bytes']) watchReads(order, method);
}

function watchReads(order: RecordOrder, method: string): void {
  const descriptor = getOwnPropertyDescriptor(Blob.prototype, method);
  const native = descriptor?.value as ((this: Blob) => Promise<unknown>) | undefined;
  if (native === undefined) return;
  const reading = function (this: Blob): Promise<unknown> {
    const promise = apply(native, this, []) as Promise<unknown>;
    order.reads.add(promise);
    return promise;
  };
  defineProperty(Blob.prototype, method, { ...descriptor, value: dress(reading, native) });
}

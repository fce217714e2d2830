// queueMicrotask. While recording, the order has to know that something was queued: of promises the engine tells, of
// this nobody does.
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
}

// Data that the program itself put into what the outside has, and that no entry has named: `store.cache.set(key, value)`. While
// recording it is written as new data with what holds it, since it cannot be told from the outside's there. In a replay
// the program has it: in the same place, or, where the outside has moved things since, in another one of the same object.
import type { Neutral, ValueNode } from '../recording/value.js';
import { idOf } from './identity.js';
import { getOwnPropertyNames, getPrototypeOf, isAnyArrayBuffer, isDate, isMap, isPrimitive, isProxy, isRegExp, isSet } from './natives.js';

type DataNode = Extract<ValueNode, { id: number }>;

/**
 * Whether an object of the program may be what is recorded as new data.
 *
 * @param prototypeOf - gives the recorded prototype of an object without slots
 */
export function isAdoptable(there: unknown, node: DataNode, prototypeOf: (node: Neutral) => unknown): there is object {
  if (typeof there !== 'object' || there === null || idOf(there) !== undefined || isProxy(there)) return false;
  return node.t === 'object' || node.t === 'error' ? getPrototypeOf(there) === prototypeOf(node.prototype) : isOfKind(there, node);
}

/** What a container held that has no number, in its order: whatever is not in its place any more may be in another. */
export class Moved {
  readonly #objects: object[] = [];

  constructor(items: Iterable<unknown>) {
    for (const item of items) if (typeof item === 'object' && !isPrimitive(item) && idOf(item as object) === undefined) this.#objects.push(item as object);
  }

  /** The first of them that may be what is recorded as new data, and that looks like it. */
  take(node: DataNode, prototypeOf: (node: Neutral) => unknown): object | undefined {
    return this.#objects.find((object) => isAdoptable(object, node, prototypeOf) && looksLike(object, node));
  }
}

/** Whether an object can become what is recorded of data with slots by writing into it. */
function isOfKind(object: object, node: DataNode): boolean {
  switch (node.t) {
    case 'array': return Array.isArray(object);
    case 'map': return isMap(object);
    case 'set': return isSet(object);
    case 'buffer': return Buffer.isBuffer(object) && object.byteLength === node.bytes.length;
    case 'array-buffer': return isAnyArrayBuffer(object) && object.byteLength === node.bytes.length;
    case 'typed-array': case 'data-view': case 'view': return ArrayBuffer.isView(object) && object.constructor.name === node.className && object.byteLength === node.bytes.length;
    case 'date': return isDate(object);
    case 'regexp': return isRegExp(object) && object.source === node.source && object.flags === node.flags;
    case 'url': return object instanceof URL;
    case 'url-search-params': return object instanceof URLSearchParams && String(object) === node.text;
    default: return false;
  }
}

/** Whether an object that can become what is recorded has as much in it already: something new of the outside's is not taken for it. */
function looksLike(object: object, node: DataNode): boolean {
  switch (node.t) {
    case 'array': return (object as readonly unknown[]).length === node.items.length;
    case 'map': return (object as Map<unknown, unknown>).size === node.pairs.length;
    case 'set': return (object as Set<unknown>).size === node.items.length;
    case 'date': return (object as Date).getTime() === node.time;
    case 'url': return (object as URL).href === node.text;
    case 'object': case 'error': {
      const keys = getOwnPropertyNames(object);
      return keys.length === node.properties.length && node.properties.every(({ key }, i) => key === keys[i]);
    }
    default: return true;
  }
}

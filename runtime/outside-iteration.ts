// `for await` over iterables of the outside: each step is a promise of the outside's that the loop awaits.
import { inPromiseOf, standinOf } from './identity.js';
import { apply, get, isPrimitive } from './natives.js';
import { iterated } from './off-hooks.js';

/**
 * What a `for await` is to go through instead of the iterable.
 *
 * @param settled - what the loop awaits in the place of a step's promise
 */
export function outsideIteration(iterable: unknown, settled: (promise: object) => unknown): unknown {
  if (isPrimitive(iterable) || !standinOf.has(iterable as object)) return iterated(iterable);
  const method = (iterable as { [Symbol.asyncIterator]?: () => object })[Symbol.asyncIterator];
  if (method === undefined || method === null) return iterable;
  const step = (iterator: object, key: 'next' | 'return', args: unknown[]): unknown => {
    const promise = apply(get(iterator, key) as (...args: unknown[]) => unknown, iterator, args);
    const known = isPrimitive(promise) ? undefined : inPromiseOf.get(promise as object);
    if (known === undefined) return promise;
    known.iteration = true;
    return settled(promise as object);
  };
  return {
    [Symbol.asyncIterator]: () => {
      const iterator = apply(method, iterable, []);
      if (!standinOf.has(iterator)) return iterator;
      return {
        next: (...args: unknown[]) => step(iterator, 'next', args),
        get return() {
          return get(iterator, 'return') === undefined ? undefined : (...args: unknown[]) => step(iterator, 'return', args);
        },
      };
    },
  };
}

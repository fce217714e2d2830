// Names of functions and classes, for people and recordings: no getter, proxy or custom method runs for them.
import { getOwnPropertyDescriptor, isProxy } from './natives.js';

/** The own name of a function; empty if it has none. */
export function functionName(fn: object): string {
  const name: unknown = isProxy(fn) ? '' : getOwnPropertyDescriptor(fn, 'name')?.value;
  return typeof name === 'string' ? name : '';
}

/** The name of the class whose prototype this is; empty if it has none. */
export function className(prototype: object | null): string {
  if (prototype === null || isProxy(prototype)) return '';
  const constructor: unknown = getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof constructor === 'function' ? functionName(constructor) : '';
}

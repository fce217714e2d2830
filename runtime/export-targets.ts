// Targets of the proxies that the outside sees of the program's objects and functions while recording. They forbid nothing
// that the object itself does not, and say what the host is to format: the object, as in a plain run.
import { formatting, inspectedBy } from './formatting.js';
import { programOf } from './identity.js';
import { apply, defineProperty, hasOwn, setPrototypeOf } from './natives.js';

/** The object itself; a function as text, since the host takes one for that. */
function inspectExport(this: object, depth: number, options: unknown, inspect: typeof import('node:util').inspect): unknown {
  const object = programOf.get(this);
  if (object === undefined) return this;
  formatting.met ??= 'export';
  return typeof object === 'function' ? inspect(object, { ...options as object, depth }) : object;
}

/** By the prototype: what a target has of its own the proxy has to have. */
const inspected = inspectedBy(inspectExport);

function letInspect(target: object): object {
  setPrototypeOf(target, inspected);
  return target;
}

/** For an object. */
export function exportTarget(object: object): object {
  return Array.isArray(object) ? letInspect([]) : Object.create(inspected) as object;
}

/** For a function: it has a prototype that cannot be hidden only where the function has one. */
export function functionTarget(fn: Function, wrapper: object): object {
  if (hasOwn(fn, 'prototype')) return letInspect(wrapper);
  const target = { method(this: unknown): unknown { return apply(wrapper as () => unknown, this, arguments as unknown as []); } }.method;
  defineProperty(target, 'name', { value: '', configurable: true });
  return letInspect(target);
}

/** For a proxy: one that can be called and constructed if it is a function. */
export function proxyTarget(proxy: object): object {
  return typeof proxy === 'function' ? letInspect(function () { /* never called */ }.bind(undefined)) : exportTarget(proxy);
}

// Whether an object of the outside takes more properties, or changes, or is a proxy: asked of the object behind the stand-in, which itself
// cannot say so, since its proxy has a target that it shares with others.
import { types } from 'node:util';
import { programOf, standinOf } from '../identity.js';
import { apply, defineProperty, isPrimitive, isProxy } from '../natives.js';
import { rootStandin } from '../roots.js';

type Question = (value: unknown) => boolean;

let asksForProxies = true;

/** In a replay of a recording without the feature `told-proxies`: stand-ins are proxies, and nobody asked the outside. */
export function takeStandinsForProxies(): void {
  asksForProxies = false;
}

/** Makes `util.types.isProxy`. Packages are told of what is behind the proxies that stand for objects of the program. */
export function installProxyTest(): void {
  const tests = { isProxy: (value: unknown): boolean => {
    if (!isProxy(value) || !asksForProxies) return isProxy(value);
    const proxy = value as object;
    return standinOf.has(proxy) ? apply(rootStandin('util.types.isProxy', isProxy).shown as Question, undefined, [proxy]) : isProxy(programOf.get(proxy) ?? proxy);
  } };
  defineProperty(types, 'isProxy', { value: tests.isProxy, writable: true, enumerable: true, configurable: true });
}

/** Makes `Object.isFrozen`, `Object.isSealed` and `Object.isExtensible`. */
export function installRigidity(): void {
  for (const name of ['isFrozen', 'isSealed', 'isExtensible'] as const) {
    const native = Object[name] as Question;
    const path = `Object.${name}`;
    // A method has no prototype, as the language's functions have none.
    const { [name]: asks } = { [name](value: unknown): boolean { return isPrimitive(value) || !standinOf.has(value as object) ? native(value) : apply(rootStandin(path, native).shown as Question, undefined, [value]); } };
    defineProperty(Object, name, { value: asks, writable: true, enumerable: false, configurable: true });
  }
}

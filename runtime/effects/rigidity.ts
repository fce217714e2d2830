// Whether an object of the outside takes more properties, or changes: asked of the object behind the stand-in, which itself
// cannot say so, since its proxy has a target that it shares with others.
import { standinOf } from '../identity.js';
import { apply, defineProperty, isPrimitive } from '../natives.js';
import { rootStandin } from '../roots.js';

type Question = (value: unknown) => boolean;

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

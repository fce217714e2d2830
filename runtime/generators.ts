// Generators of the program that go out. Their methods are the language's own and accept no proxy, so the outside gets
// bound ones, numbered with their generator.
import { types } from 'node:util';
import { apply, defineProperty, getPrototypeOf } from './natives.js';
import { runOutside } from './side.js';

const names = ['next', 'return', 'throw'] as const;
type Methods = Readonly<Record<string, Function>>;
const known = new WeakMap<object, Methods>();

/** The bound methods of a generator, or undefined if the object is none. */
export function generatorMethods(object: object): Methods | undefined {
  if (!types.isGeneratorObject(object)) return undefined;
  let methods = known.get(object);
  if (methods === undefined) {
    const generator = object as unknown as Record<string, (...args: unknown[]) => unknown>;
    const bound = (name: string) => ({ [name]: (...args: unknown[]): unknown => apply(generator[name]!, generator, args) })[name]!;
    // Asked for any key: what objects inherit is no method of a generator's.
    methods = Object.assign(Object.create(null) as Record<string, Function>, Object.fromEntries(names.map((name) => [name, bound(name)])));
    known.set(object, methods);
  }
  return methods;
}

/**
 * A generator of an annotated function, entered as part of the outside at each step; undefined if the object is none.
 * What the program gets has the generator's prototype, and methods of its own.
 */
export function enteredGenerator(object: object): object | undefined {
  if (!types.isGeneratorObject(object)) return undefined;
  const generator = object as unknown as Record<string, (...args: unknown[]) => unknown>;
  const entered = Object.create(getPrototypeOf(object)) as object;
  for (const name of names) {
    const method = generator[name]!;
    defineProperty(entered, name, { value: { [name]: (...args: unknown[]): unknown => runOutside(method, generator, args) }[name], writable: true, configurable: true });
  }
  return entered;
}

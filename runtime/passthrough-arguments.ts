// What goes into a passthrough function and comes out of it. Functions that go in are the program's all the same: called,
// they run on its side. They may be parts of plain objects and arrays, as options are, which go in as proxies.
import { isContainer } from './data.js';
import { inPromiseOf, standinOf } from './identity.js';
import { apply, getOwnPropertyDescriptor, isMap, isPrimitive, isSet, ownKeys } from './natives.js';
import { runProgram } from './side.js';

/** Functions and containers of the program → what the passthrough function has for them. */
const leaving = new WeakMap<object, object>();
/** And back. */
const origins = new WeakMap<object, object>();

/** A value as a passthrough function gets it. */
export function leave(value: unknown): unknown {
  if (isPrimitive(value)) return value;
  const object = value as object;
  if (origins.has(object) || standinOf.has(object) || inPromiseOf.has(object)) return value;
  const known = leaving.get(object);
  if (known !== undefined) return known;
  if (typeof value !== 'function' && !holdsFunction(object, new Set())) return value;
  const made = typeof value === 'function' ? ledBack(value) : opened(object);
  leaving.set(object, made);
  origins.set(made, object);
  return made;
}

/** A value as the program gets it back. */
export function comeBack<T>(value: T): T {
  return isPrimitive(value) ? value : (origins.get(value as object) ?? value) as T;
}

/** Whether something is a function, or a plain object or array that holds one. */
function holdsFunction(value: unknown, seen: Set<object>): boolean {
  if (typeof value === 'function') return !standinOf.has(value);
  if (isPrimitive(value) || seen.has(value as object) || standinOf.has(value as object) || !isContainer(value as object) || isMap(value) || isSet(value)) return false;
  seen.add(value as object);
  return ownKeys(value as object).some((key) => holdsFunction(getOwnPropertyDescriptor(value as object, key)?.value, seen));
}

function ledBack(fn: Function): object {
  return new Proxy(fn, {
    apply: (_target, thisArg, args: unknown[]) => runProgram(() => apply(fn as (...args: unknown[]) => unknown, comeBack(thisArg), args.map(comeBack))),
  });
}

function opened(object: object): object {
  // A proxy has to give what a frozen property holds, so the function itself: a copy is not frozen.
  const target = Object.isFrozen(object) ? Array.isArray(object) ? [...object as unknown[]] : { ...object } : object;
  return new Proxy(target, {
    get: (from, key, receiver) => leave(Reflect.get(from, key, receiver === leaving.get(object) ? from : receiver)),
    set: (into, key, value, receiver) => Reflect.set(into, key, comeBack(value), receiver === leaving.get(object) ? into : receiver),
    defineProperty: (into, key, descriptor) => Reflect.defineProperty(into, key, 'value' in descriptor ? { ...descriptor, value: comeBack(descriptor.value as unknown) } : descriptor),
  });
}

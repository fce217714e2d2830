// Hooks where nothing is recorded. Loaded by every instrumented program: it needs nothing else.
import { types } from 'node:util';
import type { Hooks, ModuleTable } from '../contract/emitted.js';

const { apply, construct, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const { isProxy } = types;
const { captureStackTrace } = Error;
/** Calls without arguments, at a third of the cost of `apply` with an empty list. */
const callNative = Function.prototype.call.bind(Function.prototype.call) as unknown as (fn: () => unknown, thisArg: unknown) => unknown;

const made = new WeakSet<object>();

/**
 * What the language says of a callee that is none.
 *
 * @param hook - the hook that the program called, which its stack begins above
 */
export function notAFunction(table: ModuleTable, site: number, what: string, hook?: Function): TypeError {
  const error = new TypeError(`${String(table.sites[site * 3 + 2]).replace(/^new /, '')} is not ${what}`);
  if (hook !== undefined) captureStackTrace(error, hook);
  made.add(error);
  return error;
}

/** Whether an error was made by {@link notAFunction}, where the program's own line would have made it. */
export function isNotAFunction(error: object): boolean {
  return made.has(error);
}

/**
 * What `for await` goes over. Of what it cannot the engine would say so of the hook.
 *
 * @throws TypeError for numbers and the like, and for objects without a method for it, as the language does
 */
export function iterated<T>(value: T): T {
  if (typeof value === 'string' || value === null || value === undefined) return value;
  for (let at: unknown = Object(value); at !== null; at = getPrototypeOf(at as object)) {
    // A proxy says by itself what it has, and a getter may say so once.
    if (isProxy(at)) return value;
    for (const key of [Symbol.asyncIterator, Symbol.iterator]) {
      const own = getOwnPropertyDescriptor(at as object, key);
      if (own?.get !== undefined || typeof own?.value === 'function') return value;
    }
  }
  throw new TypeError(`${typeof value === 'object' ? 'object' : typeof value === 'function' ? `function ${value.name}`.trim() : `${typeof value} ${String(value)}`} is not async iterable`);
}

/** Each does what the source says. */
export class OffHooks implements Hooks {
  constructor(private readonly table: ModuleTable) {}
  ref<T>(_slot: number, value: T): T { return value; }
  call(site: number, fn: unknown, thisArg: unknown, args: unknown[]): unknown {
    if (typeof fn !== 'function') throw notAFunction(this.table, site, 'a function', this.call);
    return apply(fn as (...args: unknown[]) => unknown, thisArg, args);
  }
  call0(site: number, fn: unknown, thisArg: unknown): unknown {
    if (typeof fn !== 'function') throw notAFunction(this.table, site, 'a function', this.call0);
    return callNative(fn as () => unknown, thisArg);
  }
  f(site: number, _slot: number, fn: unknown, args?: unknown[]): unknown {
    if (typeof fn !== 'function') throw notAFunction(this.table, site, 'a function', this.f);
    return args === undefined ? callNative(fn as () => unknown, undefined) : apply(fn as (...args: unknown[]) => unknown, undefined, args);
  }
  l<T>(_site: number, _slot: number, value: T): T { return value; }
  n(site: number, _slot: number, fn: unknown, args: unknown[]): unknown {
    if (typeof fn !== 'function') throw notAFunction(this.table, site, 'a constructor', this.n);
    return args.length === 0 ? new (fn as new () => object)() : construct(fn as new (...args: unknown[]) => object, args);
  }
  construct(site: number, fn: unknown, args: unknown[]): unknown {
    if (typeof fn !== 'function') throw notAFunction(this.table, site, 'a constructor', this.construct);
    if (args.length === 0) return new (fn as new () => object)();
    return construct(fn as new (...args: unknown[]) => object, args);
  }
  a(value: unknown): unknown { return value; }
  v<T>(value: T): T { return value; }
  iterate(iterable: unknown): unknown { return iterated(iterable); }
  dynamicImport(_site: number, specifier: unknown, load: (specifier: string) => Promise<unknown>): Promise<unknown> { return load(specifier as string); }
  meta(meta: ImportMeta): ImportMeta { return meta; }
  path(value: string): string { return value; }
  r(_site: number, thisArg: unknown, args: ArrayLike<unknown>, body: Function): unknown { return apply(body, thisArg, args); }
  p(_site: number, thisArg: unknown, args: ArrayLike<unknown>, body: Function): unknown { return apply(body, thisArg, args); }
  s(): void { /* nobody looks */ }
}


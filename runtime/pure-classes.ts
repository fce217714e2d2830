// Classes of pure packages. Such a package runs live in both modes, and an outside package that uses it has the same classes:
// so they cross as they are, by a name that leads to them from an import of the program. Their instances are handles, or
// proxies, as all others: either side may change them at any time.
import { nativeText } from './function-text.js';
import { intrinsicPath } from './intrinsics.js';
import { livePath } from './live-classes.js';
import { apply, getOwnPropertyDescriptor, getPrototypeOf, hasOwn, isModuleNamespaceObject, isPrimitive, isProxy, ownKeys } from './natives.js';
import { rootPath } from './roots.js';

interface Import { readonly path: string; readonly read: () => unknown }

const PREFIX = 'pure:';
/** How deep the exports of packages are searched for classes, and how many objects in all. */
const DEPTH = 4;
const MOST = 20_000;

let enabled = true;
/** Imports that were not searched yet, since nobody asked or they were not there. */
let pending: Import[] = [];
const imports = new Map<string, Import['read']>();
const paths = new WeakMap<object, string>();
/** All that have a path. */
const named = new Set<object>();
/** Prototypes of the classes, and those that they inherit from, exported or not. */
const prototypes = new WeakSet<object>();
const searched = new WeakSet<object>();
let searchedCount = 0;

/** In a replay of a recording without the feature `pure-classes`, in which they were handles. */
export function ignorePureClasses(): void {
  enabled = false;
}

/**
 * A module of the program imports something from a pure package.
 *
 * @param name - file of the module, specifier and name of the export: the same in every run
 * @param read - gives it; throws as long as it is not there
 */
export function addPureImport(name: string, read: () => unknown): void {
  if (!enabled) return;
  const path = `${PREFIX}${name}`;
  imports.set(path, read);
  pending.push({ path, read });
}

/** Classes of pure packages that are known so far, and their prototypes. */
export function pureClasses(): Iterable<object> {
  return named;
}

/** Whose class one of {@link pureClasses} is. */
export function purePackageAt(object: object): string {
  const path = paths.get(object)!;
  // `pure:`, module of the program, specifier, export.
  return path.split('#').at(-2)!;
}

/** The name of a class of a pure package, or of its prototype; undefined for all else. */
export function purePath(object: object): string | undefined {
  if (pending.length > 0) searchPending();
  return paths.get(object);
}

/** Whether an object is the prototype of such a class, or of a class that it extends. */
export function isPurePrototype(object: object): boolean {
  if (pending.length > 0) searchPending();
  return prototypes.has(object);
}

/** The class or prototype of a name. */
export function pureAt(path: string): object | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const end = path.lastIndexOf(':');
  let at = attempt(imports.get(path.slice(0, end)));
  for (const key of path.slice(end + 1).split('.')) {
    if (isPrimitive(at)) return undefined;
    if (key !== '') at = propertyOf(at as object, key);
  }
  return isPrimitive(at) ? undefined : at as object;
}

function searchPending(): void {
  const all = pending;
  // A getter of a package may load more.
  pending = [];
  const later = all.filter(({ path, read }) => {
    const found = attempt(read);
    if (found !== undefined) search(found, `${path}:`, DEPTH);
    return found === undefined;
  });
  pending.push(...later);
}

function attempt(read: (() => unknown) | undefined): unknown {
  try {
    return read?.();
  } catch {
    return undefined;
  }
}

function search(value: unknown, path: string, depth: number): void {
  if (isPrimitive(value) || isProxy(value) || searched.has(value as object) || searchedCount >= MOST) return;
  const object = value as object;
  searched.add(object);
  searchedCount++;
  if (typeof value === 'function') note(value, path);
  else if (!isExports(object)) return;
  if (depth === 0) return;
  for (const key of ownKeys(object)) {
    if (typeof key === 'string' && key !== 'prototype' && /^[\w$]+$/.test(key)) search(propertyOf(object, key), joined(path, key), depth - 1);
  }
}

/** What a package passes on of the language or the host has a name already; a function that is only called crosses as any other. */
function note(fn: Function, path: string): void {
  if ((intrinsicPath(fn) ?? rootPath(fn) ?? livePath(fn)) !== undefined || !isClass(fn)) return;
  name(fn, path);
  const prototype: unknown = getOwnPropertyDescriptor(fn, 'prototype')?.value;
  if (isPrimitive(prototype)) return;
  if (!paths.has(prototype as object)) name(prototype as object, joined(path, 'prototype'));
  for (let at: object | null = prototype as object; at !== null && !isProxy(at) && (intrinsicPath(at) ?? livePath(at)) === undefined; at = getPrototypeOf(at)) prototypes.add(at);
}

function name(object: object, path: string): void {
  paths.set(object, path);
  named.add(object);
}

function joined(path: string, key: string): string {
  return path.endsWith(':') ? `${path}${key}` : `${path}.${key}`;
}

function isClass(fn: Function): boolean {
  if (hasOwn(fn, Symbol.hasInstance)) return true;
  const { value: prototype, writable } = getOwnPropertyDescriptor(fn, 'prototype') ?? {};
  if (isPrimitive(prototype)) return false;
  const parent = getPrototypeOf(prototype as object);
  // Those of generators inherit from a prototype that is no class's.
  return writable !== true || ownKeys(prototype as object).length > 1 || (parent !== null && parent !== Object.prototype && intrinsicPath(parent)?.includes('Generator') !== true);
}

/** Whether an object may hold exports: a namespace, or an object without a class. */
function isExports(object: object): boolean {
  if (isModuleNamespaceObject(object)) return true;
  const prototype = getPrototypeOf(object);
  return prototype === null || prototype === Object.prototype;
}

/** A property. Of getters those are asked by which the exports of a compiled module pass on others; one that loads a module is not. */
function propertyOf(object: object, key: string): unknown {
  const { value, get } = getOwnPropertyDescriptor(object, key) ?? {};
  if (get === undefined) return value as unknown;
  const passesOn = getOwnPropertyDescriptor(object, '__esModule')?.value === true && !(apply(nativeText, get, []) as string).includes('require');
  return passesOn ? attempt(() => apply(get, object, []) as unknown) : undefined;
}

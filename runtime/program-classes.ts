// Classes of the program by name. A recorded function may give or throw instances of them: a recording names their
// class, and a replay, which has not run the body, makes them anew.
import type { ModuleTable } from '../contract/emitted.js';
import { errorPrototypes } from './data.js';
import { nativeText } from './function-text.js';
import { standinOf } from './identity.js';
import { addPureImport } from './pure-classes.js';
import { usesPurePackage } from './pure-state.js';
import { apply, getOwnPropertyDescriptor, getPrototypeOf } from './natives.js';

/** A class at the top level of a module; reading it before its declaration ran throws. */
interface Pending { readonly path: string; readonly read: () => unknown }

const PREFIX = 'program:';
let pending: Pending[] = [];
const files = new Map<string, number>();
const paths = new WeakMap<object, string>();
const byPath = new Map<string, object>();
/** Functions used as classes: their prototype may be replaced after their declaration. */
const constructors: (readonly [path: string, fn: object])[] = [];
const plain = new WeakMap<object, boolean>();

/** Notes the classes of a module that registers. Files of one name, in packages of a workspace, are told apart by order. */
export function addClasses({ file, location, classes = {} }: Pick<ModuleTable, 'file' | 'location' | 'classes'>): void {
  const number = (files.get(file) ?? 0) + 1;
  files.set(file, number);
  const module = `${file}${number === 1 ? '' : `~${number}`}`;
  for (const [name, read] of Object.entries(classes)) {
    const mark = name.lastIndexOf('#');
    if (mark >= 0) {
      usesPurePackage(name.slice(0, mark), location);
      addPureImport(`${module}#${name}`, read);
    } else pending.push({ path: `${PREFIX}${module}#${name}`, read });
  }
}

function readPending(): void {
  pending = pending.filter(({ path, read }) => {
    let found: unknown;
    try {
      found = read();
    } catch {
      return true;
    }
    if (typeof found !== 'function') return found === undefined;
    // A decorator of a package has put a class of its own in the place of the program's.
    if (standinOf.has(found)) return false;
    note(path, found);
    notePrototype(path, found);
    if (getOwnPropertyDescriptor(found, 'prototype')?.writable === true) constructors.push([path, found]);
    return false;
  });
}

function notePrototype(path: string, fn: object): void {
  const prototype: unknown = getOwnPropertyDescriptor(fn, 'prototype')?.value;
  if (typeof prototype === 'function' || (typeof prototype === 'object' && prototype !== null)) note(`${path}.prototype`, prototype);
}

function note(path: string, object: object): void {
  if (byPath.get(path) === object) return;
  paths.set(object, path);
  byPath.set(path, object);
}

function readAll(): void {
  if (pending.length > 0) readPending();
  for (const [path, fn] of constructors) notePrototype(path, fn);
}

/** The name of a class of the program, or of its prototype; undefined for all else. */
export function classPath(object: object): string | undefined {
  const known = paths.get(object);
  if (known !== undefined || (pending.length === 0 && constructors.length === 0)) return known;
  readAll();
  return paths.get(object);
}

/** The class or prototype of a name. */
export function classAt(path: string): object | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  if (!byPath.has(path) || constructors.length > 0) readAll();
  return byPath.get(path);
}

/** A private name in the source of a class. In doubt, such as in a text, its instances are taken for handles. */
const PRIVATE = /#[A-Za-z_$]/;

/** Whether instances of a class of the program consist of their properties: no private fields, no class of the outside. */
export function isPlainClass(prototype: object): boolean {
  let known = plain.get(prototype);
  if (known === undefined && classPath(prototype) !== undefined) plain.set(prototype, known = consistsOfProperties(prototype));
  return known === true;
}

function consistsOfProperties(prototype: object): boolean {
  const constructor: unknown = getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  if (typeof constructor !== 'function' || PRIVATE.test(apply(nativeText, constructor, []) as string)) return false;
  const parent = getPrototypeOf(prototype);
  return parent === null || parent === Object.prototype || errorPrototypes.has(parent) || isPlainClass(parent);
}

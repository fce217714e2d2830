// Roots: host globals and exports of Node's own modules. They exist in a replay, too, so what is fixed about them
// (their functions, classes and constants) is read there and costs no entry; only their use is recorded.
import { GLOBAL_ROOTS } from '../contract/globals.js';
import { functionName } from './class-names.js';
import type { Standin } from './identity.js';
import { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, isPrimitive, isProxy } from './natives.js';

/** Makes the stand-in of a root. */
type RootFactory = (path: string, real: object) => Standin;

/** Globals as they were when the process started; classes and web crypto behind getters once someone asks. */
const genuine = new Map<string, unknown>();
/** Getters of what Node loads late: fetch's classes alone cost more than all else that starts with a program. */
const late = new Map<string, () => unknown>();
for (const name of GLOBAL_ROOTS) {
  const descriptor = getOwnPropertyDescriptor(globalThis, name);
  if (descriptor === undefined) continue;
  if (descriptor.get === undefined) genuine.set(name, descriptor.value);
  else if (/^[A-Z]/.test(name) || name === 'crypto') late.set(name, descriptor.get);
  else genuine.set(name, (globalThis as Record<string, unknown>)[name]);
}

const paths = new WeakMap<object, string>();
const standins = new Map<string, Standin>();
const modules = new Map<string, object>();
let factory: RootFactory;
const specials = new Map<string, RootFactory>();

/** Set once at start. */
export function setRootFactory(make: RootFactory): void {
  factory = make;
  for (const [name, value] of genuine) nameGlobal(name, value);
}

/** Roots that the generic stand-in does not serve: an effect makes theirs. */
export function setSpecialRoot(path: string, make: RootFactory): void {
  specials.set(path, make);
}

/** Whether an effect serves a root. */
export function isSpecialRoot(path: string): boolean {
  return specials.has(path);
}

/** One object, one path: the globals' names come before those of the modules that export them, too. */
function nameGlobal(name: string, value: unknown): void {
  if (!isPrimitive(value) && name !== 'global') paths.set(value as object, `globalThis.${name}`);
}

/** Whether a global still is what the host put there. */
export function isGenuine(name: string, value: unknown): boolean {
  return (genuine.has(name) || late.has(name)) && genuineGlobal(name) === value;
}

/** Puts something else in the place of a host global, before the program runs: to the membrane it is the genuine one. */
export function replaceGlobal(name: string, value: object): void {
  genuineGlobal(name);
  defineProperty(globalThis, name, { ...getOwnPropertyDescriptor(globalThis, name), value });
  genuine.set(name, value);
  nameGlobal(name, value);
}

/** While recording: something else passes for a host global from now on, and has this stand-in. */
export function passForRoot(name: string, value: object, standin: Standin): void {
  genuineGlobal(name);
  genuine.set(name, value);
  nameGlobal(name, value);
  standins.set(`globalThis.${name}`, standin);
}

/** A host global as it was when the process started. */
export function genuineGlobal(name: string): unknown {
  const getter = late.get(name);
  if (getter !== undefined) {
    late.delete(name);
    const value: unknown = apply(getter, globalThis, []);
    genuine.set(name, value);
    nameGlobal(name, value);
  }
  return genuine.get(name);
}

/** Whether an object is known as a root; {@link rootPath} also finds those that the host loads late. */
export function isRoot(real: object): boolean {
  return paths.has(real);
}

/**
 * Path of a root's object, or undefined.
 *
 * @param known - name of a function, if it was asked for before
 */
export function rootPath(real: object, known?: string): string | undefined {
  const path = paths.get(real);
  if (path !== undefined || late.size === 0 || isProxy(real)) return path;
  // What the program met before its global's name is loaded by now, so asking for it costs nothing.
  const name: unknown = typeof real === 'function' ? known ?? functionName(real) : late.has('crypto') && isCrypto(real) ? 'crypto' : undefined;
  if (typeof name !== 'string' || !late.has(name)) return undefined;
  genuineGlobal(name);
  return paths.get(real);
}

function isCrypto(object: object): boolean {
  const prototype = getPrototypeOf(object);
  // What nearly all objects are, asked first: this runs for each that comes in.
  if (prototype === Object.prototype || prototype === Promise.prototype || prototype === Array.prototype) return false;
  const constructor: unknown = prototype === null || isProxy(prototype) ? undefined : getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof constructor === 'function' && !isProxy(constructor) && getOwnPropertyDescriptor(constructor, 'name')?.value === 'Crypto';
}

/** The stand-in at a path; made on first use. */
export function rootStandin(path: string, real?: object): Standin {
  let standin = standins.get(path);
  if (standin === undefined) {
    const found = real ?? resolve(path);
    if (isPrimitive(found)) throw new TypeError(`no root at ${path}`);
    const object = found as object;
    const first = rootPath(object);
    if (first !== undefined && first !== path) standin = rootStandin(first, object);
    else {
      paths.set(object, path);
      standin = (specials.get(path) ?? factory)(path, object);
    }
    standins.set(path, standin);
  }
  return standin;
}

/** By path, what was there at one time and is not what was there first, with its stand-in. */
const successors = new Map<string, WeakMap<object, Standin>>();

/**
 * While recording: the stand-in of a function at a path below a root, whatever was found there before. A package, or a stub of
 * the program's tests, may put another one there and give the first one back. In a replay, where nobody does, one stands for all: they
 * are calls of the same path, and have its number.
 */
export function memberStandin(path: string, real: object): Standin {
  const first = rootStandin(path, real);
  if (first.real === real || specials.has(path)) return first;
  let others = successors.get(path);
  if (others === undefined) successors.set(path, others = new WeakMap());
  let standin = others.get(real);
  if (standin === undefined) {
    standin = factory(path, real);
    defineProperty(standin, 'id', { get: () => first.id, set: (id: number) => { first.id = id; } });
    others.set(real, standin);
  }
  return standin;
}

/** How often {@link putRoot} was called. */
export let rootChanges = 0;

/** From now on this is what stands at its path: in a replay a root of the program's making, while recording what passes for one of the host's. */
export function putRoot(standin: Standin): void {
  rootChanges++;
  standins.set(standin.path!, standin);
}

/** The path of a property of a root. */
export function childPath(path: string, key: PropertyKey): string {
  return `${path}.${typeof key === 'symbol' ? `@${key.description ?? ''}` : String(key)}`;
}

/** A module of Node by its `node:` specifier, or undefined. */
export function builtinModule(specifier: string): object | undefined {
  let found = modules.get(specifier);
  if (found === undefined) {
    try {
      // Built-in modules resolve from anywhere, and without touching the file system.
      found = require(specifier) as object;
    } catch {
      return undefined;
    }
    modules.set(specifier, found);
  }
  return found;
}

function resolve(path: string): unknown {
  const dot = path.indexOf('.');
  const head = dot < 0 ? path : path.slice(0, dot);
  let value: unknown = head === 'globalThis' ? globalThis : builtinModule(head);
  if (dot < 0) return value;
  const keys = path.slice(dot + 1).split('.');
  for (const [i, key] of keys.entries()) {
    if (isPrimitive(value)) return undefined;
    if (i === 0 && head === 'globalThis' && (genuine.has(key) || late.has(key))) value = genuineGlobal(key);
    else value = key.startsWith('@') ? symbolProperty(value as object, key.slice(1)) : (value as Record<string, unknown>)[key];
  }
  return value;
}

function symbolProperty(object: object, description: string): unknown {
  for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const symbol = Object.getOwnPropertySymbols(at).find((candidate) => candidate.description === description);
    if (symbol !== undefined) return (object as Record<symbol, unknown>)[symbol];
  }
  return undefined;
}

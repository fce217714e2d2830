// What objects of the program keep where nobody can look: private fields, values of `accessor` fields, and, of classes,
// static fields. Emitted classes lend functions that reach it. An *image*, an object with the same content as plain
// properties, stands for each place, so that what a recorded function writes there is written, and restored, like all else.
import type { ReadHidden, WriteHidden } from '../contract/emitted.js';
import { nativeText } from './function-text.js';
import { apply, defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, isProxy, ownKeys } from './natives.js';

/** How to reach what a class hides in an object. */
interface Reach { readonly fields: readonly string[]; readonly accessors: readonly string[]; readonly owner: object | undefined; readonly read: ReadHidden | undefined; readonly write: WriteHidden | undefined }

/** By the prototype of a class for its instances, by the class for itself. */
const reaches = new WeakMap<object, Reach>();
/** Of classes that are not known, only what they hide. */
const ownerless: Reach[] = [];

/** Object → the images of what it hides, by how that is reached; by the object itself for the static fields of a class. */
const imagesOf = new WeakMap<object, Map<object, object>>();
/** Image → what it is one of. */
const subjects = new WeakMap<object, { readonly object: object; readonly reach: Reach | undefined }>();
/** Whether there are any: a program without annotations pays nothing for them. */
let imaged = false;

/** A class tells how to reach what it hides in its instances (`owner` is their prototype) or in itself. */
export function showHidden(owner: object | undefined, names: string, read: ReadHidden | undefined, write: WriteHidden | undefined): void {
  if (names === '') return;
  const all = names.split(' ');
  const fields = all.filter((name) => name.startsWith('#'));
  if (owner !== undefined) reaches.set(owner, { fields, accessors: all.filter((name) => !name.startsWith('#')), owner, read, write });
  else if (fields.length > 0) ownerless.push({ fields, accessors: [], owner, read, write });
}

/** Whether a prototype is that of a class that told how to reach what it hides. */
export function isShowing(prototype: object): boolean {
  return reaches.has(prototype);
}

/** The images of what an object hides, brought up to date: the same ones every time. And the classes behind it, which hide something themselves. */
export function hiddenParts(object: object): readonly object[] {
  if (isProxy(object)) return [];
  const found: object[] = [];
  const add = (reach: Reach | undefined): void => {
    const now = contentOf(object, reach);
    if (now === undefined) return;
    const images = imagesOf.get(object) ?? new Map<object, object>();
    const image = images.get(reach ?? object) ?? {};
    subjects.set(image, { object, reach });
    imaged = true;
    fill(image, now);
    imagesOf.set(object, images.set(reach ?? object, image));
    found.push(image);
  };
  if (typeof object === 'function') {
    if (!isClass(object)) return [];
    add(undefined);
    if (reaches.has(object)) add(reaches.get(object));
    const parent = getPrototypeOf(object);
    if (parent !== null && isClass(parent)) found.push(parent);
    return found;
  }
  for (const reach of ownerless) add(reach);
  for (let at = getPrototypeOf(object), direct = true; at !== null && !isProxy(at); at = getPrototypeOf(at), direct = false) {
    const reach = reaches.get(at);
    if (reach !== undefined) add(reach);
    const made: unknown = direct ? getOwnPropertyDescriptor(at, 'constructor')?.value : undefined;
    if (typeof made === 'function' && isClass(made)) found.push(made);
  }
  return found;
}

/** Brings an image up to date. Other objects are left alone. */
export function refresh(image: object): void {
  const subject = imaged ? subjects.get(image) : undefined;
  const now = subject === undefined ? undefined : contentOf(subject.object, subject.reach);
  if (now !== undefined) fill(image, now);
}

function fill(image: object, content: ReadonlyMap<string, unknown>): void {
  for (const key of ownKeys(image)) if (!content.has(key as string)) deleteProperty(image, key);
  for (const [key, value] of content) defineProperty(image, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Writes the content of an image, which was written to, where it belongs. Other objects are left alone. */
export function flush(image: object): void {
  const subject = imaged ? subjects.get(image) : undefined;
  if (subject === undefined) return;
  const { object, reach } = subject;
  const now = contentOf(object, reach);
  const changed = (key: string): boolean => !Object.is(now?.get(key), valueIn(image, key));
  if (reach === undefined) {
    for (const key of now?.keys() ?? []) if (!Object.hasOwn(image, key)) deleteProperty(object, key);
    for (const key of Object.keys(image)) if (changed(key)) (object as Record<string, unknown>)[key] = valueIn(image, key);
    return;
  }
  if (reach.fields.some(changed)) reach.write!(object, reach.fields.map((key) => valueIn(image, key)));
  for (const key of reach.accessors) if (changed(key)) apply(getOwnPropertyDescriptor(reach.owner!, key)!.set!, object, [valueIn(image, key)]);
}

function contentOf(object: object, reach: Reach | undefined): ReadonlyMap<string, unknown> | undefined {
  if (reach === undefined) return new Map(Object.keys(object).filter((key) => 'value' in getOwnPropertyDescriptor(object, key)!).map((key) => [key, valueIn(object, key)]));
  try {
    const values = reach.read?.(object);
    if (reach.read !== undefined && values === undefined) return undefined;
    const accessors = reach.accessors.map((key): [string, unknown] => [key, apply(getOwnPropertyDescriptor(reach.owner!, key)!.get!, object, [])]);
    return new Map([...reach.fields.map((key, i): [string, unknown] => [key, values![i]]), ...accessors]);
  } catch {
    // Its constructor has not come to these fields yet, or it is a prototype.
    return undefined;
  }
}

function valueIn(object: object, key: string): unknown {
  return getOwnPropertyDescriptor(object, key)?.value;
}

const classes = new WeakMap<object, boolean>();

function isClass(fn: object): boolean {
  let known = classes.get(fn);
  if (known === undefined) classes.set(fn, known = typeof fn === 'function' && !isProxy(fn) && (apply(nativeText, fn, []) as string).startsWith('class'));
  return known;
}

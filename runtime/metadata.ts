// Decorator metadata (`Reflect.getMetadata`, as reflect-metadata brings it) is kept by object. The program notes it of its
// own classes, as the compiler does; packages ask for it by what they see of these classes. While recording they get
// what the program noted, as they are to see it.
import { intrinsicPath } from './intrinsics.js';
import { programOf } from './identity.js';
import { apply, defineProperty, isPrimitive } from './natives.js';
import type { ObjectExport } from './object-export.js';
import { classPath } from './program-classes.js';
import { enterOutside, restore } from './side.js';
import { stampOf } from './stamp.js';
import type { NotedPart } from './unnamed-parts.js';

type Ask = (...args: unknown[]) => unknown;

/** The functions that answer: where their target stands, and what they give where nothing is noted. */
const functions: readonly (readonly [name: string, target: 0 | 1])[] = [
  ['getMetadata', 1], ['getOwnMetadata', 1], ['hasMetadata', 1], ['hasOwnMetadata', 1], ['getMetadataKeys', 0], ['getOwnMetadataKeys', 0],
];
const adapted = new WeakSet<Ask>();

/** Classes of the outside in what the compiler notes of types: the only ones that the program has as they are. */
const notedOutside = new WeakSet<object>();
let notesOutside = false;
let findsOutside = true;

/** In a replay of a recording without the feature `noted-classes`, in which they passed for classes of the program. */
export function numberNotedClasses(): void {
  findsOutside = false;
}

/** Whether a function is the outside's own although it never crossed. */
export function isNotedOutside(fn: object): boolean {
  return notesOutside && notedOutside.has(fn);
}

/** Finds the outside's own in a note: all that is neither the language's nor a class of the program, nor known for anything else. */
function findOutside(key: unknown, noted: unknown): void {
  if (!findsOutside || typeof key !== 'string' || !key.startsWith('design:')) return;
  for (const type of Array.isArray(noted) ? noted as readonly unknown[] : [noted]) {
    if (typeof type !== 'function' || stampOf(type) !== undefined || intrinsicPath(type) !== undefined || classPath(type) !== undefined) continue;
    notedOutside.add(type);
    notesOutside = true;
  }
}

/** The function of a name, if the program or a package has brought it. */
function find(name: string): Ask | undefined {
  const found = (Reflect as unknown as Record<string, unknown>)[name];
  return typeof found === 'function' ? found as Ask : undefined;
}

/** Lets the outside ask with what it sees of the program's objects. Called where it gets to see a class or prototype. */
export function adaptMetadata(objects: ObjectExport): void {
  const present = find('getMetadata');
  if (present === undefined || adapted.has(present)) return;
  for (const [name, position] of functions) {
    const answer = find(name);
    if (answer === undefined) continue;
    const ask: Ask = (...args) => {
      const own = apply(answer, Reflect, args);
      const target = args[position];
      const program = isPrimitive(target) ? undefined : programOf.get(target as object);
      const keys = position === 0;
      if (program === undefined || (!keys && own !== undefined && own !== false)) return own;
      args[position] = program;
      const noted = askOutside(answer, args);
      if (keys) return [...new Set([...own as unknown[], ...noted as unknown[]])];
      return isPrimitive(noted) ? noted : shown(objects, program, name, args, noted as object);
    };
    defineProperty(ask, 'name', { value: name, configurable: true });
    defineProperty(ask, 'length', { value: answer.length, configurable: true });
    defineProperty(Reflect, name, { value: ask, writable: true, configurable: true });
    adapted.add(ask);
  }
}

/** Asks for the outside: classes of the program inherit from stand-ins, and walking up there is no crossing of the program's. */
function askOutside(answer: Ask, args: unknown[]): unknown {
  const before = enterOutside();
  try {
    return apply(answer, Reflect, args);
  } finally {
    restore(before);
  }
}

/** What the program noted, as the outside sees it. That the outside meets it is an entry, which a replay finds by names alone. */
function shown(objects: ObjectExport, program: object, name: string, [key, , property]: readonly unknown[], noted: object): unknown {
  const isNamed = typeof key === 'string' && (property === undefined || typeof property === 'string');
  if (!isNamed && !objects.isKnown(noted)) return undefined;
  findOutside(key, noted);
  return objects.part(program, property === undefined ? [name, key as string] : [name, key as string, property as string], noted);
}

/** In a replay: what the outside met by asking for it; undefined if it did not ask. */
export function metadataAt(object: object, key: unknown): unknown {
  if (!Array.isArray(key)) return undefined;
  const [name, noted, property] = key as unknown as NotedPart;
  const value = find(name)?.(...property === undefined ? [noted, object] : [noted, object, property]);
  findOutside(noted, value);
  return value;
}

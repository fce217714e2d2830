// Data of the outside that the program got and keeps, while recording: `const items = store.items`. It is the outside's own
// object, which the outside goes on changing. It is looked at again whenever the outside comes back by the object that gave it.
import { bytesOf, isBinary, type Binary } from './binary.js';
import { inProgram } from './crossing.js';
import { isContainer, partsWithin } from './data.js';
import { isFrozen } from './integrity.js';
import { enumerableKeys, getOwnPropertyDescriptor, isMap, isSet } from './natives.js';
import { isSlotted, slotContent } from './slots.js';

/** Objects that are looked at for one object of the outside, those given last, and values in all of them. */
const MOST_OBJECTS = 16;
const MOST_VALUES = 256;
/** Larger buffers are read and thrown away. */
const MOST_BYTES = 1_024;

const NONE: readonly object[] = [];

/** One object, as it was when it was looked at last. */
class Held {
  /** Properties of a usual object, one after another, are compared where they are: most data is such, and is looked at twice in a crossing. */
  readonly #usual: boolean;
  /** The bytes of a buffer, and what they were. */
  #bytes: Buffer | undefined;
  #copy: Buffer | undefined;

  constructor(readonly object: object, private content: readonly unknown[]) {
    this.#usual = isUsual(object);
    if (isBinary(object)) this.#copied(object);
  }

  #copied(object: Binary): void {
    this.#bytes = bytesOf(object);
    this.#copy = Buffer.from(this.#bytes);
  }

  /** Looks at the object again. Returns whether it has changed. */
  again(): boolean {
    const { object } = this;
    if (this.#copy !== undefined) return this.#bytesAgain(object as Binary);
    if (this.#usual && !isLong(object)) return this.#propertiesAgain(object);
    const now = contentOf(object);
    if (now === undefined || isSame(now, this.content)) return false;
    this.content = now;
    return true;
  }

  #bytesAgain(object: Binary): boolean {
    // Memory that was given away has no bytes, and a buffer of a length of its own may be another one.
    if (object.byteLength === this.#copy!.length && this.#copy!.equals(this.#bytes!)) return false;
    if (object.byteLength > MOST_BYTES) return false;
    this.#copied(object);
    return true;
  }

  #propertiesAgain(object: object): boolean {
    const keys = enumerableKeys(object);
    const content = this.content as unknown[];
    let changed = content.length !== 2 * keys.length;
    if (changed) content.length = 2 * keys.length;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      const value = inProgram(getOwnPropertyDescriptor(object, key)?.value);
      if (content[2 * i] === key && Object.is(content[2 * i + 1], value)) continue;
      content[2 * i] = key;
      content[2 * i + 1] = value;
      changed = true;
    }
    return changed;
  }
}

/** The data that one object of the outside gave last. */
export class HeldData {
  #held: Held[] = [];

  /** The program got data, and what that holds. */
  hold(data: object): void {
    const held = this.#held;
    for (let i = 0; i < held.length; i++) if (held[i]!.object === data) return;
    const parts = isContainer(data) ? partsWithin(data) : NONE;
    if (parts.length === 0) {
      // Most give one flat object: the parameters of a request, the row of a table.
      const content = isFrozen(data) ? undefined : contentOf(data);
      if (content === undefined || content.length > MOST_VALUES) return;
      held.push(new Held(data, content));
      if (held.length > MOST_OBJECTS) held.shift();
      return;
    }
    const given: Held[] = [];
    let left = MOST_VALUES;
    for (const object of [data, ...parts]) {
      const content = isFrozen(object) ? undefined : contentOf(object);
      if (content === undefined) continue;
      left -= content.length;
      if (given.length === MOST_OBJECTS || left < 0) break;
      given.push(new Held(object, content));
    }
    const kept = held.filter(({ object }) => !given.some((other) => other.object === object));
    this.#held = [...kept, ...given].slice(-MOST_OBJECTS);
  }

  /** The outside is about to run: what changed so far, the program changed. */
  leave(): void {
    const held = this.#held;
    for (let i = 0; i < held.length; i++) held[i]!.again();
  }

  /** What changed since. What the program has put a function into may be data again. */
  changed(): readonly object[] {
    const held = this.#held;
    let changed: object[] | undefined;
    for (let i = 0; i < held.length; i++) if (held[i]!.again()) (changed ??= []).push(held[i]!.object);
    if (changed === undefined) return NONE;
    for (const object of changed) for (const part of isContainer(object) ? partsWithin(object) : []) this.hold(part);
    return changed;
  }
}

/** Values of data that is looked at whenever the program uses it: a list or table that is filled later begins small. */
const FEW_VALUES = 32;

/** What to compare of an object that the program imports by name, which a package may fill in its own time; undefined if it is not data, or too much. */
export function importedContent(object: object): readonly unknown[] | undefined {
  const content = (isContainer(object) || isBinary(object)) && !isFrozen(object) ? contentOf(object) : undefined;
  return content !== undefined && content.length <= FEW_VALUES ? content : undefined;
}

/** Whether there is something else now. */
export function isChanged(object: object, content: readonly unknown[]): boolean {
  return !isSame(contentOf(object) ?? NONE, content);
}

/** Whether all that can be written of an object are its properties. */
function isUsual(object: object): boolean {
  return !isBinary(object) && !isSlotted(object) && !isMap(object) && !isSet(object);
}

/** Whether of a list only the length and the last item are looked at. */
function isLong(object: object): boolean {
  return Array.isArray(object) && object.length > MOST_VALUES;
}

/** All that can be written of an object, one value after another; undefined if that is too much to look at. */
function contentOf(object: object): readonly unknown[] | undefined {
  if (isBinary(object)) {
    const bytes = bytesOf(object);
    return bytes.length > MOST_BYTES ? undefined : [bytes.toString('latin1')];
  }
  if (isSlotted(object)) return slotContent(object);
  if (isMap(object)) return object.size > MOST_VALUES ? [object.size] : [...object].flat().map(inProgram);
  if (isSet(object)) return object.size > MOST_VALUES ? [object.size] : [...object].map(inProgram);
  if (isLong(object)) return [(object as unknown[]).length, getOwnPropertyDescriptor(object, (object as unknown[]).length - 1)?.value];
  const content: unknown[] = [];
  for (const key of enumerableKeys(object)) content.push(key, inProgram(getOwnPropertyDescriptor(object, key)?.value));
  return content;
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}

// Data of the outside that the program got and keeps, while recording: `const items = store.items`. It is the outside's own
// object, which the outside goes on changing. It is looked at again whenever the outside comes back by the object that gave it.
import { bytesOf, isBinary } from './binary.js';
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

interface Held { readonly object: object; content: readonly unknown[] }

/** The data that one object of the outside gave last. */
export class HeldData {
  #held: Held[] = [];

  /** The program got data, and what that holds. */
  hold(data: object): void {
    const held = this.#held;
    for (let i = 0; i < held.length; i++) if (held[i]!.object === data) return;
    const parts = isContainer(data) ? partsWithin(data) : NONE;
    if (held.length === 0 && parts.length === 0) {
      // Most givers give one flat object: the parameters of a request.
      const content = isFrozen(data) ? undefined : contentOf(data);
      if (content !== undefined && content.length <= MOST_VALUES) held.push({ object: data, content });
      return;
    }
    const given: Held[] = [];
    let left = MOST_VALUES;
    for (const object of [data, ...parts]) {
      const content = isFrozen(object) ? undefined : contentOf(object);
      if (content === undefined) continue;
      left -= content.length;
      if (given.length === MOST_OBJECTS || left < 0) break;
      given.push({ object, content });
    }
    const kept = held.filter(({ object }) => !given.some((other) => other.object === object));
    this.#held = [...kept, ...given].slice(-MOST_OBJECTS);
  }

  /** The outside is about to run: what changed so far, the program changed. */
  leave(): void {
    for (const held of this.#held) held.content = contentOf(held.object) ?? held.content;
  }

  /** What changed since. What the program has put a function into may be data again. */
  changed(): readonly object[] {
    const changed: object[] = [];
    for (const held of this.#held) {
      const now = contentOf(held.object);
      if (now === undefined || isSame(now, held.content)) continue;
      held.content = now;
      changed.push(held.object);
    }
    if (changed.length === 0) return changed;
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

/** All that can be written of an object, one value after another; undefined if that is too much to look at. */
function contentOf(object: object): readonly unknown[] | undefined {
  if (isBinary(object)) {
    const bytes = bytesOf(object);
    return bytes.length > MOST_BYTES ? undefined : [bytes.toString('latin1')];
  }
  if (isSlotted(object)) return slotContent(object);
  if (isMap(object)) return object.size > MOST_VALUES ? [object.size] : [...object].flat().map(inProgram);
  if (isSet(object)) return object.size > MOST_VALUES ? [object.size] : [...object].map(inProgram);
  if (Array.isArray(object) && object.length > MOST_VALUES) return [object.length, getOwnPropertyDescriptor(object, object.length - 1)?.value];
  const content: unknown[] = [];
  for (const key of enumerableKeys(object)) content.push(key, inProgram(getOwnPropertyDescriptor(object, key)?.value));
  return content;
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}

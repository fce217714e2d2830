// What the program puts on its console: packages find it there, and what the program had before goes on printing by the host's.
import { Operation } from '../../recording/entry.js';
import type { Standin } from '../identity.js';
import { defineProperty } from '../natives.js';
import { isOutside, side } from '../side.js';
import type { Engine } from './leaf.js';

/** Methods that print by others of the same console. */
const CALLING: ReadonlySet<string> = new Set(['assert', 'count', 'countReset', 'dirxml', 'group', 'groupCollapsed', 'table', 'timeEnd', 'timeLog', 'trace']);

let shared = true;

/** Whether a method of the console prints by others. */
export function callsOthers(name: string): boolean {
  return CALLING.has(name);
}

/** In a replay of a recording without the feature `console-methods`: what the program puts on its console is its own. */
export function keepConsoleApart(): void {
  shared = false;
}

/** The methods of one console, as packages have them. */
export class ConsoleChanges {
  /** What packages had where the program has put something since. */
  readonly #before = new Map<PropertyKey, unknown>();
  /** Names of the methods that the program's console came with. */
  readonly #names = new WeakMap<object, string>();
  readonly #native: Record<PropertyKey, unknown>;

  /** @param standin - for the entries */
  constructor(private readonly engine: Engine, private readonly standin: Standin) {
    this.#native = standin.real as Record<PropertyKey, unknown>;
  }

  /** A method that the program's console comes with. */
  name(method: object, name: string): void {
    this.#names.set(method, name);
  }

  /** What such a method prints by: not by what the program has put in its place, which may call it. */
  current(name: string): unknown {
    return this.#before.size !== 0 && this.#before.has(name) ? this.#before.get(name) : this.#native[name];
  }

  /** Whether a method may call what the program has put in the place of another one. */
  reaches(name: string): boolean {
    return this.#before.size !== 0 && callsOthers(name);
  }

  /** The program's console, where these methods are. */
  watched(shown: object): object {
    return new Proxy(shown, {
      defineProperty: (target, key, descriptor) => {
        const done = defineProperty(target, key, descriptor);
        if (done && shared && 'value' in descriptor && !(side.state !== 0 && isOutside())) this.#put(key, descriptor.value);
        return done;
      },
    });
  }

  #put(key: PropertyKey, value: unknown): void {
    const native = this.#native;
    const now = native[key];
    this.engine.crossings.cross(Operation.Set, this.standin, key, undefined, [value], true);
    // In a replay nobody else finds it.
    if (this.engine.replaying) return;
    if (!this.#before.has(key)) this.#before.set(key, now);
    const name = this.#names.get(value as object);
    if (name === undefined) return;
    native[key] = this.current(name);
    if (name === key) this.#before.delete(key);
  }
}

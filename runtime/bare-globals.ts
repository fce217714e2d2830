// Globals that are no roots and that packages add or replace, while recording: the program names them without a hook (`app` for
// `globalThis.app`, `queueMicrotask`), and is to find stand-ins there, as a replay will. See shared-globals.ts.
import { isReplaced, setByProgram } from './global-replacements.js';
import { enumerableKeys, getOwnPropertyDescriptor } from './natives.js';
import { Runner } from './open-crossings.js';
import type { Recorder } from './recorder.js';
import { putGlobal, REPLACED, share, sharedAt } from './shared-globals.js';

/**
 * How often is looked when the program goes on: packages add what they add when they are loaded or set up. A look at the names that are
 * listed takes three microseconds, at all of them twenty.
 */
const LOOKS = 200;

/** Finds them where the outside has run. */
export class BareGlobals {
  readonly #recorder: Recorder;
  readonly #replacedBy: (name: string, value: unknown) => unknown;
  /** Those that the outside has added. */
  readonly #added = new Set<string>();
  #names = new Set<string>();
  /** The host's own. */
  readonly #genuine = new Map<string, unknown>();
  /** What else is there for one of these. */
  readonly #known = new Map<string, unknown>();
  looks = 0;

  /** @param replacedBy - makes the entry, and gives what the program sees */
  constructor(recorder: Recorder, replacedBy: (name: string, value: unknown) => unknown) {
    this.#recorder = recorder;
    this.#replacedBy = replacedBy;
  }

  /** What there is now is the host's. */
  begin(): void {
    this.#names = new Set(enumerableKeys(globalThis));
    for (const name of REPLACED) this.#genuine.set(name, getOwnPropertyDescriptor(globalThis, name)?.value);
    this.looks = LOOKS;
  }

  /** The outside is about to run: what was added meanwhile the program added. */
  leave(): void {
    const names = enumerableKeys(globalThis);
    if (names.length === this.#names.size) return;
    for (const name of names) if (!this.#names.has(name)) setByProgram(name);
    this.#names = new Set(names);
  }

  /** The program is about to run: what was added meanwhile the outside added. */
  enter(): void {
    if (!this.#recorder.order.active) return;
    this.looks--;
    const names = enumerableKeys(globalThis);
    if (names.length !== this.#names.size) {
      for (const name of names) if (!this.#names.has(name)) this.#added.add(name);
      this.#names = new Set(names);
    }
    for (const name of this.#added) this.#look(name);
    for (const name of REPLACED) this.#lookAtHosts(name);
  }

  #look(name: string): void {
    if (sharedAt(name) !== undefined) return;
    const own = getOwnPropertyDescriptor(globalThis, name);
    if (own !== undefined && !('value' in own) || !isReplaced(name, own?.value)) return;
    this.#share(name, own?.value);
  }

  #lookAtHosts(name: string): void {
    if (sharedAt(name) !== undefined) return;
    const value: unknown = getOwnPropertyDescriptor(globalThis, name)?.value;
    const genuine = value === this.#genuine.get(name);
    if (genuine ? !this.#known.has(name) : this.#known.get(name) === value || typeof value !== 'function') return;
    if (!genuine) {
      this.#known.set(name, value);
      this.#share(name, value);
      return;
    }
    this.#known.delete(name);
    this.#replacedBy(name, undefined);
  }

  #share(name: string, outside: unknown): void {
    const recorder = this.#recorder;
    const program = this.#replacedBy(name, outside);
    if (program === outside) return;
    // A pure package within the program's turn finds what it has put there itself.
    share(name, { outside, program }, () => recorder.open.runner !== Runner.Outside && recorder.sites.isProgramStack(), (_name, value, byProgram) => {
      if (byProgram) setByProgram(name);
      putGlobal(name, value);
    });
  }
}

// In a replay: host globals that a package of the outside put something else in the place of, where the recording says so. The counterpart of
// `replaced-globals.ts`.
import { GLOBAL_ROOTS } from '../contract/globals.js';
import { isAddition, putAddition } from './additions.js';
import { isHosts, replace } from './global-replacements.js';
import { standinOf } from './identity.js';
import { deleteProperty, getOwnPropertyDescriptor, isPrimitive } from './natives.js';
import { isGenuine } from './roots.js';
import { putGlobal, REPLACED, share, sharedAt } from './shared-globals.js';

/** Globals as the outside of the recorded run had them. */
export class ReplayedGlobals {
  /** Functions of the host that packages replace. */
  readonly #hosts = new Map<string, unknown>(REPLACED.map((name) => [name, getOwnPropertyDescriptor(globalThis, name)?.value]));
  /** What pure packages have put there in this process: they run in a replay, and go on with what is theirs (zod's `__zod_globalConfig`). */
  readonly #live = new Map<string, unknown>();

  /**
   * @param sharesGlobals - whether the recording has what packages put on globalThis, see the feature `shared-globals`
   * @param isProgram - whether it is the program that asks, or a pure package
   */
  constructor(readonly sharesGlobals: boolean, private readonly isProgram: () => boolean) {}

  /** @param shown - what the program finds from now on; undefined if the global was deleted */
  replaced(name: string, shown: unknown): void {
    if (isAddition(name)) return putAddition(name, shown, this.isProgram);
    if (this.sharesGlobals && !GLOBAL_ROOTS.has(name)) this.#bareGlobal(name, shown);
    replace(name, !isPrimitive(shown) && isGenuine(name, standinOf.get(shown as object)?.real) ? undefined : { real: undefined, shown });
  }

  /** One that the program may name without a hook. */
  #bareGlobal(name: string, shown: unknown): void {
    if (isHosts(name)) putGlobal(name, shown === undefined ? this.#hosts.get(name) : shown);
    else if (shown === undefined) {
      this.#live.delete(name);
      deleteProperty(globalThis, name);
    } else {
      const there = sharedAt(name) === undefined ? getOwnPropertyDescriptor(globalThis, name) : undefined;
      if (there !== undefined) this.#live.set(name, there.value);
      this.#share(name, shown);
    }
  }

  #share(name: string, shown: unknown): void {
    // A pure package that has put nothing there, but would if it found nothing, is not to take the stand-in for its own.
    const foreign = !isPrimitive(shown) && standinOf.has(shown as object);
    share(name, { outside: this.#live.has(name) ? this.#live.get(name) : foreign ? undefined : shown, program: shown }, this.isProgram, (_name, value, byProgram) => {
      if (byProgram) return putGlobal(name, value);
      this.#live.set(name, value);
      this.#share(name, shown);
    });
  }
}

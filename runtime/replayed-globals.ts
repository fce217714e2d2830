// In a replay: host globals that a package of the outside put something else in the place of, where the recording says so. The counterpart of
// `replaced-globals.ts`.
import { GLOBAL_ROOTS } from '../contract/globals.js';
import { isHosts, replace } from './global-replacements.js';
import { standinOf } from './identity.js';
import { deleteProperty, getOwnPropertyDescriptor, isPrimitive } from './natives.js';
import { isGenuine } from './roots.js';
import { putGlobal, REPLACED } from './shared-globals.js';

/** Globals as the outside of the recorded run had them. */
export class ReplayedGlobals {
  /** Functions of the host that packages replace. */
  readonly #hosts = new Map<string, unknown>(REPLACED.map((name) => [name, getOwnPropertyDescriptor(globalThis, name)?.value]));

  /** @param sharesGlobals - whether the recording has what packages put on globalThis, see the feature `shared-globals` */
  constructor(readonly sharesGlobals: boolean) {}

  /** @param shown - what the program finds from now on; undefined if the global was deleted */
  replaced(name: string, shown: unknown): void {
    if (this.sharesGlobals && !GLOBAL_ROOTS.has(name)) this.#bareGlobal(name, shown);
    replace(name, !isPrimitive(shown) && isGenuine(name, standinOf.get(shown as object)?.real) ? undefined : { real: undefined, shown });
  }

  /** One that the program may name without a hook. */
  #bareGlobal(name: string, shown: unknown): void {
    if (shown !== undefined) putGlobal(name, shown);
    else if (isHosts(name)) putGlobal(name, this.#hosts.get(name));
    else deleteProperty(globalThis, name);
  }
}

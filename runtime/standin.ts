// Stand-ins: what the program holds of outside objects with behaviour. What becomes of their use is up to their handler.
import { HandleFlag } from '../recording/value.js';
import { shownOf, standinOf, type Standin } from './identity.js';
import { copiesArguments } from './leaves.js';
import type { Crosser } from './crosser.js';
import { StandinHandler } from './standin-handler.js';
import { hasPrototype, standinTarget } from './standin-targets.js';
import { meetsThenable } from './thenables.js';

/** Registers what was made elsewhere as the stand-in of a root. */
export function specialStandin(path: string, real: object, shown: object, name = nameAt(path)): Standin {
  const standin: Standin = { id: 0, path, real, flags: typeof shown === 'function' ? HandleFlag.Callable : 0, shape: 0, shown, name, copies: false, sites: undefined, shared: false, imported: false };
  standinOf.set(shown, standin);
  shownOf.set(real, shown);
  return standin;
}

/** What a root has behind one that {@link specialStandin} registers: for uses of it that are entries like those of any other. */
export function genericStandin(crosser: Crosser, path: string, real: object): Standin {
  // The root's own object is known by the special one.
  return Object.assign(makeStandin(crosser, 0, path, undefined, HandleFlag.Callable, undefined, nameAt(path)), { real });
}

/** The last name of a root's path, for people. */
function nameAt(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** Makes the stand-in of a root. */
export function makeRoot(crosser: Crosser, path: string, real: object): Standin {
  return makeStandin(crosser, 0, path, real, typeof real === 'function' ? HandleFlag.Callable : 0, undefined, nameAt(path));
}

/**
 * Makes a stand-in.
 *
 * @param crosser - what records or replays its use
 * @param id - number in the recording; 0 for a root that it has not named
 * @param path - of a root; undefined for a handle
 * @param real - the outside's object; undefined for handles in a replay
 * @param flags - {@link HandleFlag}s
 * @param prototype - the program's own, of an object that the outside made with a class of the program
 * @param name - for people
 * @param shape - number of the prototype whose methods it shares with other handles; 0 for none
 */
export function makeStandin(crosser: Crosser, id: number, path: string | undefined, real: object | undefined, flags: number, prototype: object | undefined, name: string, shape = 0): Standin {
  const handler = new StandinHandler(crosser, prototype, path !== undefined);
  if (real !== undefined && path !== undefined && hasPrototype(real)) flags |= HandleFlag.Constructor;
  if ((flags & HandleFlag.Thenable) !== 0) meetsThenable();
  const shown = new Proxy(standinTarget(flags), handler);
  const standin: Standin = { id, path, real, flags, shape, shown, name, copies: copiesArguments(name, path), sites: undefined, shared: false, imported: false };
  handler.standin = standin;
  standinOf.set(shown, standin);
  if (real !== undefined) shownOf.set(real, shown);
  return standin;
}

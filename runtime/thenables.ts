// Stand-ins with a `then`. The engine asks for it whenever a promise is resolved with one, reprise's own promises too, for
// which the outside's have been asked already.
import { HandleFlag } from '../recording/value.js';
import { standinOf, type Standin } from './identity.js';
import { isPrimitive } from './natives.js';

let any = false;
let settled: Standin | undefined;

/** There is a stand-in that may have a `then`. */
export function meetsThenable(): void {
  any = true;
}

/** A value that a promise of reprise's own is resolved with next, as the outside's was. */
export function settlesWith(value: unknown): unknown {
  if (any && !isPrimitive(value)) settled = standinOf.get(value as object);
  return value;
}

/** Whether there may be a `then`, and it is for the program that the engine asks. */
export function asksForThen(standin: Standin): boolean {
  if ((standin.flags & HandleFlag.Thenable) === 0) return false;
  const asks = settled !== standin;
  settled = undefined;
  return asks;
}

// Errors that a crossing throws on to the program. Of one that nobody catches Node would print the line of reprise that threw it.
import { isPrimitive } from './natives.js';

let last: unknown;

/** What a crossing is about to throw, which is given back. */
export function throwsOn(error: unknown): unknown {
  return last = error;
}

/** Whether this is what a crossing threw last. */
export function isThrownOn(error: unknown): boolean {
  return error === last && !isPrimitive(error);
}

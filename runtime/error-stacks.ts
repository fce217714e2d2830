// Stacks of errors on their way in. V8 makes the text when it is first read, and asks the error for its name: where the
// program's class extends one of the outside, that may be a getter of the program. It cannot be a call-in, since the
// error that it is called on is only just coming in, and it must not run while the error's entry is being written.
import { get, getOwnPropertyDescriptor, isNativeError, isPrimitive, ownKeys } from './natives.js';
import { hasMirrors } from './mirrors.js';
import { runUnrecorded } from './side.js';

/** Has the stack of an error made, and of those that are its properties (`cause`, `errors`), if that may run code of the program. */
export function makeStacks(value: unknown): void {
  if (hasMirrors() && !isPrimitive(value)) make(value as object, new Set());
}

/** Who formats stacks if the program does not: reprise, in a run that is recorded or replayed. */
let formatter: typeof Error.prepareStackTrace;

/** Stacks are formatted by reprise from here on; another one is the program's, and may do anything for it. */
export function noteStackFormatter(): void {
  formatter = Error.prepareStackTrace;
}

/** In the middle of an entry: has the stack of an error made that is about to be read, if the program has its own way to print stacks. */
export function makeStack(error: object): void {
  if (Error.prepareStackTrace !== formatter) runUnrecorded(() => { get(error, 'stack'); });
}

function make(value: object, seen: Set<object>): void {
  if (!isNativeError(value) || seen.has(value)) return;
  seen.add(value);
  runUnrecorded(() => { get(value, 'stack'); });
  for (const key of ownKeys(value)) {
    const part: unknown = getOwnPropertyDescriptor(value, key)?.value;
    for (const error of Array.isArray(part) ? part : [part]) if (!isPrimitive(error)) make(error as object, seen);
  }
}

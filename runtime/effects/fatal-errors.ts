// Errors of the outside that end the process. Node prints them by what they are; the program has copies, which lack the
// class, and stand-ins in the place of what they hold. While recording they are given that back, and what Node prints is
// recorded: a replay has nothing to print it from.
import { Kind } from '../../recording/entry.js';
import { originalOf, shownOf, standinOf } from '../identity.js';
import { defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, hasHostStack, isNativeError, isPrimitive, ownKeys, setPrototypeOf } from '../natives.js';
import type { Recorder } from '../recorder.js';
import type { SequenceEntry } from '../replay-log.js';
import type { Replayer } from '../replayer.js';
import { firstFrame, withoutFrames } from '../stack-text.js';

const METHOD = 'uncaught';
/** In the place of the descriptor, where the error is the program's own: its stack, whose last frames are the outside's. */
const FRAMES = 2;
/** Items of a list of errors that are looked at: Node prints a hundred. */
const MOST_PARTS = 100;
const { isArray } = Array;

/** Exit code of Node for an error that a listener of `uncaughtException` throws. */
export const EXIT_LISTENER_THREW = 7;

/**
 * Runs these listeners. What one throws ends the process at once: nobody is asked, and no exit listener runs.
 *
 * @param threw - called then; the error goes on from where it was thrown
 */
export function listening(run: () => boolean, threw: () => void): boolean {
  let returned = false;
  try {
    const heard = run();
    returned = true;
    return heard;
  } finally {
    if (!returned) threw();
  }
}

/** Gives an error, its causes and the errors in it what belongs to the outside; true if there was any. */
function giveBack(error: object, seen: Set<object>): boolean {
  if (seen.has(error)) return false;
  seen.add(error);
  const original = originalOf.get(error);
  if (original !== undefined) setPrototypeOf(error, getPrototypeOf(original));
  let changed = original !== undefined;
  for (const key of new Set([...ownKeys(error), ...original === undefined ? [] : ownKeys(original)])) {
    const own = getOwnPropertyDescriptor(original ?? error, key);
    const value: unknown = own?.value;
    if (original !== undefined && own !== undefined && key !== 'stack') defineProperty(error, key, own);
    if (isPrimitive(value)) continue;
    const { real } = standinOf.get(value as object) ?? {};
    if (real !== undefined) changed = defineProperty(error, key, { ...own, value: real }) || changed;
    else if (isNativeError(value)) changed = giveBack(value, seen) || changed;
  }
  return changed;
}

/** An error that ends the process, as Node prints it. */
export function fatalText(error: object, colors: boolean): string {
  const { inspect } = require('node:util') as typeof import('node:util');
  return inspect(error, { colors, customInspect: false, depth: Math.max(inspect.defaultOptions.depth ?? 2, 5) });
}

/**
 * While recording: an error is about to end the process.
 *
 * @param outsides - the outside threw it in its own time
 */
export function recordFatal(recorder: Recorder, error: unknown, outsides: boolean): void {
  if (!isNativeError(error)) return;
  // A rejection that nobody catches arrives as the outside's own error.
  if (!outsides && !shownOf.has(error) && !giveBack(error, new Set())) {
    for (const stack of printed(error).values()) recorder.note((writer) => { writer.console(0, METHOD, FRAMES, stack); });
    return;
  }
  const text = fatalText(error, false);
  recorder.note((writer) => { writer.console(0, METHOD, 0, text); });
}

/** The stacks that Node prints of an error: its own, its cause's, those of its parts. */
function printed(error: Error, found: Map<Error, string> = new Map(), seen: Set<Error> = new Set()): Map<Error, string> {
  if (seen.has(error)) return found;
  seen.add(error);
  const stack = ownStack(error);
  if (stack !== undefined) found.set(error, stack);
  for (const key of ownKeys(error)) {
    const value: unknown = key === 'stack' ? undefined : getOwnPropertyDescriptor(error, key)?.value;
    for (const part of isArray(value) ? value.slice(0, MOST_PARTS) as unknown[] : [value]) if (isNativeError(part)) printed(part, found, seen);
  }
  return found;
}

/** The stack that Node will print, if it has frames, and no accessor of the program gives it. */
function ownStack(error: Error): string | undefined {
  const stack: unknown = hasHostStack(error) ? error.stack : undefined;
  return typeof stack === 'string' && firstFrame(stack) !== undefined ? stack : undefined;
}

/** In a replay: whether an entry is an error of the outside's that ends the process. */
export function isFatal(entry: SequenceEntry): boolean {
  return entry.kind === Kind.Console && entry.fd === 0 && entry.method === METHOD;
}

/** In a replay: whether an entry is the stack of an error of the program that ends the process. */
export function isOwnFatal(entry: SequenceEntry): boolean {
  return entry.kind === Kind.Console && entry.fd === FRAMES && entry.method === METHOD;
}

/** In a replay: an error of the program has the recorded frames, where these are of the same program at the same place. */
function replayFrames(replayer: Replayer, error: Error): void {
  const stacks = [...printed(error)];
  for (;;) {
    const entry = replayer.order.next;
    if (entry?.kind !== Kind.Console || !isOwnFatal(entry)) return;
    replayer.order.advance();
    const [one, stack = ''] = stacks.shift() ?? [];
    if (one !== undefined && withoutFrames(stack) === withoutFrames(entry.text) && firstFrame(stack) === firstFrame(entry.text)) defineProperty(one, 'stack', { value: entry.text, writable: true, configurable: true });
  }
}

/** In a replay: likewise. The error becomes one that Node prints as that text: of no class of its own, with it as its stack. */
export function replayFatal(replayer: Replayer, error: unknown): void {
  if (!isNativeError(error)) return;
  replayer.due();
  const entry = replayer.order.next;
  if (entry?.kind !== Kind.Console) return;
  if (isOwnFatal(entry)) return replayFrames(replayer, error);
  if (!isFatal(entry)) return;
  replayer.order.advance();
  setPrototypeOf(error, Error.prototype);
  for (const key of ownKeys(error)) deleteProperty(error, key);
  // Where there are no frames, Node adds the brackets.
  defineProperty(error, 'stack', { value: entry.text.includes('\n    at') ? entry.text : entry.text.replace(/^\[([^]*)\]$/, '$1'), configurable: true });
}

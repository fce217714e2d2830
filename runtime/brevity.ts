// Whether an annotated function can leave something for later: code that goes on when the function has returned. Most
// synchronous ones cannot, and are as cheap as reading a clock. In doubt a function can; one that was taken for brief
// and is not shows it when it awaits, or refers to the outside.
import { nativeText } from './function-text.js';
import { apply, getPrototypeOf } from './natives.js';

const plainFunction = Function.prototype;
const known = new WeakMap<object, boolean>();

/** Functions within it may be called later, and these words are about what comes later. */
const LATER = /\b(?:async|await|yield|then|Promise|queueMicrotask|class)\b/;
const NESTED = /=>|\bfunction\b/g;

/**
 * Whether a function seems to leave nothing for later.
 *
 * @param as - what it is the same code as: functions made by one piece of code are asked once
 */
export function isBrief(fn: Function, as: object): boolean {
  let brief = known.get(as);
  if (brief === undefined) known.set(as, brief = seemsBrief(fn));
  return brief;
}

function seemsBrief(fn: Function): boolean {
  if (getPrototypeOf(fn) !== plainFunction) return false;
  const text = apply(nativeText, fn, []) as string;
  return !LATER.test(text) && (text.match(NESTED)?.length ?? 0) <= 1;
}

/** Globals that only give values: to refer to them is no sign of anything that comes later. */
const VALUES: ReadonlySet<string> = new Set(['Date', 'Math', 'Intl', 'console']);

/** Whether a reference to a root is such a sign. */
export function isLastingReference(kind: 'g' | 'i', name: string): boolean {
  return kind === 'i' || !VALUES.has(name);
}

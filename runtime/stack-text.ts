// Stacks as text. Frames below a call-in are the outside's, and a replay has no outside: where texts are compared, they
// are compared without their frames.

/** Frames, also where a text was quoted as JSON. */
const FRAMES = /(?:\r?\n|\\n)[ \t]+at [^\n"\\]*(?:\\\\[^\n"\\]*)*/g;

/** The end of a line within a string that is formatted in several. */
const QUOTED_END = /\\n(['"`]) \+\n[ \t]*\1/g;

/** A text without the frames of the stacks in it. */
export function withoutFrames(text: string): string {
  return text.includes('    at ') ? text.replace(FRAMES, '') : text;
}

/** {@link withoutFrames} of a text in which the host may have formatted stacks as strings. */
export function withoutQuotedFrames(text: string): string {
  return text.includes('    at ') ? withoutFrames(text.replace(QUOTED_END, '\\n')) : text;
}

/** The line of a stack's innermost frame; undefined if there is none. */
export function firstFrame(stack: string): string | undefined {
  const start = stack.indexOf('\n    at ');
  return start < 0 ? undefined : stack.slice(start + 1).split('\n', 1)[0];
}

// Stacks as text. Frames below a call-in are the outside's, and a replay has no outside: where texts are compared, they
// are compared without their frames.

/** Frames, also where a text was quoted as JSON. */
const FRAMES = /(?:\r?\n|\\n)[ \t]+at [^\n"\\]*(?:\\\\[^\n"\\]*)*/g;

/** A text without the frames of the stacks in it. */
export function withoutFrames(text: string): string {
  return text.includes('    at ') ? text.replace(FRAMES, '') : text;
}

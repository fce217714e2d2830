// Differences in the compiler's own cases that are known, and why they are as they are.

const EXCEPTIONS = [];

/** The reason of a difference, or undefined. */
export function knownDifference(name, printer, different) {
  return EXCEPTIONS.find(({ applies }) => applies(name, printer, different))?.reason;
}

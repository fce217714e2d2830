// Differences in the compiler's own cases that are known, and why they are as they are.

const EXCEPTIONS = [
  {
    // The compiler asks the variable around the class, which it finds for nodes of its own only.
    reason: 'helper variables that the compiler makes for private members of a class expression lack the name of its variable',
    applies: (_name, printer, different) => printer === 'tree' && /(_\w+) function \1 .* → .* \1 cannot be read: ReferenceError/.test(different),
  },
];

/** The reason of a difference, or undefined. */
export function knownDifference(name, printer, different) {
  return EXCEPTIONS.find(({ applies }) => applies(name, printer, different))?.reason;
}

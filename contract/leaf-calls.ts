// Leaf calls: without arguments, of functions that only read a clock or draw a random number. They take tens of
// nanoseconds, so emitted code makes them itself, where the engine can inline them.

/**
 * By root, the members that lead from it to a leaf. Roots are written as slots name them: a global, a module, an export of a
 * module, which may be a leaf itself.
 */
export const LEAF_CALLS: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  Math: ['random'],
  performance: ['now'],
  process: ['hrtime', 'bigint'],
  'node:perf_hooks.performance': ['now'],
  'node:process': ['hrtime', 'bigint'],
  'node:process.hrtime': ['bigint'],
  'node:crypto': ['randomUUID'],
  'node:crypto.randomUUID': [],
};

/** Roots that read a clock when they are constructed without arguments. */
export const LEAF_CLASSES: ReadonlySet<string> = new Set(['Date']);

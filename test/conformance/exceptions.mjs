// Differences that are known: which runs they concern, and why they are as they are. docs/conformance.md repeats them for readers.

/**
 * Each with `applies(name, run)`, where a run has `mode`, `printer`, `expected` (how the test ends without the
 * transformer) and `actual`, and with a `reason`.
 */
export const EXCEPTIONS = [];

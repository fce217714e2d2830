// Differences that are known: which runs they concern, and why they are as they are.

/**
 * Each with `applies(name, run)`, where a run has `mode`, `printer`, `expected` (how the test ends without the
 * transformer) and `actual`, and with a `reason`.
 */
export const EXCEPTIONS = [
  {
    // The tree printer never meets them: the compiler that it stands in does not read them either.
    reason: 'TypeScript\'s parser, which makes the plans, does not read the test; instrument() refuses it and names the place',
    applies: (_name, { printer, actual }) => printer === 'text' && /RepriseError: reprise: .* cannot be instrumented: /.test(actual),
  },
];

// Figures as a table.

/** The median; NaN where there are no values. */
export function median(values) {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function time(nanoseconds) {
  if (Number.isNaN(nanoseconds)) return '–';
  if (nanoseconds < 1e4) return `${nanoseconds.toFixed(nanoseconds < 100 ? 1 : 0)} ns`;
  return nanoseconds < 1e6 ? `${(nanoseconds / 1e3).toFixed(1)} µs` : `${(nanoseconds / 1e6).toFixed(0)} ms`;
}

function against(value, plain, bar) {
  if (Number.isNaN(value)) return '–';
  const ratio = `×${(value / plain).toFixed(2)}`;
  if (bar === undefined) return ratio;
  return `${ratio} ${value / plain <= bar ? '≤' : '> bar'} ${bar}`;
}

/**
 * Prints the medians of a workload.
 * @param taken figures by variant, one object a round
 * @param barOf the bar of a figure in a variant, if it has one
 */
export function print(workload, rounds, taken, barOf) {
  const variants = Object.keys(taken);
  const header = ['', ...variants, ...variants.slice(1).map((variant) => `${variant} / plain`)];
  const rows = Object.keys(taken.plain[0]).map((name) => {
    const medians = Object.fromEntries(variants.map((variant) => [variant, median(taken[variant].map((figures) => figures[name]))]));
    const ratios = variants.slice(1).map((variant) => against(medians[variant], medians.plain, barOf(name, variant, workload)));
    return [name, ...variants.map((variant) => time(medians[variant])), ...ratios];
  });
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  console.log(`\n${workload} (CPU time unless said, median of ${rounds} rounds)`);
  for (const row of [header, ...rows]) {
    console.log(`  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('   ')}`.trimEnd());
  }
}

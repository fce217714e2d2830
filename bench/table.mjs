// Figures as a table.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function time(nanoseconds) {
  if (nanoseconds < 1e4) return `${nanoseconds.toFixed(nanoseconds < 100 ? 1 : 0)} ns`;
  return nanoseconds < 1e6 ? `${(nanoseconds / 1e3).toFixed(1)} µs` : `${(nanoseconds / 1e6).toFixed(0)} ms`;
}

function against(value, plain, bar) {
  const ratio = `×${(value / plain).toFixed(2)}`;
  if (bar === undefined) return ratio;
  return `${ratio} ${value / plain <= bar ? '≤' : '> bar'} ${bar}`;
}

/**
 * Prints the medians of a workload.
 * @param taken figures by variant, one object a round
 * @param recordBars bars of the recorded figures by name
 * @param otherBars bars of the variants `off` and `replay`
 */
export function print(workload, rounds, taken, recordBars, otherBars) {
  const variants = Object.keys(taken);
  const header = ['', ...variants, ...variants.slice(1).map((variant) => `${variant} / plain`)];
  const rows = Object.keys(taken.plain[0]).map((name) => {
    const medians = Object.fromEntries(variants.map((variant) => [variant, median(taken[variant].map((figures) => figures[name]))]));
    const ratios = variants.slice(1).map((variant) => against(medians[variant], medians.plain, variant === 'record' ? recordBars[name] : otherBars[variant]));
    return [name, ...variants.map((variant) => time(medians[variant])), ...ratios];
  });
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  console.log(`\n${workload} (CPU time, median of ${rounds} rounds)`);
  for (const row of [header, ...rows]) {
    console.log(`  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('   ')}`.trimEnd());
  }
}

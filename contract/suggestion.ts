// Which known name somebody meant.

/** The known name that is at most two edits away, if there is one. */
export function suggestion(name: string, known: readonly string[]): string | undefined {
  return known.find((each) => distance(name.toLowerCase(), each.toLowerCase()) <= 2);
}

/** Edit distance. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

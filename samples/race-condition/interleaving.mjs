// The cause of a lost update, read from what `reprise show --json` prints: the order of reads and writes.

/** One line for each time that account.ts got a balance from the file or wrote one. */
export function interleaving(entries) {
  const events = entries.map(balanceOf).filter((event) => event !== undefined);
  const lastWrite = events.findLastIndex(({ does }) => does === 'writes');
  const remarks = events.map(({ does, balance }, at) => {
    if (at === lastWrite) return '← computed from an old balance: the other deposit is lost';
    const before = events[at - 1];
    if (does === 'writes' || before === undefined) return '';
    if (before.does === 'reads') return '← the other deposit has read, but not written yet';
    return before.balance === balance ? '' : '← the other deposit is still being written';
  });
  return events.map(({ milliseconds, place, does, balance }, at) => `${String(milliseconds).padStart(4)} ms  ${place}  ${does.padEnd(6)} balance ${balance}  ${remarks[at]}`.trimEnd());
}

/** What an entry says of the balance: a read when its promise resolves, a write when it begins. */
function balanceOf({ file, line, operation, args, detail, milliseconds, kind }) {
  if (file === undefined || !file.endsWith('account.ts')) return undefined;
  const does = kind === 'Settlement' && /readFile/.test(operation) ? 'reads' : kind !== 'Settlement' && /writeFile/.test(operation) ? 'writes' : undefined;
  const found = /balance\W+(\d+)/.exec(does === 'writes' ? args ?? '' : detail);
  return does === undefined || found === null ? undefined : { milliseconds, place: `${file}:${line}`, does, balance: Number(found[1]) };
}

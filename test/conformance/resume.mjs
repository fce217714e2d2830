// A run that may be stopped: tests that the journal knows are not run again, and signs of life are given on the way.
import { Journal } from './journal.mjs';
import { runAll } from './pool.mjs';

/** Tests between two signs of life. */
const PROGRESS = 500;

/**
 * Runs the tests with these names.
 *
 * @param {{ worker: string, checkout: string, workers: string, journal?: string, noun: string, found: () => string }} run - `found` says what was
 * found so far
 * @param {(name: string, runs: unknown) => void} add - told of each test once, in this run or a run before
 */
export async function runResumed(names, { worker, checkout, workers, journal: file, noun, found }, add) {
  const journal = file === undefined ? undefined : new Journal(file);
  const before = journal?.ended() ?? new Map();
  const left = names.filter((name) => !before.has(name));
  for (const name of names) if (before.has(name)) add(name, before.get(name));
  let count = names.length - left.length;
  await runAll(worker, checkout, left, Number(workers), (name, runs) => {
    add(name, runs);
    journal?.add(name, runs);
    if (++count % PROGRESS === 0) process.stderr.write(process.stderr.isTTY ? `\r${count} of ${names.length} ${noun}` : `${count} of ${names.length} ${noun}, ${found()}\n`);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}

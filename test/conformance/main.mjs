// Runs test262, instrumented and not, and compares. docs/conformance.md says how and with what result.
//   npm run conformance -- CHECKOUT                         everything
//   npm run conformance -- CHECKOUT language/expressions    only these folders or tests, below test/
//   npm run conformance -- CHECKOUT --every 10              every tenth test
//   npm run conformance -- CHECKOUT --journal FILE       goes on where a run with this file was stopped
//   npm run conformance -- CHECKOUT --json FILE             writes every difference to a file, too
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Journal } from './journal.mjs';
import { runAll } from './pool.mjs';
import { Tally } from './tally.mjs';
import { SUBJECTS, testsOf } from './suite.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '1' }, workers: { type: 'string', default: '2' }, journal: { type: 'string' }, json: { type: 'string' } },
});
const [checkout, ...subjects] = positionals;
if (checkout === undefined) {
  console.error('usage: npm run conformance -- CHECKOUT [FOLDER|TEST …] [--every N] [--workers N] [--journal FILE] [--json FILE]\nCHECKOUT is a clone of https://github.com/tc39/test262.');
  process.exit(2);
}

/** Tests between two signs of life. */
const PROGRESS = 500;

const every = Number(values.every);
const names = testsOf(checkout, subjects.length > 0 ? subjects : SUBJECTS).filter((_, index) => index % every === 0);
const tally = new Tally();
const journal = values.journal === undefined ? undefined : new Journal(values.journal);
const before = journal?.ended() ?? new Map();
const left = names.filter((name) => !before.has(name));
for (const name of names) if (before.has(name)) tally.add(name, before.get(name));
let count = names.length - left.length;
await runAll('worker.mjs', checkout, left, Number(values.workers), (name, runs) => {
  tally.add(name, runs);
  journal?.add(name, runs);
  if (++count % PROGRESS === 0) process.stderr.write(process.stderr.isTTY ? `\r${count} of ${names.length} tests` : `${count} of ${names.length} tests, ${tally.unexplained} unexplained\n`);
});
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
tally.print(names.length);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(tally.differences, undefined, 1));
process.exitCode = tally.unexplained > 0 ? 1 : 0;

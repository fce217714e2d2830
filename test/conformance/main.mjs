// Runs test262, instrumented and not, and compares. docs/conformance.md says how and with what result.
//   npm run conformance -- CHECKOUT                         everything
//   npm run conformance -- CHECKOUT language/expressions    only these folders or tests, below test/
//   npm run conformance -- CHECKOUT --every 10              every tenth test
//   npm run conformance -- CHECKOUT --journal FILE       goes on where a run with this file was stopped
//   npm run conformance -- CHECKOUT --json FILE             writes every difference to a file, too
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runResumed } from './resume.mjs';
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

const every = Number(values.every);
const names = testsOf(checkout, subjects.length > 0 ? subjects : SUBJECTS).filter((_, index) => index % every === 0);
const tally = new Tally();
await runResumed(names, { ...values, worker: 'worker.mjs', checkout, noun: 'tests', found: () => `${tally.unexplained} unexplained` }, (name, runs) => { tally.add(name, runs); });
tally.print(names.length);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(tally.differences, undefined, 1));
process.exitCode = tally.unexplained > 0 ? 1 : 0;

// Runs the compiler's own cases: as the compiler emits them, and instrumented but off. docs/conformance.md says how.
//   npm run conformance:typescript -- CHECKOUT                        everything
//   npm run conformance:typescript -- CHECKOUT conformance/es2017     only these folders or cases, below tests/cases/
//   … --every N, --workers N, --journal FILE, --json FILE             as for npm run conformance
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runResumed } from './resume.mjs';
import { casesOf } from './typescript-cases.mjs';
import { knownDifference } from './typescript-exceptions.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '1' }, workers: { type: 'string', default: '2' }, journal: { type: 'string' }, json: { type: 'string' } },
});
const [checkout, ...subjects] = positionals;
if (checkout === undefined) {
  console.error('usage: npm run conformance:typescript -- CHECKOUT [FOLDER|CASE …] [--every N] [--workers N] [--journal FILE] [--json FILE]\nCHECKOUT is a clone of https://github.com/microsoft/TypeScript.');
  process.exit(2);
}

const every = Number(values.every);
const names = casesOf(checkout, subjects.length > 0 ? subjects : undefined).filter((_, index) => index % every === 0);
const found = { tree: counters(), text: counters() };
const differences = [];
await runResumed(names, { ...values, worker: 'typescript-worker.mjs', checkout, noun: 'cases', found: () => `${differences.length} different` }, add);

console.log(`${names.length} cases`);
for (const [printer, { left: leftOut, emitted, parsed, ran, threw, known, different }] of Object.entries(found)) {
  console.log(`${printer} printer: ${leftOut} left out, ${emitted + parsed + ran} emitted, ${parsed + ran} of them parsed, ${ran} of them run (${threw} throw there as well); ${known} known exceptions, ${different} others`);
}
for (const { name, printer, different, reason } of differences) console.log(`${name} (${printer})${reason === undefined ? '' : ` [${reason}]`}\n  ${different}`);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(differences, undefined, 1));
process.exitCode = found.tree.different + found.text.different > 0 ? 1 : 0;

function add(name, runs) {
  for (const { printer, reached, different, threw } of runs ?? [{ printer: 'tree', reached: 'ran', different: 'brought its process down' }]) {
    const counts = found[printer];
    counts[reached]++;
    if (threw) counts.threw++;
    if (different === undefined) continue;
    const reason = knownDifference(name, printer, different);
    counts[reason === undefined ? 'different' : 'known']++;
    differences.push({ name, printer, different, reason });
  }
}

function counters() {
  return { left: 0, emitted: 0, parsed: 0, ran: 0, threw: 0, known: 0, different: 0 };
}

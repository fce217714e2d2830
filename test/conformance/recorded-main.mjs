// Records and replays a sample of test262. docs/conformance.md says how and with what result.
//   npm run conformance:recorded -- CHECKOUT [FOLDER|TEST …] [--every N] [--workers N] [--json FILE]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { instrument } from './package.mjs';
import { isProgram, recordAndReplay } from './recorded.mjs';
import { readTest, SUBJECTS, testsOf } from './suite.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '40' }, workers: { type: 'string', default: '2' }, json: { type: 'string' } },
});
const [checkout, ...subjects] = positionals;
if (checkout === undefined) {
  console.error('usage: npm run conformance:recorded -- CHECKOUT [FOLDER|TEST …] [--every N] [--workers N] [--json FILE]');
  process.exit(2);
}

const counts = { runs: 0, passing: 0, recorded: 0, replayed: 0 };
const differences = [];
const names = testsOf(checkout, subjects.length > 0 ? subjects : SUBJECTS).filter((_, index) => index % Number(values.every) === 0);
let next = 0;
await Promise.all(Array.from({ length: Number(values.workers) }, work));
console.log(`${names.length} tests, ${counts.runs} runs, ${counts.passing} of which pass as programs of their own`);
console.log(`recorded: ${counts.recorded} as without; replayed: ${counts.replayed} as recorded, and faithful`);
for (const { name, mode, plain, recorded, replayed } of differences) console.log(`${name} (${mode})\n  plain:    ${plain}\n  recorded: ${recorded}\n  replayed: ${replayed}`);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ counts, differences }, undefined, 1));
process.exitCode = differences.length > 0 ? 1 : 0;

async function work() {
  while (next < names.length) {
    const test = readTest(checkout, names[next++]);
    for (const mode of test.modes) if (isProgram(test, mode) && isReadable(test, mode)) await judge(test, mode);
  }
}

/** What the instrumenter refuses is counted by the other runner. */
function isReadable(test, mode) {
  try {
    instrument(mode === 'strict' ? `"use strict";\n${test.text}` : test.text, { file: test.path, packageRoot: '/', format: mode === 'module' ? 'esm' : 'commonjs', sourceMap: false });
    return true;
  } catch {
    return false;
  }
}

async function judge(test, mode) {
  const outcome = await recordAndReplay(checkout, test, mode);
  counts.runs++;
  if (outcome.plain === 'pass') counts.passing++;
  const same = outcome.recorded === outcome.plain;
  if (same) counts.recorded++;
  const faithful = outcome.replayed === outcome.recorded;
  if (faithful) counts.replayed++;
  if (!same || !faithful) differences.push({ name: test.name, mode, ...outcome });
}

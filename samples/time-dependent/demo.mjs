// `npm run demo`: records the sample until a second ends at the wrong moment, replays that run, and replays another one, in
// which a month ended.
import { join } from 'node:path';
import { Demonstration, indented } from '../demonstration.mjs';

/** When the period was looked up, line by line. */
function lookups(entries) {
  return entries
    .filter(({ file, operation }) => file?.endsWith('period.ts') && operation === 'new Date')
    .map(({ file, line, detail }) => `${file}:${line}  reads the clock: ${new Date(Number(detail.slice('→ '.length))).toISOString()}`);
}

const demo = new Demonstration(import.meta.url, 'wrong period');

demo.build();

const recorded = demo.recordUntilFailure(['node', 'dist/main.js', 'second']);
console.log(`   run ${recorded.run} took sales into the wrong period, exit code ${recorded.code}:`);
console.log(indented(recorded.stdout));

demo.replayElsewhere(recorded, `it is ${new Date().toISOString()} by now`);

demo.step('where it comes from: npx reprise show --file period.ts');
for (const line of lookups(demo.entries())) console.log(`   ${line}`);

demo.step('replay what happened when January ended: npx reprise replay test/month-end.reprise');
const monthEnd = join(demo.folder, 'test', 'month-end.reprise');
const { code, stdout } = demo.replay(monthEnd);
console.log(indented(stdout));
console.log(`   exit code ${code}`);
for (const line of lookups(demo.entries(monthEnd))) console.log(`   ${line}`);

demo.end();

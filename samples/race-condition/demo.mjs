// `npm run demo`: records the sample until it loses an update, replays that run, and shows where the cause lies.
import { Demonstration, indented } from '../demonstration.mjs';
import { interleaving } from './interleaving.mjs';

const demo = new Demonstration(import.meta.url, 'lost update');

demo.build();

const recorded = demo.recordUntilFailure(['node', 'dist/main.js']);
console.log(`   run ${recorded.run} lost an update, exit code ${recorded.code}:`);
console.log(indented(recorded.stdout));

demo.replayElsewhere(recorded, 'the account file was deleted long ago');

demo.step('where it comes from: npx reprise show --file account.ts');
for (const line of interleaving(demo.entries())) console.log(`   ${line}`);

demo.end();

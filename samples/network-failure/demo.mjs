// `npm run demo`: records the client until a customer pays twice, stops the server, replays that run, and shows which attempt
// made the second charge.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Demonstration, indented } from '../demonstration.mjs';

/** The attempts to pay for an order: when, under which key, and what came of each. */
function attempts(entries, order) {
  const made = [];
  for (const [at, { operation, args, milliseconds, file, line }] of entries.entries()) {
    if (operation !== 'fetch' || !args?.includes(`\\"order\\":\\"${order}\\"`)) continue;
    const [, key] = /"idempotency-key": "(\w+)/.exec(args);
    const [promise] = /\[promise #\d+\]/.exec(entries.slice(at).find((entry) => entry.operation === 'return fetch').detail);
    const settled = entries.find(({ kind, detail }) => kind === 'Settlement' && detail.startsWith(promise));
    const [, response] = /Response #(\d+)/.exec(settled.detail) ?? [];
    const outcome = response === undefined
      ? settled.detail.slice(promise.length + 1).replace(/ at (segment|fresh|after).*$/, '')
      : `status ${entries.find((entry) => entry.operation === `get [handle #${response}].status`).detail.slice('→ '.length)}`;
    made.push({ milliseconds, place: `${file}:${line}`, key, after: settled.milliseconds, outcome });
  }
  return made;
}

const demo = new Demonstration(import.meta.url, 'double charge');

demo.build();

const server = spawn(process.execPath, ['server.mjs'], { cwd: demo.folder, stdio: ['ignore', 'pipe', 'inherit'] });
const [address] = await once(server.stdout, 'data');
const recorded = demo.recordUntilFailure(['node', 'dist/main.js'], { PAYMENT_SERVICE: String(address).trim() });
console.log(`   run ${recorded.run} charged twice, exit code ${recorded.code}:`);
console.log(indented(recorded.stdout));
server.kill();
await once(server, 'exit');

demo.replayElsewhere(recorded, 'the server is stopped');

demo.step('where it comes from: npx reprise show --file payment.ts');
for (const [, order] of recorded.stdout.matchAll(/order (\S+): .*charged \d+ times/g)) {
  console.log(`   order ${order}`);
  for (const { milliseconds, place, key, after, outcome } of attempts(demo.entries(), order)) {
    console.log(`   ${String(milliseconds).padStart(5)} ms  ${place}  posts with the key ${key}…  ${String(after).padStart(5)} ms  ${outcome}`);
  }
}

demo.end();

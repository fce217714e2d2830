// A cashier who is quick with the scanner: `node cashier.mjs COMMAND …` starts the till and types the lines of typed.txt. What
// is printed and the exit code are the till's.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const lines = readFileSync(new URL('typed.txt', import.meta.url), 'utf8').trimEnd().split('\n');
const [command, ...args] = process.argv.slice(2);
const till = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
till.stdout.pipe(process.stdout);
// The till may stop before the last line.
till.stdin.on('error', () => undefined);
const closed = once(till, 'close');

await Promise.race([once(till.stdout, 'data'), closed]);
for (const line of lines) {
  till.stdin.write(`${line}\n`);
  await sleep(30 + Math.random() * 80);
}
till.stdin.end();
const [code] = await closed;
process.exitCode = code ?? 1;

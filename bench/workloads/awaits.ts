// CPU time of one await of a promise from outside: one after another, and ten thousand at a time.
import { setImmediate as nextTurn } from 'node:timers/promises';

const AT_ONCE = 10_000;
const awaits = Number(process.env.N ?? 100_000);

async function nanoseconds(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / awaits;
}

async function oneAfterAnother(): Promise<void> {
  for (let i = 0; i < awaits; i++) await nextTurn(i);
}

async function atOnce(): Promise<void> {
  for (let done = 0; done < awaits; done += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => nextTurn(i)));
  }
}

async function main(): Promise<void> {
  const figures = { 'one after another': await nanoseconds(oneAfterAnother), '10,000 at once': await nanoseconds(atOnce) };
  process.stderr.write(`${JSON.stringify({ figures })}\n`);
}

void main();

// CPU time of one call of each hot source of non-determinism: the best of several rounds.
import { randomUUID } from 'node:crypto';

const ROUNDS = 5;
const calls = Number(process.env.N ?? 1_000_000);
let kept = 0;

function nanoseconds(work: (calls: number) => void): number {
  const before = process.cpuUsage();
  work(calls);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / calls;
}

const primitives: [name: string, work: (calls: number) => void][] = [
  ['Date.now', (n) => { for (let i = 0; i < n; i++) kept += Date.now(); }],
  ['Math.random', (n) => { for (let i = 0; i < n; i++) kept += Math.random(); }],
  ['performance.now', (n) => { for (let i = 0; i < n; i++) kept += performance.now(); }],
  ['new Date', (n) => { for (let i = 0; i < n; i++) kept += new Date().getTime(); }],
  ['crypto.randomUUID', (n) => { for (let i = 0; i < n; i++) kept += randomUUID().length; }],
  ['process.hrtime.bigint', (n) => { for (let i = 0; i < n; i++) kept += Number(process.hrtime.bigint() & 1n); }],
];

const figures: Record<string, number> = {};
for (const [name, work] of primitives) {
  work(calls / 20);
  figures[name] = Math.min(...Array.from({ length: ROUNDS }, () => nanoseconds(work)));
}
process.stderr.write(`${JSON.stringify({ figures, kept: kept > 0 })}\n`);

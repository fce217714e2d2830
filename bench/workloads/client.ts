// Requests to a local server, sixteen at a time, with about 24 function calls, two clock reads and two random numbers
// for each. CPU time of all of them.
import http from 'node:http';

interface Item { id: number; items: number[]; pad: string }
interface Rated { id: number; rating: number; took: number; noise: number }

const AT_ONCE = 16;
const port = Number(process.env.PORT);
const requests = Number(process.env.N ?? 3000);
const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });

function request(number: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = http.request({ host: '127.0.0.1', port, path: `/item/${number}`, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    sent.on('error', reject);
    sent.end();
  });
}

function plus(a: number, b: number): number { return a + b; }
function within(value: number, low: number, high: number): number { return value < low ? low : value > high ? high : value; }
function total(values: number[]): number { let sum = 0; for (const value of values) sum = plus(sum, value); return sum; }
function decode(text: string): Item { return JSON.parse(text) as Item; }
function clock(): number { return Date.now(); }
function noise(): number { return Math.random(); }
function rate(item: Item, took: number, random: number): Rated { return { id: item.id, rating: total(item.items), took, noise: random }; }
function limited(rated: Rated): Rated { return { ...rated, rating: within(rated.rating, 0, 100) }; }
function good(rated: Rated): boolean { return plus(rated.rating, rated.noise) > 36.5; }

async function one(number: number): Promise<number> {
  const started = clock();
  const text = await request(number);
  const rated = limited(rate(decode(text), clock() - started, noise()));
  let count = 0;
  for (let i = 0; i < 4; i++) count = plus(count, i);
  return good(rated) && noise() < 2 && count === 6 ? 1 : 0;
}

async function main(): Promise<void> {
  let next = 0;
  let accepted = 0;
  const worker = async (): Promise<void> => {
    while (next < requests) {
      const answer = await one(next++);
      accepted += answer;
    }
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const { user, system } = process.cpuUsage(before);
  process.stderr.write(`${JSON.stringify({ figures: { 'CPU of all requests': (user + system) * 1000 }, accepted })}\n`);
  agent.destroy();
}

void main();

// Many awaits of timers: loops and crowds of them, of several sites, forms and values, with other things between.
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

let seed = 7;
function next(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
}

async function loops(): Promise<string> {
  let sum = 0;
  for (let i = 0; i < 300; i++) sum += await turn(i);
  for (let i = 0; i < 40; i++) await turn();
  for (let i = 0; i < 40; i++) await turn(undefined);
  for (let i = 0; i < 10; i++) await sleep();
  for (let i = 0; i < 10; i++) await sleep(1);
  for (let i = 0; i < 10; i++) sum += await sleep(i % 3, i);
  for (let i = 0; i < 20; i++) sum += await (i % 2 === 0 ? turn : sleep)(i) ?? 1;
  return String(sum);
}

async function values(): Promise<string> {
  const found: unknown[] = [];
  const given = [0, -0, 1, -1, 2 ** 28 - 1, -(2 ** 28 - 1), 2 ** 28, 2 ** 31, 2 ** 53, -5, 0.5, NaN, 7, 8, 'text', 9, null, 10, undefined, 11, true, 12, 13n, 14, 15];
  for (const value of given) found.push(await turn(value));
  for (const value of given) found.push(await sleep(0, value));
  return found.map((value, i) => Object.is(value, given[i % given.length])).join('');
}

async function crowds(): Promise<string> {
  const found: number[] = [];
  for (const size of [1, 2, 3, 100]) found.push(...await Promise.all(Array.from({ length: size }, (_, i) => turn(i))));
  const workers = Array.from({ length: 5 }, async (_, worker) => {
    for (let i = 0; i < 20; i++) found.push(worker + await (worker < 3 ? turn(i) : sleep(1, i)));
  });
  await Promise.all(workers);
  // Immediates and timeouts in turn: no two runs need to agree.
  return found.sort((a, b) => a - b).join();
}

async function among(): Promise<string> {
  const seen: unknown[] = [];
  for (let i = 0; i < 200; i++) {
    seen.push(await turn(next(5)));
    switch (next(8)) {
      case 0: seen.push(Math.random() < 2); break;
      case 1: seen.push(Date.now() > 0); break;
      case 2: console.log('line', i); break;
      case 3: seen.push(await Promise.race([turn(-1), sleep(10_000, -2, { ref: false })])); break;
      case 4: void turn(i).then((value) => seen.push(value)); break;
      case 5: setImmediate(() => seen.push('immediate')); break;
      case 6: process.nextTick(() => seen.push('tick')); break;
    }
  }
  await turn();
  return seen.join();
}

async function main(): Promise<void> {
  for (const part of [loops, values, crowds, among]) console.log(part.name, await part());
}

void main();

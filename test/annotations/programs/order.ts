// Recorded functions among the program's own microtasks: the order is that of the plain program. A seed chooses how deep
// each goes, whether it throws, and what waits for it.
import { record } from 'reprise';

let state = Number(process.argv[2] ?? 1);
const random = (below: number): number => { state = (state * 1103515245 + 12345) % 2147483648; return Math.floor(state / 65536) % below; };
const log: string[] = [];

const hops = record(async (name: string, depth: number, fails: boolean) => {
  for (let i = 0; i < depth; i++) await null;
  if (fails) throw new Error(name);
  return name;
});
const chain = record((name: string, depth: number) => { let at: Promise<unknown> = Promise.resolve(); for (let i = 0; i < depth; i++) at = at.then(() => name); return at.then(() => name); });
const visits = record(async (name: string, depth: number, visit: (name: string) => void) => { for (let i = 0; i < depth; i++) { await null; visit(`${name}.${i}`); } return name; });
const timed = record(async (name: string, depth: number) => { await new Promise((done) => { setImmediate(done); }); for (let i = 0; i < depth; i++) await null; return name; });

async function waits(name: string): Promise<void> {
  const depth = random(6);
  const style = random(6);
  try {
    if (style === 0) log.push(`await ${await hops(name, depth, random(3) === 0)}`);
    else if (style === 1) hops(name, depth, false).then((value) => { log.push(`then ${value}`); }, () => { log.push(`failed ${name}`); });
    else if (style === 2) log.push(`chain ${String(await chain(name, depth))}`);
    else if (style === 3) log.push(`visits ${await visits(name, depth, (visit) => { log.push(visit); })}`);
    else if (style === 4) log.push(`timed ${await timed(name, depth)}`);
    else for (let i = 0; i < depth; i++) { await null; log.push(`own ${name} ${i}`); }
  } catch (error) {
    log.push(`caught ${(error as Error).message}`);
  }
  log.push(`end ${name}`);
}

await Promise.all(Array.from({ length: 12 }, (_, i) => waits(String(i))));
for (let round = 0; round < 3; round++) {
  await new Promise<void>((done) => { setTimeout(done, 1); });
  log.push(`round ${round}`);
  await Promise.all([waits(`${round}a`), waits(`${round}b`), waits(`${round}c`)]);
}
console.log(log.join('\n'));

// What was sold: one line a sale, on the disk of a till that answers when it pleases.
import { appendFile, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { periodOf, type Unit } from './period.js';

export interface Sale {
  readonly at: Date;
  readonly cents: number;
}

export async function sell(file: string, cents: number): Promise<void> {
  await appendFile(file, `${JSON.stringify({ at: new Date(), cents })}\n`);
}

/** The sales of a period. */
export async function salesOf(file: string, unit: Unit, period: string): Promise<Sale[]> {
  await sleep(50 + Math.random() * 200);
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const sales = lines.map((line) => JSON.parse(line) as { at: string; cents: number }).map(({ at, cents }) => ({ at: new Date(at), cents }));
  return sales.filter(({ at }) => periodOf(unit, at) === period);
}

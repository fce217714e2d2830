// Sells three things, closes the books, and audits the statement: `node dist/main.js month`, or day, or second.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { periodOf, type Unit } from './period.js';
import { sell } from './sales.js';
import { closeBooks } from './statement.js';

async function main(unit: Unit): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sales-'));
  try {
    const file = join(folder, 'sales.jsonl');
    for (const cents of [250, 1990, 620]) await sell(file, cents);
    const { period, sales, cents } = await closeBooks(file, unit);
    console.log(`${new Date().toLocaleString()}: statement of ${period}, ${sales.length} sales, ${(cents / 100).toFixed(2)}`);
    const foreign = sales.filter(({ at }) => periodOf(unit, at) !== period);
    if (foreign.length > 0) {
      console.error(`${foreign.length} sales of ${periodOf(unit, foreign[0]!.at)} are on the statement of ${period}`);
      process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main((process.argv[2] ?? 'month') as Unit);

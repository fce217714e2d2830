// Two deposits arrive within a moment of each other. Both succeed; now and then one of them is lost.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deposit, load, save } from './account.js';
import { fraudCheck } from './check.js';

async function arrives(after: number, file: string, amount: number): Promise<void> {
  await sleep(after);
  await deposit(file, amount, fraudCheck);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'account-'));
  const file = join(folder, 'account.json');
  try {
    await save(file, { owner: 'Ada', balance: 100 });
    await Promise.all([arrives(0, file, 50), arrives(40, file, 25)]);
    const { balance } = await load(file);
    console.log(`balance ${balance}, expected 175`);
    if (balance !== 175) {
      console.error(`an update was lost: ${175 - balance} missing`);
      process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();

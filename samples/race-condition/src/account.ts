// An account whose balance is in a file.
import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';

export interface Account {
  readonly owner: string;
  readonly balance: number;
}

export async function load(file: string): Promise<Account> {
  return JSON.parse(await readFile(file, 'utf8')) as Account;
}

/** Writes beside the file and moves it into place, so that nobody ever reads half of it. */
export async function save(file: string, account: Account): Promise<void> {
  const beside = `${file}.${randomUUID()}`;
  await writeFile(beside, JSON.stringify(account));
  await rename(beside, file);
}

/** Reads the balance, has the deposit checked, writes the new balance. Two at a time may read the same balance. */
export async function deposit(file: string, amount: number, check: (amount: number) => Promise<void>): Promise<void> {
  const account = await load(file);
  await check(amount);
  await save(file, { ...account, balance: account.balance + amount });
}

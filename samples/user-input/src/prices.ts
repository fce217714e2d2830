// The price list, which is on another machine and answers when it pleases.
import { setTimeout as sleep } from 'node:timers/promises';

export interface Item {
  readonly name: string;
  readonly cents: number;
}

const items = new Map<string, Item>([
  ['4006381333931', { name: 'pencil', cents: 120 }],
  ['4012700902368', { name: 'notebook', cents: 349 }],
  ['9002490100070', { name: 'lemonade', cents: 180 }],
]);

export async function itemOf(code: string): Promise<Item> {
  await sleep(5 + Math.random() * 60);
  const item = items.get(code);
  if (item === undefined) throw new Error(`there is no item with the code "${code}"`);
  return item;
}

// A fraud check: asks a service that answers when it pleases.
import { setTimeout as sleep } from 'node:timers/promises';

export async function fraudCheck(amount: number): Promise<void> {
  await sleep(5 + Math.random() * 40);
  if (amount > 10_000) throw new Error(`a deposit of ${amount} needs a person to look at it`);
}

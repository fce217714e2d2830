// Three customers pay at the same time. Now and then one of them pays twice.
import { randomUUID } from 'node:crypto';
import { charges, pay } from './payment.js';

async function main(): Promise<void> {
  const service = process.env['PAYMENT_SERVICE'] ?? 'http://127.0.0.1:8080';
  const evening = randomUUID().slice(0, 8);
  const orders = [1200, 499, 7950].map((cents, at) => ({ order: `${evening}-${at + 1}`, cents }));
  await Promise.all(orders.map((order) => pay(service, order)));
  for (const { order, cents } of orders) {
    const made = await charges(service, order);
    console.log(`order ${order}: ${cents} cents, charged ${made.length === 1 ? 'once' : `${made.length} times`}`);
    if (made.length !== 1) {
      console.error(`order ${order} should be charged once: charges ${made.map(({ id }) => id).join(' and ')}`);
      process.exitCode = 1;
    }
  }
}

void main();

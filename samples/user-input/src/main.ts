// A till: the cashier signs in, scans what the customer buys, and counts what is in the bag.
import { itemOf, type Item } from './prices.js';
import { Prompt } from './prompt.js';

async function scanned(prompt: Prompt): Promise<Item[]> {
  const items: Item[] = [];
  for (;;) {
    const code = await prompt.ask('scan> ');
    if (code === '') return items;
    items.push(await itemOf(code));
  }
}

async function main(): Promise<void> {
  const prompt = new Prompt();
  try {
    const cashier = await prompt.ask('cashier> ');
    const items = await scanned(prompt);
    const bag = Number(await prompt.ask('items in the bag> '));
    for (const { name, cents } of items) console.log(`${name.padEnd(10)}${(cents / 100).toFixed(2).padStart(6)}`);
    console.log(`${cashier} was your cashier.`);
    if (bag !== items.length) throw new Error(`${bag} items are in the bag, ${items.length} on the receipt`);
  } catch (error) {
    console.error(`The till stops: ${(error as Error).message}.`);
    process.exitCode = 1;
  } finally {
    prompt.close();
  }
}

void main();

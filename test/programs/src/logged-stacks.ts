// Stacks in what the program prints, as programs log them: a replay has other frames of the host below, and prints what was printed.
import { after } from 'waiter';

async function fails(): Promise<void> {
  await after(Promise.resolve(1));
  throw new Error('failed');
}
async function report(how: (error: Error) => unknown): Promise<void> {
  try {
    await fails();
  } catch (error) {
    const shown = how(error as Error);
    console.log(typeof shown === 'string' ? 'text' : 'object', String((shown as { stack?: string }).stack ?? shown).split('failed')[0]);
    console.error(shown);
  }
}
void (async () => {
  await report(({ message, stack }) => ({ level: 'error', message, stack }));
  await report(({ message, stack }) => JSON.stringify({ message, stack }));
  await report((error) => ({ error, nested: { stack: error.stack } }));
})();

// The program has its own way to print stacks, and meets the outside in it: also while an error of the outside comes in.
import { existsSync, readFile, readFileSync } from 'node:fs';
import { readFile as readLater } from 'node:fs/promises';
import { stop } from 'errors';

(Error as { prepareStackTrace?: unknown }).prepareStackTrace = (error: Error): string => `${error.name} at ${typeof Date.now()} ${existsSync('/nowhere')} ${error.message.split(',')[0]}`;
const show = (error: unknown): void => { console.log((error as Error).stack); };
void (async () => {
  try { readFileSync('/nonexistent'); } catch (error) { show(error); }
  try { await readLater('/nonexistent'); } catch (error) { show(error); }
  try { stop('short', 418); } catch (error) { show(error); }
  show(new RangeError('own'));
  readFile('/nonexistent', show);
})();

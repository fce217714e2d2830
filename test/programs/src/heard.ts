// Errors that a package throws in its own time, where somebody listens for what nobody handles: the program, then a package alone.
import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { heard, later, listen, tick } from 'careless';

let count = 0;
const hear = (error: Error, origin: string): void => { count++; console.log('heard', error.name, error.message, origin); };
async function main(): Promise<void> {
  process.on('uncaughtException', hear);
  later();
  later(new TypeError('given'));
  tick();
  process.nextTick(() => { throw new Error('of the program'); });
  while (count < 4) await turn();
  createReadStream('/nowhere/at/all');
  new PassThrough().destroy(new Error('unhandled event'));
  while (count < 6) await turn();
  process.off('uncaughtException', hear);
  listen();
  for (const act of [later, tick, () => { setImmediate(() => { throw new Error('own'); }); }, () => { void Promise.reject(new Error('ignored')); }]) {
    act();
    for (let i = 0; i < 3; i++) await turn();
    console.log('the package heard', heard());
  }
  process.exitCode = 4;
}
void main();

// A listener for uncaught errors calls a package, which calls back and queues ticks meanwhile.
import { setImmediate as turn } from 'node:timers/promises';
import { runs } from 'careless';

let heard = 0;
process.on('uncaughtException', (error) => {
  heard++;
  console.log('before', error.message, runs((n: number) => { console.log('called', n); return Promise.resolve(n); }));
  queueMicrotask(() => { console.log('own microtask'); });
});
async function main(): Promise<void> {
  setTimeout(() => { queueMicrotask(() => { console.log('behind'); }); throw new Error('first'); }, 1);
  while (heard < 1) await turn();
  setTimeout(() => { process.nextTick(() => { console.log('own tick'); }); throw new Error('second'); }, 1);
  while (heard < 2) await turn();
  await turn();
}
void main();

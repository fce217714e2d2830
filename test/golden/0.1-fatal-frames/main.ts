import { setTimeout as sleep } from 'node:timers/promises';

// An error of the program that ends the process: a recording with the feature `fatal-frames`.
async function late(): Promise<void> {
  await sleep(1);
  throw new TypeError('nobody catches this', { cause: new Error(`made at ${Date.now() > 0}`) });
}
process.on('exit', () => {
  console.log('exit');
  process.exitCode = 7;
});
setTimeout(() => { void late(); }, 1);
console.log('started');

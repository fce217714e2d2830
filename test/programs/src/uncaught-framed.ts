// An error that a timer's callback makes has frames of Node below: of a run and its replay the same ones are printed.
import { setTimeout as sleep } from 'node:timers/promises';
process.on('exit', (code) => { console.log('exit', code); });
async function late(): Promise<void> {
  await sleep(1);
  throw Object.assign(new TypeError('nobody catches this'), { at: Date.now() > 0 });
}
setTimeout(() => { void late(); }, 1);

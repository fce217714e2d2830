import vm from 'node:vm';
import { setTimeout as sleep } from 'node:timers/promises';

// What the outside throws in its own time, and who listens for it: a recording with the feature `outside-throws`.
const outside = <T>(code: string): T => vm.runInThisContext(code) as T;

const later = outside<(text: string) => void>('(text) => { setTimeout(() => { throw new RangeError(text); }, 1); }');
const tick = outside<(text: string) => void>('(text) => { process.nextTick(() => { throw new RangeError(text); }); }');
const listen = outside<() => void>('() => { for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, () => {}); }');

const hear = (error: Error): void => { console.log('heard', error.message, error instanceof RangeError); };
async function main(): Promise<void> {
  process.on('uncaughtException', hear);
  later('in a timer');
  tick('in a tick');
  await sleep(5);
  process.off('uncaughtException', hear);
  listen();
  for (const act of [later, tick, (text: string) => { setTimeout(() => { throw new Error(text); }, 1); }, (text: string) => { void Promise.reject(new Error(text)); }]) {
    act('heard by the outside');
    await sleep(5);
    console.log('goes on');
  }
  process.exitCode = 7;
}
void main();

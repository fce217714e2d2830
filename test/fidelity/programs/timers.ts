// Timers of all kinds, and the order in which they fall.
import * as timers from 'node:timers';
import { setTimeout as sleep, setImmediate as turn, setInterval as every, scheduler } from 'node:timers/promises';
import { promisify } from 'node:util';
import { attemptLater, check, say } from './say.js';

const order: string[] = [];
const note = (what: string): void => { order.push(what); };

async function main(): Promise<void> {
  await new Promise<void>((done) => {
    setTimeout(() => { note('30'); done(); }, 30);
    setTimeout(note, 1, '1');
    setTimeout(note, 10, '10');
    timers.setTimeout(() => { note('5'); }, 5);
    setImmediate(() => { note('immediate'); });
    process.nextTick(() => { note('tick'); });
    queueMicrotask(() => { note('microtask'); });
    void Promise.resolve().then(() => { note('then'); });
    const cleared = setTimeout(() => { note('never'); }, 3);
    clearTimeout(cleared);
    const interval = setInterval(() => { note('interval'); if (order.filter((x) => x === 'interval').length === 3) clearInterval(interval); }, 4);
    const nothing = setImmediate(() => { note('never'); });
    clearImmediate(nothing);
  });
  say('order', order);
  const timeout = setTimeout(() => undefined, 10_000);
  say('timeout', timeout.hasRef(), timeout.unref() === timeout, timeout.hasRef(), timeout.ref().hasRef(), timeout.refresh() === timeout, typeof timeout[Symbol.toPrimitive]());
  check('a number stands for a timeout', +timeout === timeout[Symbol.toPrimitive]() && Number.isInteger(+timeout));
  clearTimeout(+timeout);
  clearTimeout(undefined);
  const immediate = setImmediate(() => undefined);
  say('immediate', immediate.hasRef(), immediate.unref().hasRef());
  check('one setTimeout', timers.setTimeout === setTimeout && globalThis.setTimeout === setTimeout && setTimeout.name === 'setTimeout');
  say('this of a callback', await new Promise((done) => { setTimeout(function (this: NodeJS.Timeout) { done(typeof this.hasRef); }, 1); }));

  say('sleep', await sleep(3, 'value'), await turn('immediately'), await promisify(setTimeout)(2, 'promisified'), await promisify(setImmediate)('too'));
  await scheduler.wait(2);
  await scheduler.yield();
  let count = 0;
  for await (const value of every(2, 'again')) {
    say('every', value, ++count);
    if (count === 3) break;
  }
  const controller = new AbortController();
  setTimeout(() => { controller.abort(new Error('enough')); }, 3);
  await attemptLater('aborted sleep', () => sleep(10_000, undefined, { signal: controller.signal }));
  check('aborted', controller.signal.aborted && (controller.signal.reason as Error).message === 'enough');
  const signal = AbortSignal.timeout(3);
  signal.addEventListener('abort', () => { say('AbortSignal.timeout', (signal.reason as Error).name, signal.aborted); });
  await sleep(12);
  await attemptLater('a signal that is over', () => sleep(5, undefined, { signal }));
  say('AbortSignal.any', AbortSignal.any([signal, new AbortController().signal]).aborted, AbortSignal.abort('why').reason);
  try {
    AbortSignal.abort().throwIfAborted();
  } catch (error) {
    say('throwIfAborted', error);
  }
  say('race', await Promise.race([sleep(20, 'slow'), sleep(2, 'fast'), new Promise((_, reject) => { setTimeout(reject, 30, new Error('late')); })]));
  say('equal delays', await Promise.all([sleep(2, 'a'), sleep(2, 'b'), turn('c')]));
  const mixed: string[] = [];
  const worker = async (name: string): Promise<void> => { for (let i = 0; i < 5; i++) { await sleep(Math.random() * 5); mixed.push(`${name}${i}`); } };
  await Promise.all([worker('a'), worker('b'), worker('c')]);
  say('mixed', mixed.join(' '));
  const began = Date.now();
  await sleep(20);
  check('time passed', Date.now() - began >= 19);
}

main().then(() => { say('done'); }, (error: unknown) => { say('main fails', error); });

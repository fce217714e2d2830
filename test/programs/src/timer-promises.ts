// Promises of the host's timers: as the program's own, in whatever way they are used.
import { EventEmitter } from 'node:events';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import timers from 'node:timers/promises';
import { inspect } from 'node:util';
import waiter from 'waiter';

const order: string[] = [];

/** Who comes when, of all that one promise settles. */
async function reactions(): Promise<void> {
  const promise = turn('value');
  promise.then(() => order.push('then'));
  void (async () => { await promise; order.push('awaited elsewhere'); })();
  setImmediate(() => order.push('immediate'));
  process.nextTick(() => order.push('tick'));
  queueMicrotask(() => order.push('microtask'));
  await promise;
  order.push('awaited');
  await turn();
  console.log(order.join(', '));
}

/** A line protocol loses its first message if the await takes a microtask too many. */
async function firstMessage(): Promise<void> {
  const emitter = new EventEmitter();
  const heard: string[] = [];
  const ready = turn(emitter as never as string);
  void ready.then(() => queueMicrotask(() => emitter.emit('message', 'first')));
  emitter.on('message', (text: string) => heard.push(text));
  await ready;
  console.log(heard.length);
  await turn();
  console.log(heard.join());
}

async function values(): Promise<void> {
  const own = { own: true };
  const symbol = Symbol('mine');
  console.log(await turn(own as never) === own as never, await turn(symbol as never) === symbol as never, await sleep(1, own) === own);
  console.log([await turn(), await turn(undefined), await turn(null), await turn(-0), await turn(10n ** 20n), await turn(''), await sleep(), await sleep(undefined, 'undefined'), await sleep(NaN, 'NaN'), await sleep(1.5, 1.5)].map((value) => inspect(value)).join());
  console.log(inspect(turn('pending')), turn('x') instanceof Promise, turn.name, turn.length, sleep.length, await turn('a').finally(() => console.log('finally')));
}

async function races(): Promise<void> {
  console.log(await Promise.race([sleep(10_000, 'slow', { ref: false }), sleep(5, 'quick')]));
  console.log((await Promise.all(Array.from({ length: 50 }, (_, i) => turn(i)))).join());
  console.log((await Promise.allSettled([turn(1), sleep(1, 2)])).map((one) => inspect(one)).join());
  const deps = { timers, rest: sleep };
  console.log(await deps.timers.setTimeout(1, 'of a module'), await deps.rest(1, 'of an object'));
}

async function options(): Promise<void> {
  const controller = new AbortController();
  const waiting = sleep(10_000, 'never', { signal: controller.signal });
  controller.abort();
  console.log(await waiting.catch((error: Error) => `${error.name} ${(error as NodeJS.ErrnoException).code}`));
  console.log(await sleep('1' as never as number, 'a text').catch((error: Error) => error.message) !== '', await turn('x', { ref: true }));
  for await (const value of timers.setInterval(1, 'interval')) {
    console.log(value);
    break;
  }
}

/** The outside waits for one, and the program for what it makes of it. */
async function handedOut(): Promise<void> {
  const promise = sleep(2, 'handed out');
  console.log(await waiter.after(promise), await promise);
  const late = turn('late');
  await turn();
  console.log(await waiter.after(late));
}

async function main(): Promise<void> {
  await reactions();
  await firstMessage();
  await values();
  await races();
  await options();
  await handedOut();
}

void main();

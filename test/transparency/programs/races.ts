// Who comes first among outside promises, ticks, microtasks, immediates and timers.
import { everywhere, hops, immediate, later, micro, soon, thenable, tick, timer } from 'things';

const order: string[] = [];
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const say = (text: string) => { order.push(text); queueMicrotask(() => order.push(`after ${text}`)); };
everywhere(say);
process.nextTick(() => order.push('own tick'));
queueMicrotask(() => order.push('own micro'));
setImmediate(() => order.push('own immediate'));
await later('x', 90);
console.log(order.join(', '));

for (let own = 1; own <= 9; own++) {
  const spin = (async () => { for (let i = 0; i < own; i++) await null; return 'own'; })();
  const results = await Promise.all([
    Promise.race([soon('soon'), spin]), Promise.race([hops(2, 'two'), spin]), Promise.race([spin, hops(4, 'four')]),
    Promise.race([spin, new Promise((resolve) => micro(resolve))]), Promise.race([spin, new Promise((resolve) => tick(resolve))]),
    Promise.any([spin.then(() => { throw new Error('no'); }), hops(own, 'any')]),
  ]);
  console.log(own, results.join(' '));
}
const firsts: unknown[] = [];
await Promise.all([
  turn().then(() => firsts.push('turn')), new Promise((resolve) => immediate(resolve)).then((x) => firsts.push(x)),
  new Promise((resolve) => tick(resolve)).then((x) => firsts.push(x)), soon('soon').then((x: unknown) => firsts.push(x)),
  hops(5, 'five').then((x: unknown) => firsts.push(x)), thenable('thenable').then((x: unknown) => firsts.push(x)),
  new Promise((resolve) => timer(resolve, 60)).then((x) => firsts.push(x)),
]);
console.log(firsts.join());
console.log((await Promise.allSettled([soon(1), hops(3, 2), Promise.reject(new Error('own'))])).map(({ status }) => status).join());
for (const ms of [3, 1, 3, 2]) setTimeout(() => console.log('timer', ms), ms * 8);

// Promises of timers that a package gets within objects of the program, of the steps of a generator say, and goes on with.
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { flow } from 'flower';

const steps = function* (name: string): Generator<Promise<unknown>, number, unknown> {
  console.log(name, yield sleep(1, ['an array']));
  console.log(name, yield turn({ an: 'object' }));
  console.log(name, yield sleep(2, 'text'));
  return name.length;
};
const work = { next: () => ({ done: false, value: sleep(1, [work]) as Promise<unknown> }) };

void (async () => {
  console.log(await flow(() => steps('first')), await flow(() => steps('second')));
  let count = 0;
  console.log(await flow(() => ({ next: () => (++count > 3 ? { done: true, value: count } : work.next()) })));
})();

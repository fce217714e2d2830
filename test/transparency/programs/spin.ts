// A program that spins on microtasks until an outside promise settles.
import { hops, soon } from 'things';

for (const promise of [soon(1), hops(3, 2), hops(7, 3)]) {
  let done: unknown;
  let spins = 0;
  void promise.then((value: unknown) => { done = value; });
  while (done === undefined) { await null; spins++; }
  console.log('settled', done, spins);
}

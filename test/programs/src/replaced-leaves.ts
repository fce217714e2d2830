// Doubles in the place of clocks and of the generator that run functions of the program, as sinon's `callsFake` does.
import { restore, stub } from 'patcher';

const draw = (): number => Math.random();
const times = (): unknown[] => [Date.now(), performance.now(), String(process.hrtime.bigint()), draw()];
const isLive = (): boolean => Date.now() > 1e12 && performance.now() > 0 && process.hrtime.bigint() > 0n && draw() < 1;
console.log(isLive());
let calls = 0;
const random = stub(Math, 'random', () => { calls++; return 0.25; });
const now = stub(Date, 'now', () => { calls++; return 5 + draw(); });
stub(performance, 'now', () => { console.log('asked'); return 6; });
stub(process.hrtime, 'bigint', () => BigInt(Date.now() * 4));
for (let i = 0; i < 2; i++) console.log(times(), [1, 2].map(() => Math.random()), calls, random.calls.length, now.calls.length, new Date(3).getTime(), new Date().getTime() > 1e12);
restore();
console.log(isLive(), calls);
stub(Date, 'now', () => 7);
setTimeout(() => {
  console.log(Date.now(), draw() < 1);
  restore();
  console.log(isLive(), random.calls.length);
}, 1);

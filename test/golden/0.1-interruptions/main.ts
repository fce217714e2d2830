import fs from 'node:fs';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import vm from 'node:vm';

// Descriptors of the outside's accessors, awaits of timers one after another, and what enters before the rest of a turn that an
// uncaught error ended: recordings with the features `described-accessors`, `timer-runs` and `interruptions`.
const say = (...values: unknown[]): void => { console.log(...values); };
const outside = <T>(code: string): T => vm.runInThisContext(code) as T;

const Scale = outside<new (grams: number) => { grams: number; ounces: number }>('(class Scale { constructor(grams) { this.grams = grams; } get ounces() { return this.grams / 28; } set ounces(value) { this.grams = value * 28; } })');
const { get, set, ...rest } = Object.getOwnPropertyDescriptor(Scale.prototype, 'ounces')!;
const scale = new Scale(56);
set!.call(scale, 3);
say(get!.call(scale), scale.grams, rest);
class Own { grams = 28; }
for (const [key, described] of Object.entries(Object.getOwnPropertyDescriptors(Scale.prototype))) if (key !== 'constructor') Object.defineProperty(Own.prototype, key, described);
const own = new Own() as Own & { ounces: number };
own.ounces *= 2;
const ice = outside<{ n: number }>('Object.freeze({ n: 1, melt() {} })');
say(own.grams, Object.isFrozen(ice), Object.isFrozen(scale), Object.getOwnPropertyDescriptor(ice, 'n')!.writable);

process.on('uncaughtException', ({ message }) => {
  say('caught', message);
  void (async () => { await null; say('after', message); })();
});
const later = (text: string): void => {
  process.nextTick(() => { say('tick', text); });
  void Promise.resolve().then(() => { say('microtask', text); });
};
for (let i = 0; i < 3; i++) {
  fs.readFile('.', () => {
    later(`of file ${i}`);
    process.nextTick(() => { fs.stat('.', () => { say('stat', i); }); if (i === 1) throw new Error('in a tick'); });
    throw new Error(`in file ${i}`);
  });
  setTimeout(() => {
    later(`of timer ${i}`);
    setImmediate(() => { later(`of immediate ${i}`); throw new Error(`in immediate ${i}`); });
    throw new Error(`in timer ${i}`);
  }, 1);
}
setTimeout(() => {
  void (async () => {
    let sum = 0;
    for (let i = 0; i < 20; i++) sum += await turn(i);
    for (let i = 0; i < 5; i++) sum += (await sleep(1, i)) ?? 0;
    say(sum, Math.random() < 1);
    process.exitCode = 7;
  })();
}, 50);

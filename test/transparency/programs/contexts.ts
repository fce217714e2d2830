// Every callback runs with the store that it would have.
import { AsyncLocalStorage } from 'node:async_hooks';
import fs from 'node:fs';
import { everywhere, later, once, emitter as make } from 'things';

const a = new AsyncLocalStorage<string>();
const b = new AsyncLocalStorage<number>();
const say = (what: string): void => console.log(what, a.getStore(), b.getStore());
say('outside');
await a.run('A', async () => {
  say('run');
  setTimeout(() => say('timer'), 30);
  setImmediate(() => say('immediate'));
  process.nextTick(() => say('tick'));
  queueMicrotask(() => say('micro'));
  everywhere((where: string) => say(`called ${where}`));
  await b.run(1, async () => {
    setTimeout(() => say('nested timer'), 60);
    await later(1, 90);
    say('nested after await');
    await null;
    await new Promise<void>((resolve) => a.exit(() => { say('exited'); setTimeout(() => { say('exited timer'); resolve(); }, 1); }));
    say('back');
  });
  say('outer again');
  await new Promise<void>((resolve) => fs.stat('nowhere', () => { say('fs'); resolve(); }));
  await later(1, 20);
  a.enterWith('entered');
  say('entered');
  everywhere((where: string) => say(`entered ${where}`));
  await later(1, 90);
  say('entered after await');
});
say('end of run');
const emitter = make();
a.run('listener', () => emitter.on('data', () => say('data')));
await b.run(2, () => once(emitter, 'end'));
say('after end');
const snapshot = a.run('kept', () => AsyncLocalStorage.snapshot());
setTimeout(() => { say('bare'); snapshot(() => say('in snapshot')); }, 2);
const bound = a.run('bound', () => AsyncLocalStorage.bind(() => say('in bound')));
setTimeout(bound, 40);

// What packages put in the place of methods of Node's modules, of the process and of streams, and give back; and globals that they add.
import fs, { existsSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import * as patcher from 'patcher';

const before = process.hrtime.bigint();
const original = fs.existsSync;
console.log(typeof before, original('/virtual'), existsSync('/virtual'), typeof http.request, os.hostname() !== 'patched');
patcher.patch();
console.log(fs.existsSync('/virtual'), existsSync('/virtual'), original('/virtual'), os.hostname(), process.cwd());
console.log(process.hrtime.bigint(), process.hrtime(), (http.request as any)('x'));
const stub = patcher.stub(fs, 'existsSync', (path: string) => `stub ${path} ${original(path)}`);
console.log(fs.existsSync('/virtual'), stub.calls);
patcher.restore();
console.log(fs.existsSync('/virtual'), os.hostname() !== 'patched', process.cwd() !== '/patched', process.hrtime.bigint() >= before, process.hrtime()[0] !== 7, typeof http.request);

patcher.capture();
console.log('one', { a: 1, f() { /* formatted */ } });
process.stdout.write('raw\n');
patcher.restore();
console.log('two', patcher.lines());

const all = globalThis as any;
console.log(typeof all.added, 'added' in all);
patcher.add();
console.log(all.added(2), all.addedValue, all.addedData.list, new all.Added(4).twice(), new all.Added(1) instanceof all.Added, all.added === all.added, 'added' in all);
class More extends all.Added { more(): number { return (this as any).twice() + 1; } }
console.log(new More(2).more());
all.addedEmitter.on('event', (value: number) => { console.log('event', value); });
patcher.fire(3);
patcher.change();
console.log(all.addedValue, all.added(1));
patcher.remove();
console.log(all.added, 'added' in all);
all.own = { a: 1, f() { return this.a; } };
console.log(all.own.f(), global === globalThis, (global as any).own === all.own);
setTimeout(() => {
  console.log(all.addedLater);
  all.addedValue = 5;
  console.log(all.addedValue, patcher.read('addedValue'));
  patcher.patch();
  setTimeout(() => { console.log(process.hrtime.bigint(), fs.existsSync('/virtual')); patcher.restore(); console.log(process.hrtime.bigint() > before, fs.existsSync('/virtual')); }, 1);
}, 20);

// A package's nextTick gets the program's ticks, which run in their order.
setTimeout(() => {
  process.nextTick(() => { console.log('the host\'s'); });
  const ticks = patcher.ticks();
  const order: string[] = [];
  process.nextTick((text: string) => {
    order.push(text);
    void Promise.resolve().then(() => order.push('microtask'));
    process.nextTick(() => order.push('third'));
  }, 'first');
  process.nextTick(() => order.push('second'));
  setTimeout(() => {
    console.log(order.join(), ticks() >= 3);
    patcher.restore();
    const before = ticks();
    process.nextTick(() => { console.log(ticks() === before); });
  }, 2);
}, 40);

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { passthrough, record } from 'reprise';
import { say, vary } from './say.js';

const wait = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms); });

// Synchronous, asynchronous, throwing both ways, never settling.
const sum = record((a: number, b = Math.random()) => a + b);
say('sum', typeof sum(1), sum.length, typeof sum);
vary(sum(1), sum(1, 2));
const load = record(async function load(name: string) {
  const text = await readFile(name, 'utf8');
  await wait(3);
  return { size: text.length > 0, now: Date.now(), random: Math.random() };
});
say('load', load.name, load.length);
vary(await load('package.json'));
for (const fail of [record(() => { throw new RangeError('sync'); }), record(async () => { await wait(1); throw new TypeError('async'); })]) {
  try {
    await fail();
  } catch (error) {
    say('caught', (error as Error).name, (error as Error).message, error instanceof Error);
  }
}
void record(async () => new Promise(() => { /* never */ }))();
const later = record(() => Promise.resolve().then(() => Date.now() > 0).then((value) => [value, Math.random()]));
vary(await later());

// Recorded in recorded, recursion, top level.
const inner = record((n: number) => n * Math.random());
const outer = record((n: number): number => (n === 0 ? inner(1) : outer(n - 1) + inner(n)));
vary(outer(3));

// Callbacks of the program, called at once, later, and from an options object.
const each = record((list: readonly number[], visit: (item: number) => number) => list.map((item) => visit(item * Math.random())));
vary(each([1, 2], (item) => { vary('visit', item, Math.random()); return item; }));
const notify = record((options: { times: number; onDone: (n: number) => void }) => {
  options.onDone(0);
  setTimeout(() => { options.onDone(options.times); }, 2);
});
notify({ times: 2, onDone: (n) => { say('done', n); vary(Date.now()); } });
await wait(10);

// What a function writes into what it is given.
const target = { count: 0, list: [1], map: new Map<string, unknown>(), deep: { inner: { at: 0 } } };
const fill = record((into: typeof target) => {
  into.count = Math.random();
  into.list.push(into.count);
  into.map.set('now', Date.now());
  into.deep.inner.at = Math.random();
  return into;
});
say('same', fill(target) === target, target.list.length, target.map.size);
vary(target, target.map.get('now'));
const bytes = new Uint8Array(4);
record((buffer: Uint8Array) => { buffer[0] = 7; })(bytes);
say(bytes);

// Generators, entered at each step.
const steps = record(function* (n: number) { for (let i = 0; i < n; i++) yield Math.random(); });
vary([...steps(3)]);
const slow = record(async function* (n: number) { for (let i = 0; i < n; i++) { await wait(1); yield Math.random(); } });
for await (const step of slow(2)) vary(step);

// Concurrency.
const job = record(async (n: number) => { await wait(Math.random() * 20); return n; });
const finished: number[] = [];
await Promise.all(Array.from({ length: 100 }, async (_, n) => { finished.push(await job(n)); }));
vary(finished);

// As a callback: of the program's own code, of a timer.
say([1, 2, 3].map(record((n) => n * 2)));
setTimeout(record(() => { target.count = -1; Math.random(); }), 1);
await wait(5);

// Left alone in both modes.
const length = passthrough((text: string) => { readFileSync('package.json'); Math.random(); return text.length; });
const lengthLater = passthrough(async (text: string) => { await readFile('package.json'); await null; return text.length; });
const visits = passthrough((visit: (n: number) => void) => { for (let n = 0; n < 3; n++) visit(n); });
say(length('abc'), await lengthLater('abcd'), length.name, length.length);
visits((n) => { vary(n, Math.random()); });
say([...passthrough(function* () { Date.now(); yield 1; yield 2; })()]);
vary(Math.random());

// Once is enough, and never with new.
say(record(sum) === sum || 'off', passthrough(length) === length || 'off');

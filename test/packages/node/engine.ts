// perf_hooks, inspector, v8, vm, messages, web streams, weak references, locks, import(), require.resolve, stacks.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import { EventEmitter, once } from 'node:events';
import { Session } from 'node:inspector';
import { createRequire, isBuiltin } from 'node:module';
import { monitorEventLoopDelay, performance, PerformanceObserver } from 'node:perf_hooks';
import { deserialize, getHeapStatistics, serialize } from 'node:v8';
import { Script, createContext, runInContext, runInNewContext } from 'node:vm';

performance.mark('a');
const observed = new Promise<string[]>((done) => {
  const observer = new PerformanceObserver((list) => { done(list.getEntries().map(({ name }) => name)); observer.disconnect(); });
  observer.observe({ entryTypes: ['measure'] });
});
performance.mark('b');
const measure = performance.measure('a to b', 'a', 'b');
console.log(measure.name, measure.duration >= 0, await observed, performance.getEntriesByType('mark').length);
console.log('~', measure.duration, performance.timeOrigin, performance.now());
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
await new Promise((done) => { setTimeout(done, 20); });
delay.disable();
console.log('~ delay', delay.mean);
const timed = performance.timerify((n: number) => n * 2);
console.log(timed(4), performance.eventLoopUtilization().utilization >= 0);

const session = new Session();
session.connect();
console.log(await new Promise((done, fail) => { session.post('Runtime.evaluate', { expression: '6 * 7' }, (error, { result }) => { if (error) fail(error); else done(result.value); }); }));
session.disconnect();

console.log(typeof getHeapStatistics().used_heap_size, deserialize(serialize(new Map([['a', { b: [1n] }]]))));
console.log('~', getHeapStatistics().used_heap_size);
const context = createContext({ x: 2, log: (text: string) => { console.log('vm', text); } });
console.log(runInContext('x *= 21; log("hello"); x', context), context['x'], runInNewContext('[1, 2].length'), new Script('1 + 1').runInThisContext());
try { runInNewContext('throw new RangeError("inside")'); } catch (error) { console.log((error as Error).name, error instanceof RangeError); }
try { runInContext('while (true);', context, { timeout: 20 }); } catch (error) { console.log((error as { code: string }).code); }

const { port1, port2 } = new MessageChannel();
port1.onmessage = ({ data }) => { console.log('message', data); };
port2.postMessage({ when: new Date(0), list: [new Uint8Array([1, 2])] });
const broadcast = [new BroadcastChannel('case'), new BroadcastChannel('case')] as const;
const got = new Promise((done) => { broadcast[1].onmessage = (event) => { done((event as MessageEvent<unknown>).data); }; });
broadcast[0].postMessage('to all');
console.log(await got);
broadcast.forEach((one) => { one.close(); });
port1.close();

const doubled = new ReadableStream<number>({ start(controller) { for (const n of [1, 2, 3]) controller.enqueue(n); controller.close(); } })
  .pipeThrough(new TransformStream<number, number>({ transform(n, controller) { controller.enqueue(n * 2); } }));
const [left, right] = doubled.tee();
const numbers: number[] = [];
for await (const n of left as unknown as AsyncIterable<number>) numbers.push(n);
const collected: number[] = [];
await right.pipeTo(new WritableStream({ write(n: number) { collected.push(n); } }));
console.log(numbers, collected);
const compressed = new Blob(['squeeze me']).stream().pipeThrough(new CompressionStream('gzip')).pipeThrough(new DecompressionStream('gzip'));
console.log(await new Response(compressed).text());
const reader = new ReadableStream({ pull(controller) { controller.error(new Error('broken stream')); } }).getReader();
await reader.read().catch((error: Error) => { console.log(error.message); });

const target = {};
const weak = new WeakRef(target);
console.log(weak.deref() === target);
const registry = new FinalizationRegistry((name: string) => { console.log('~ collected', name); });
registry.register(target, 'target', target);
console.log(registry.unregister(target));

const locks = (globalThis as { navigator?: { locks?: { request(name: string, run: () => Promise<string>): Promise<string> } } }).navigator?.locks;
console.log('~ locks', locks === undefined ? 'none' : await locks.request('lock', async () => 'held'));
const Socket = (globalThis as { WebSocket?: new (url: string) => EventTarget }).WebSocket;
if (Socket !== undefined) {
  const socket = new Socket('ws://127.0.0.1:1');
  socket.addEventListener('open', () => { console.log('open'); });
  await once(socket as unknown as EventEmitter, 'error').then(() => { console.log('~ no server'); });
}

const { join } = await import('node:path');
const { basename } = await import(`node:${'path'}`) as typeof import('node:path');
console.log(join('a', 'b'), basename('/x/y'), (await import('./certificate.js')).cert.startsWith('-----'));
await import('./missing.js' as string).catch((error: { code: string }) => { console.log(error.code); });
const require = createRequire(import.meta.url);
console.log(isBuiltin('fs'), require.resolve('./certificate.js').endsWith('certificate.js'), typeof require('node:os').cpus);
try { require.resolve('no-such-package'); } catch (error) { console.log((error as { code: string }).code); }
function outer(): string { return inner(); }
function inner(): string { return new Error('here').stack!.split('\n')[1]!.trim().replace(/\(.*[\\/]/, '('); }
console.log(outer());

const storage = new AsyncLocalStorage<number>();
const resource = storage.run(1, () => new AsyncResource('MINE'));
console.log(storage.run(2, () => resource.runInAsyncScope(() => storage.getStore())), storage.getStore());
const diagnostics = channel('case');
diagnostics.subscribe((message) => { console.log('diagnosed', message); });
diagnostics.publish({ a: 1 });
console.log(await Promise.race([once(AbortSignal.timeout(10) as unknown as EventEmitter, 'abort').then(() => 'aborted'), new Promise((done) => { setTimeout(done, 500, 'late'); })]));

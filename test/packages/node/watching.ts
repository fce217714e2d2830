// Weak references, profiles, watchers of folders, datagrams.
import { watch, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { watch as watchAsync } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Session } from 'node:inspector/promises';
import { Script, createContext } from 'node:vm';
import v8 from 'node:v8';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
const registry = new FinalizationRegistry<string>((name) => { console.log('~ finalized', name); });
(() => { registry.register({ big: new Array(1000) }, 'one'); })();
const ref = new WeakRef({ v: 1 });
console.log(ref.deref()?.v);
const gc = (globalThis as any).gc as undefined | (() => void);
v8.setFlagsFromString('--expose-gc');
const realGc = new Script('gc').runInNewContext() as () => void;
await sleep(5); realGc(); await sleep(5);
console.log('~ after gc', ref.deref() === undefined, gc);
class Cache<T extends object> { #m = new Map<string, WeakRef<T>>(); get(k: string): T | undefined { return this.#m.get(k)?.deref(); } set(k: string, v: T): void { this.#m.set(k, new WeakRef(v)); } }
const cache = new Cache<{ id: number }>(); const kept = { id: 3 }; cache.set('a', kept); console.log(cache.get('a') === kept, cache.get('b'));
const session = new Session(); session.connect();
console.log((await session.post('Runtime.evaluate', { expression: '[1,2].length' })).result.value); 
session.on('inspectorNotification', () => {}); await session.post('Profiler.enable'); await session.post('Profiler.start'); const { profile } = await session.post('Profiler.stop'); console.log(typeof profile.startTime); session.disconnect();
const ctx = createContext({ console, setTimeout, Promise });
new Script('globalThis.f = async () => { for (let i = 0; i < 3; i++) await null; return 2; }').runInContext(ctx);
console.log(await (ctx as any).f());
console.log(new Script('(a) => a.map((x) => x * 2)').runInThisContext()([1, 2]), v8.getHeapSpaceStatistics().length > 0, v8.serialize({ a: 1n }).length);
const dir = mkdtempSync(join(tmpdir(), 'w-'));
const seen: string[] = [];
const watcher = watch(dir, (event, name) => { seen.push(`${event} ${name}`); });
watcher.on('close', () => { console.log('watch closed'); });
const changed = once(watcher, 'change'); await sleep(20); writeFileSync(join(dir, 'a.txt'), '1'); await changed; watcher.close();
console.log(seen.length > 0, seen[0]);
const ac = new AbortController();
setTimeout(() => { writeFileSync(join(dir, 'b.txt'), '1'); }, 20); const tooLate = setTimeout(() => { ac.abort(); }, 20_000);
try { for await (const { filename } of watchAsync(dir, { signal: ac.signal })) if (filename === 'b.txt') { console.log('async', filename); break; } } catch (e) { console.log((e as Error).name); }
clearTimeout(tooLate);
rmSync(dir, { recursive: true });
const s = createSocket({ type: 'udp4', reuseAddr: true }); const c = createSocket('udp4');
s.on('message', (m, r) => { console.log('udp', m.toString(), r.family); s.send('pong', r.port, r.address); });
s.bind(0, '127.0.0.1', () => { c.connect(s.address().port, '127.0.0.1', () => { c.send('ping'); }); });
c.on('message', (m) => { console.log('got', m.toString(), c.remoteAddress().address); c.close(); s.close(); });
await new Promise<void>((d) => { s.on('close', () => { d(); }); });


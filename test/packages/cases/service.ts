// A small service: express, sockets, a client with retries, workers, children, a graceful end.
import { createServer, request as httpRequest, Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { createHash, createHmac, randomUUID, subtle, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { fork, spawn } from 'node:child_process';
import { mkdtemp, writeFile, readFile, rm, appendFile, readdir, stat, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once, EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { text, json, buffer } from 'node:stream/consumers';
import { WebSocketServer, WebSocket } from 'ws';
import axios from 'axios';
import pino from 'pino';
import express from 'express';
class NotFound extends Error { readonly status = 404; constructor(what: string, options?: ErrorOptions) { super(`no ${what}`, options); this.name = 'NotFound'; } }
class Store extends EventEmitter { #items = new Map<string, { id: string; at: number; tags: Set<string> }>(); add(id: string) { const item = { id, at: Date.now(), tags: new Set([id[0]!]) }; this.#items.set(id, item); this.emit('added', item); return item; } get(id: string) { const i = this.#items.get(id); if (!i) throw new NotFound(id, { cause: { id } }); return i; } get size() { return this.#items.size; } *[Symbol.iterator]() { yield* this.#items.values(); } }
const store = new Store(); store.on('added', (i) => { console.log('added', i.id.length, i.tags.size); });
const app = express(); app.use(express.json()); app.locals['x'] = 1;
app.use((req, res, next) => { (req as any).started = performance.now(); res.on('finish', () => { console.log('finished', req.method, res.statusCode, performance.now() >= (req as any).started); }); next(); });
app.post('/items', async (req, res) => { await sleep(Math.random() * 3); const i = store.add(req.body.id ?? randomUUID()); res.status(201).location(`/items/${i.id}`).json({ ...i, tags: [...i.tags] }); });
app.get('/items/:id', (req, res, next) => { try { const i = store.get(req.params.id); res.set('etag', createHash('sha1').update(i.id).digest('hex')).json({ id: i.id }); } catch (e) { next(e); } });
app.get('/stream', async (_req, res) => { for (let i = 0; i < 3; i++) { if (!res.write(`${i} `)) await once(res, 'drain'); await sleep(1); } res.end(); });
app.get('/sync', () => { throw new TypeError('sync'); });
app.use((err: Error, _req: any, res: any, _next: any) => { res.status((err as any).status ?? 500).json({ name: err.name, message: err.message, nf: err instanceof NotFound }); });
const server = createServer(app); server.on('connection', (s) => { s.setNoDelay(true); }); server.keepAliveTimeout = 50;
server.listen(0, '127.0.0.1'); await once(server, 'listening'); const { port } = server.address() as AddressInfo; const base = `http://127.0.0.1:${port}`;
const wss = new WebSocketServer({ server, path: '/ws' }); wss.on('connection', (ws, req) => { ws.on('message', (m) => { ws.send(`${req.url} ${m}`); }); ws.on('close', (c) => { console.log('ws closed', c); }); });
const call = (path: string, init?: RequestInit) => fetch(base + path, { ...init, headers: { 'content-type': 'application/json', ...init?.headers } });
const made = await Promise.all(['a1', 'b2', 'c3'].map((id) => call('/items', { method: 'POST', body: JSON.stringify({ id }) }).then((r) => r.json() as Promise<{ id: string }>)));
console.log(made.map((m) => m.id).join(), store.size, [...store].length);
for (const p of ['/items/a1', '/items/zz', '/sync', '/none']) { const r = await call(p); console.log(p, r.status, r.headers.get('etag')?.length, (await r.text()).slice(0, 60).replace(/\s+at .*/s, '')); }
console.log(await (await call('/stream')).text());
const client = axios.create({ baseURL: base, timeout: 30_000, validateStatus: () => true }); client.interceptors.response.use((r) => { r.data.seen = true; return r; });
console.log((await client.get('/items/b2')).data);
async function retry<T>(f: (n: number) => Promise<T>, most = 3): Promise<T> { for (let n = 1; ; n++) { try { return await f(n); } catch (e) { if (n === most) throw e; await sleep(Math.random() * 2 ** n); } } }
console.log(await retry(async (n) => { if (n < 3) throw new Error('flaky'); return (await call('/items/a1')).status; }));
const ws = new WebSocket(`ws://127.0.0.1:${port}/ws`); await once(ws, 'open'); ws.send('hey'); const [m] = await once(ws, 'message'); console.log(String(m)); ws.close(4000); await once(ws, 'close');
const raw = httpRequest({ port, host: '127.0.0.1', path: '/items/a1', agent: new Agent({ keepAlive: false }) }); raw.end(); const [res] = await once(raw, 'response') as [IncomingMessage]; console.log(res.statusCode, await json(res));
const log = pino({ base: null, timestamp: false }, { write(s: string) { console.log('log', s.trim()); } } as any); log.info({ a: 1, err: new NotFound('thing') }.a, 'started'); log.child({ req: 1 }).warn('careful');
const dir = await mkdtemp(join(tmpdir(), 'svc-')); await writeFile(join(dir, 'a.json'), JSON.stringify({ n: 1 })); await appendFile(join(dir, 'a.json'), '\n'); const fh = await open(join(dir, 'a.json')); console.log(JSON.parse(await readFile(join(dir, 'a.json'), 'utf8')).n, (await readdir(dir)).join(), (await stat(dir)).isDirectory(), (await fh.stat()).size); await fh.close(); await rm(dir, { recursive: true });
const w = new Worker('const { parentPort } = require("node:worker_threads"); parentPort.on("message", (n) => { if (n < 0) process.exit(7); parentPort.postMessage(n * n); });', { eval: true }); const squares: number[] = []; w.on('message', (v) => { squares.push(v); if (squares.length === 3) w.postMessage(-1); }); for (const x of [2, 3, 4]) w.postMessage(x); const [wc] = await once(w, 'exit'); console.log(squares.join(), wc);
const kid = spawn('sh', ['-c', 'cat; echo err >&2; exit 4']); kid.stdin.end('to the child'); console.log(await Promise.all([text(kid.stdout), text(kid.stderr), once(kid, 'close').then(([c]) => c)]));
const key = await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify']); const sig = await subtle.sign('HMAC', key, Buffer.from('m')); console.log(await subtle.verify('HMAC', key, sig, Buffer.from('m')), sig.byteLength, key.type); const jwk = await subtle.exportKey('jwk', key); console.log(jwk.kty, (await subtle.digest('SHA-1', Buffer.from('abc'))).byteLength);
const salt = randomBytes(8); const h = scryptSync('pw', salt, 16); console.log(timingSafeEqual(h, scryptSync('pw', salt, 16)), createHmac('sha256', 'k').update('x').digest('base64url'));
const controller = new AbortController(); const pending = call('/stream', { signal: controller.signal }).then((r) => r.text()); setTimeout(() => { controller.abort(new NotFound('abort')); }, 1); await pending.then((t) => { console.log('~ came', t); }, (e: Error) => { console.log('~ aborted', e.message, e instanceof NotFound); });
const results = await Promise.allSettled([call('/sync'), fetch('http://127.0.0.1:1'), sleep(1).then(() => { throw new NotFound('x'); }), AbortSignal.timeout(1) && fetch(base + '/none', { signal: AbortSignal.abort('why') })]); console.log(results.map((r) => r.status === 'fulfilled' ? 'ok' : `${(r.reason as Error)?.name ?? r.reason} ${((r.reason as Error)?.cause as any)?.code}`).join(' | '));
process.once('SIGTERM', async () => { console.log('stopping'); wss.close(); server.close(() => { console.log('server closed'); }); server.closeIdleConnections(); await sleep(2); server.closeAllConnections(); console.log('stopped', process.uptime() > 0); });
process.kill(process.pid, 'SIGTERM');

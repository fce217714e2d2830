// Web streams and what is built on them, messages, blobs, forms, requests and responses of the program's own making.
let this_: string | undefined;
import { Readable, Writable } from 'node:stream';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { receiveMessageOnPort, MessageChannel as MC } from 'node:worker_threads';
const server = createServer((req, res) => { res.writeHead(200, { 'content-type': 'text/plain' }); let i = 0; const t = setInterval(() => { res.write(`línea ${i}\n`); if (++i === 4) { clearInterval(t); res.end(); } }, 2); req.resume(); });
server.listen(0, '127.0.0.1'); await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const body = (await fetch(url)).body!;
let text = '';
for await (const part of body.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>) text += part;
console.log(text.split('\n').length, text.includes('línea'));
const early = (await fetch(url)).body!;
for await (const part of early as unknown as AsyncIterable<Uint8Array>) { console.log('first', part.length > 0); break; }
const [one, two] = (await fetch(url)).body!.tee();
console.log((await new Response(one).text()) === (await new Response(two).text()));
const gz = (await fetch(url)).body!.pipeThrough(new CompressionStream('gzip'));
const un = gz.pipeThrough(new DecompressionStream('gzip')).pipeThrough(new TextDecoderStream());
console.log((await Array.fromAsync?.(un as any) ?? await (async () => { const all = []; for await (const x of un as any) all.push(x); return all; })()).join('').length);
const lines: string[] = [];
await (await fetch(url)).body!.pipeThrough(new TextDecoderStream()).pipeThrough(new TransformStream<string, string>({ start() { this_ = 'started'; }, transform(chunk, c) { for (const l of chunk.split('\n')) if (l) c.enqueue(l.toUpperCase()); }, flush(c) { c.enqueue('FLUSHED'); } })).pipeTo(new WritableStream({ write(l) { lines.push(l); }, close() { lines.push('closed'); } }));
console.log(lines.join(), this_);
console.log((await Readable.fromWeb((await fetch(url)).body as any).toArray()).length > 0);
const reader = (await fetch(url)).body!.getReader();
const first = await reader.read(); console.log(first.done, first.value instanceof Uint8Array); await reader.cancel('enough'); console.log((await reader.read()).done, await reader.closed.then(() => 'closed'));
const w = Writable.toWeb(new Writable({ write(c, e, d) { console.log('node got', String(c)); d(); } }));
const writer = w.getWriter(); await writer.write('x' as any); await writer.close();
const bytes = new ReadableStream({ type: 'bytes', pull(c) { const v = c.byobRequest?.view as Uint8Array | undefined; if (v) { v[0] = 65; c.byobRequest!.respond(1); } else { c.enqueue(new Uint8Array([66])); } } });
const byob = bytes.getReader({ mode: 'byob' }); const r = await byob.read(new Uint8Array(4)); console.log(r.value!.length, r.value![0]); await byob.cancel();
const erring = new ReadableStream({ start(c) { setTimeout(() => { c.error(new TypeError('late error')); }, 2); } });
try { for await (const x of erring as any) console.log(x); } catch (e) { console.log((e as Error).name, (e as Error).message); }
const ac = new AbortController();
setTimeout(() => { ac.abort(new Error('stop it')); }, 3);
try { await new ReadableStream({ pull() { return new Promise(() => {}); } }).pipeTo(new WritableStream(), { signal: ac.signal }); } catch (e) { console.log((e as Error).message); }
const form = new FormData(); form.append('a', '1'); form.append('file', new File(['content'], 'name.txt', { type: 'text/plain' }));
const echoed = await new Response(form).formData(); const f = echoed.get('file') as File;
console.log(echoed.get('a'), f.name, f.size, f.type, await f.text(), f instanceof File, f instanceof Blob);
const blob = new Blob(['ab', new Uint8Array([99]), new Blob(['d'])], { type: 'x/y' });
console.log(blob.size, blob.type, await blob.text(), await blob.slice(1, 3).text(), new Uint8Array(await blob.arrayBuffer()).join());
let n = 0; for await (const c of blob.stream() as any) n += c.length; console.log(n);
const req = new Request('http://x.y/z?q=1', { method: 'POST', body: JSON.stringify({ a: 1 }), headers: { 'content-type': 'application/json' } });
console.log(req.method, req.url, req.headers.get('content-type'), await req.clone().json(), await req.text(), req.bodyUsed);
console.log(await Response.json({ ok: true }).json(), Response.error().type, Response.redirect('http://a.b/', 302).status);
const { port1, port2 } = new MC(); port1.postMessage({ a: [1] }); console.log(receiveMessageOnPort(port2), receiveMessageOnPort(port2)); port1.close();
let heard = 0;
const ch = new MessageChannel(); const both = new Promise<void>((d) => { ch.port1.addEventListener('message', (e) => { console.log('via listener', e.data, e instanceof MessageEvent); if (++heard === 2) d(); }); }); ch.port1.start(); ch.port2.postMessage('m1'); ch.port2.postMessage(new Map([[1, 2]])); await both; ch.port1.close();
const bc1 = new BroadcastChannel('n'), bc2 = new BroadcastChannel('n'); const got: unknown[] = []; const all = new Promise<void>((d) => { bc2.addEventListener('message', (e) => { got.push((e as MessageEvent).data); if (got.length === 2) { bc1.close(); bc2.close(); console.log('bc', got); d(); } }); }); bc1.postMessage(1); bc1.postMessage({ two: 2 });
await all;
console.log(structuredClone({ d: new Date(0), m: new Map([[1, new Set([2])]]) }));
server.close(); server.closeAllConnections();

const gone = new Uint8Array([1, 2, 3]); const chn = new MessageChannel(); const arrived = new Promise((d) => { chn.port1.onmessage = (e) => { d((e.data as Uint8Array).join()); chn.port1.close(); }; }); chn.port2.postMessage(gone, [gone.buffer]); console.log(gone.length, gone.buffer.byteLength, await arrived);
const opt = new ArrayBuffer(4); const ch3 = new MessageChannel(); ch3.port2.postMessage({ opt }, { transfer: [opt] }); console.log(opt.byteLength); ch3.port1.close();

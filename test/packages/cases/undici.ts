// undici: request, pools, pipelines, streams, dispatchers, its own fetch.
import { Readable, PassThrough, Writable } from 'node:stream';
import { Agent, Client, errors, fetch, FormData, pipeline, Pool, request, stream } from 'undici';

const url = process.env['PEER']!;
const { statusCode, headers, body } = await request(`${url}/json`, { method: 'POST', body: JSON.stringify({ a: 1 }), headers: { 'x-client': 'undici' } });
console.log(statusCode, headers['content-type'], await body.json());

const pool = new Pool(url, { connections: 3, pipelining: 1 });
pool.on('connect', () => { console.log('~ connected'); });
const all = await Promise.all(Array.from({ length: 12 }, async (_, n) => {
  const reply = await pool.request({ path: `/wait?n=${n}`, method: 'GET' });
  const { n: back } = await reply.body.json() as { n: string };
  console.log('~ back', back);
  return back;
}));
console.log(all.join());
await pool.close();

const client = new Client(url);
let size = 0;
await client.stream({ path: '/big', method: 'GET', opaque: { tag: 'mine' } }, ({ statusCode: status, opaque }) => {
  console.log('stream', status, opaque);
  return new Writable({ write(chunk: Buffer, _encoding, done) { size += chunk.length; done(); } });
});
console.log('size', size);

const piped = Readable.from(['through ', 'the ', 'pipe']).pipe(pipeline(`${url}/json`, { method: 'POST' }, ({ body: reply }) => reply)).pipe(new PassThrough());
let text = '';
for await (const chunk of piped) text += String(chunk);
console.log('pipeline', (JSON.parse(text) as { body: string }).body);

try {
  await client.request({ path: '/slow', method: 'GET', headersTimeout: 20 });
} catch (error) {
  console.log('timeout', error instanceof errors.HeadersTimeoutError, (error as { code: string }).code);
}
const controller = new AbortController();
setTimeout(() => { controller.abort(new Error('enough')); }, 5);
await request(`${url}/slow`, { signal: controller.signal }).catch((error: Error) => { console.log('aborted', error.message); });

const dispatcher = new Agent({ keepAliveTimeout: 10 });
const form = new FormData();
form.set('field', 'value');
const fetched = await fetch(`${url}/json`, { method: 'POST', body: form, dispatcher });
console.log('fetch', fetched.ok, fetched.headers.getSetCookie(), ((await fetched.json()) as { type: string }).type.split(';')[0]);
let chunks = '';
for await (const chunk of (await fetch(`${url}/chunks`, { dispatcher })).body!) chunks += Buffer.from(chunk as Uint8Array).toString();
console.log('chunks', chunks.length);
await stream(`${url}/gzip`, { method: 'GET', opaque: new PassThrough() }, ({ opaque }) => opaque as PassThrough).then(({ opaque }) => { (opaque as PassThrough).resume(); });
await Promise.all([dispatcher.close(), client.close()]);
console.log('closed', client.closed, dispatcher.closed);

// fetch and node:http(s) against servers that answer differently every time.
import * as http from 'node:http';
import { request, Agent } from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { attemptLater, check, say } from './say.js';

const base = process.env['SERVER']!;
const refused = process.env['REFUSED']!;

async function fetching(): Promise<void> {
  const response = await fetch(`${base}/hello`);
  say('fetch', response.status, response.statusText, response.ok, response.type, response.redirected, new URL(response.url).pathname);
  check('classes', response instanceof Response && response.headers instanceof Headers);
  say('headers', response.headers.get('x-count'), response.headers.has('nothing'), [...response.headers].length, [...response.headers.keys()]);
  say('text', await response.text(), response.bodyUsed);
  await attemptLater('text twice', () => response.text());
  say('json', await (await fetch(`${base}/json`)).json());
  say('arrayBuffer', Buffer.from(await (await fetch(`${base}/hello`)).arrayBuffer()).toString());
  const blob = await (await fetch(`${base}/hello`)).blob();
  say('blob', blob.size, blob.type, await blob.text());
  const form = await (await fetch(`${base}/form`)).formData();
  say('formData', form.get('name'), [...form.keys()]);
  const copy = await fetch(`${base}/hello`);
  const twin = copy.clone();
  say('clone', await copy.text() === await twin.text());
  const streamed = await fetch(`${base}/chunks`);
  const sizes: number[] = [];
  for await (const chunk of streamed.body!) sizes.push((chunk as Uint8Array).length);
  say('chunks', sizes);
  const reader = (await fetch(`${base}/chunks`)).body!.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    say('reader', value.length, Buffer.from(value).toString().slice(0, 8));
  }
  const decoded: string[] = [];
  for await (const part of (await fetch(`${base}/chunks`)).body!.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>)) decoded.push(part);
  say('decoded', decoded.join('').length);
  const posted = await fetch(`${base}/echo`, { method: 'POST', body: JSON.stringify({ at: Date.now() }), headers: { 'content-type': 'application/json', 'x-a': 'b' } });
  say('post', posted.status, await posted.json());
  const filled = new FormData();
  filled.set('a', 'b');
  say('post a form', ((await (await fetch(`${base}/echo`, { method: 'POST', body: filled })).text()).includes('form-data')));
  say('Request', (await (await fetch(new Request(`${base}/echo`, { method: 'PUT', body: 'text', headers: new Headers({ a: '1' }) }))).text()));
  say('redirect', (await fetch(`${base}/redirect`)).redirected);
  say('missing', (await fetch(`${base}/missing`)).status);
  await attemptLater('a refused connection', () => fetch(refused));
  await attemptLater('no address', () => fetch('nothing'));
  const controller = new AbortController();
  const slow = fetch(`${base}/slow`, { signal: controller.signal });
  setTimeout(() => { controller.abort(); }, 5);
  await attemptLater('an aborted fetch', () => slow);
  await attemptLater('a fetch with a time-out', () => fetch(`${base}/slow`, { signal: AbortSignal.timeout(5) }));
  await attemptLater('a broken body', async () => (await fetch(`${base}/broken`)).text());
  say('new Response', await new Response('made here', { status: 201, headers: { a: 'b' } }).text(), Response.json({ a: 1 }).headers.get('content-type'));

  const order: string[] = [];
  await Promise.all(Array.from({ length: 6 }, async (_, i) => { const answer = await fetch(`${base}/random`); order.push(`head ${i}`); order.push(`body ${i} ${await answer.text()}`); }));
  say('concurrently', order);
  say('race', await Promise.race([0, 1, 2].map(async (i) => `${i} ${await (await fetch(`${base}/random`)).text()}`)));
  say('all settled', (await Promise.allSettled([fetch(`${base}/random`), fetch(refused), fetch(`${base}/random`)])).map(({ status }) => status));
}

const asked = (url: string, options: http.RequestOptions = {}, body?: string): Promise<http.IncomingMessage> => new Promise((fulfil, reject) => {
  const sent = request(url, options, fulfil);
  sent.on('error', reject);
  sent.end(body);
});

async function asking(): Promise<void> {
  const message = await asked(`${base}/hello`);
  say('http.request', message.statusCode, message.statusMessage, message.headers['x-count'], message.httpVersion, message.rawHeaders.length);
  check('a message', message instanceof http.IncomingMessage);
  let whole = '';
  message.setEncoding('utf8');
  message.on('data', (chunk: string) => { whole += chunk; });
  await new Promise<void>((done) => { message.on('end', () => { done(); }); });
  say('its data', whole, message.complete);
  await new Promise<void>((done) => { http.get(`${base}/json`, (response) => { void text(response).then((got) => { say('http.get', got); done(); }); }); });
  const sizes: number[] = [];
  for await (const chunk of await asked(`${base}/chunks`)) sizes.push((chunk as Buffer).length);
  say('chunks', sizes);
  say('post', await text(await asked(`${base}/echo`, { method: 'POST', headers: { 'content-type': 'text/plain' } }, 'a body')));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let i = 0; i < 3; i++) {
    const reply = await asked(`${base}/random`, { agent });
    const { socket } = reply;
    say('agent', await text(reply), typeof socket.remotePort, socket instanceof net.Socket);
  }
  agent.destroy();
  await attemptLater('a refused connection', () => asked(refused));
  await attemptLater('a time-out', () => new Promise((_, reject) => { const sent = http.get(`${base}/slow`, { timeout: 8 }); sent.on('timeout', () => { sent.destroy(new Error('too slow')); }); sent.on('error', reject); }));
  await attemptLater('destroyed', () => new Promise((_, reject) => { const sent = http.get(`${base}/slow`); sent.on('error', reject); setTimeout(() => { sent.destroy(); }, 5); }));
  await attemptLater('https to a plain port', () => new Promise((_, reject) => { https.get(refused.replace('http:', 'https:')).on('error', reject); }));
  const parts: string[] = [];
  await pipeline(await asked(`${base}/chunks`), async function* (source) { for await (const chunk of source) { parts.push(String((chunk as Buffer).length)); yield chunk; } }, async (source) => { for await (const _ of source) { /* read to the end */ } });
  say('pipeline', parts);
}

async function serving(): Promise<void> {
  const server = http.createServer((incoming, response) => {
    void text(incoming).then((body) => { response.setHeader('x-made', Date.now()); response.writeHead(202, { a: 'b' }); response.write(`${incoming.method} ${incoming.url} `); response.end(body); });
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', () => { done(); }); });
  const { port } = server.address() as net.AddressInfo;
  say('listening', server.listening, port);
  const answer = await fetch(`http://127.0.0.1:${port}/served`, { method: 'POST', body: 'sent' });
  say('served', answer.status, answer.headers.get('a'), answer.headers.get('x-made'), await answer.text());
  server.closeAllConnections();
  await new Promise<void>((done) => { server.close(() => { done(); }); });
  const echo = net.createServer((socket) => { socket.pipe(socket); });
  await new Promise<void>((done) => { echo.listen(0, '127.0.0.1', () => { done(); }); });
  const socket = net.connect((echo.address() as net.AddressInfo).port, '127.0.0.1');
  socket.end('over a socket');
  say('echo', await text(socket));
  echo.close();
  await sleep(2);
}

fetching().then(asking).then(serving).then(() => { say('done'); }, (error: unknown) => { say('main fails', error); console.log((error as Error).stack); });

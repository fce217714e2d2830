// A WebSocket client on ws: events, `for await` over messages, streams, an unexpected response.
import { once } from 'node:events';
import WebSocket, { createWebSocketStream } from 'ws';

const url = process.env['PEER']!;
const socket = new WebSocket(url);
await once(socket, 'open');
console.log('open', socket.readyState === WebSocket.OPEN, socket.protocol === '');
socket.send('count 4');
let seen = 0;
for await (const [data, binary] of messages(socket)) {
  console.log('message', (data as Buffer).toString(), binary);
  if (++seen === 4) break;
}
const closed = once(socket, 'close') as Promise<[number, Buffer]>;
socket.send('close');
const [code, reason] = await closed;
console.log('close', code, reason.toString());

async function* messages(from: WebSocket): AsyncGenerator<[unknown, boolean]> {
  const queue: [unknown, boolean][] = [];
  let wake: (() => void) | undefined;
  from.on('message', (data, binary) => { queue.push([data, binary]); wake?.(); });
  for (;;) {
    while (queue.length > 0) yield queue.shift()!;
    await new Promise<void>((done) => { wake = done; });
  }
}

const stream = createWebSocketStream(new WebSocket(`${url}/stream`), { encoding: 'utf8' });
stream.write('first ');
stream.write('second');
stream.end();
let text = '';
for await (const chunk of stream) text += chunk as string;
console.log('stream', text);

const refused = new WebSocket(`${url}/refused`);
refused.on('unexpected-response', (_request, response) => { console.log('refused', response.statusCode); refused.terminate(); });
refused.on('error', (error) => { console.log('error', error.message); });
await new Promise((done) => { refused.on('close', done); });
console.log('state', refused.readyState);

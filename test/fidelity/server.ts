// The servers that the programs talk to: each answer is another one, after another time.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A running server. */
export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a server on a free port. */
export async function serve(): Promise<Server> {
  let count = 0;
  const server = createServer((request, response) => { void answer(request, response, ++count); });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', () => { done(); }); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => { done(); }); }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, count: number): Promise<void> {
  response.setHeader('x-count', count);
  switch (request.url) {
    case '/hello': response.setHeader('content-type', 'text/plain'); response.end(`hello for the ${count}th time`); return;
    case '/json': response.setHeader('content-type', 'application/json'); response.end(JSON.stringify({ count, random: Math.random(), list: [1, { a: null }] })); return;
    case '/form': response.setHeader('content-type', 'application/x-www-form-urlencoded'); response.end(`name=form+${count}&other=1`); return;
    case '/redirect': response.writeHead(302, { location: '/hello' }).end(); return;
    case '/slow': setTimeout(() => { response.end('at last'); }, 2_000).unref(); return;
    case '/broken': response.setHeader('content-length', 100); response.write('cut off'); setTimeout(() => { response.destroy(); }, 5); return;
    case '/random': setTimeout(() => { response.end(`answer ${count}`); }, Math.random() * 15); return;
    case '/echo': response.end(JSON.stringify({ method: request.method, a: request.headers['x-a'], body: await text(request) })); return;
    case '/chunks':
      for (let i = 0; i < 4; i++) {
        response.write(`chunk ${i} ${'x'.repeat(Math.floor(Math.random() * 3_000))}`);
        await new Promise((done) => { setTimeout(done, 2 + Math.random() * 4); });
      }
      response.end();
      return;
    default: response.writeHead(404).end('nothing here');
  }
}

// A process that runs for days keeps nothing of the requests that it has answered.
import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const REQUESTS = Number(process.env['REQUESTS'] ?? 2_000);
const { gc } = globalThis as { gc?: () => void };

const server = createServer((request, response) => {
  (request as IncomingMessage & { user?: object }).user = { headers: request.headers };
  response.setHeader('x-path', request.url!);
  setImmediate(() => { response.end(JSON.stringify({ at: Date.now() })); });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const agent = new Agent({ keepAlive: true, maxSockets: 10 });
const { port } = server.address() as AddressInfo;

async function ask(path: string): Promise<number> {
  agent.emit(Symbol(path.padEnd(2_000)));
  const [response] = await once(get({ port, host: '127.0.0.1', agent, path }), 'response') as [IncomingMessage];
  let size = 0;
  for await (const chunk of response) size += (chunk as Buffer).length;
  return size;
}

const heaps: number[] = [];
const PARTS = 5;
for (let part = 0; part < PARTS; part++) {
  for (let n = 0; n < REQUESTS / PARTS; n += 10) await Promise.all(Array.from({ length: 10 }, (_, i) => ask(`/${n + i}`)));
  for (let i = 0; i < 3; i++) {
    gc?.();
    await new Promise((done) => { setTimeout(done, 10); });
  }
  heaps.push(process.memoryUsage().heapUsed);
}
agent.destroy();
server.close();
console.log('answered', REQUESTS);
console.log('~ kilobytes', heaps.map((heap) => Math.round(heap / 1024)).join(' '));

// A small JSON server, node:http or express. Says on stderr when it listens, and on SIGTERM what a request cost.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

let served = 0;

function answer(path: string | undefined): { url: string | undefined; at: number; number: number } {
  return { url: path, at: Date.now(), number: ++served };
}

async function listener(): Promise<http.RequestListener> {
  if (process.env.KIND !== 'express') {
    return (request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer(request.url)));
    };
  }
  const { default: express } = await import('express');
  const app = express();
  app.get('/item/:id', (request, response) => { response.json(answer(request.params.id)); });
  return app;
}

async function main(): Promise<void> {
  const server = http.createServer(await listener());
  server.listen(0, '127.0.0.1', () => {
    const before = process.cpuUsage();
    process.once('SIGTERM', () => {
      const { user, system } = process.cpuUsage(before);
      process.stderr.write(`${JSON.stringify({ figures: { 'CPU of a request': ((user + system) * 1000) / served }, served })}\n`, () => process.exit(0));
    });
    process.stderr.write(`listening on ${(server.address() as AddressInfo).port}\n`);
  });
}

void main();

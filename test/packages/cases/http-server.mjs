// The server that the peers of clients start.
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

const routes = {
  '/404': (_request, response) => { response.writeHead(404, { 'content-type': 'application/json' }).end('{"why":"not here"}'); },
  '/500': (_request, response) => { response.writeHead(500).end('broken'); },
  '/broken': async (_request, response) => { response.writeHead(200, { 'content-length': 100 }); response.write('cut'); await pause(5); response.destroy(); },
  '/slow': async (_request, response) => { await pause(400); response.end('slow'); },
  '/chunks': async (_request, response) => {
    for (let i = 0; i < 5; i++) { response.write(`chunk ${i} ${'x'.repeat(2_000)}\n`); await pause(Math.random() * 4); }
    response.end();
  },
  '/big': (_request, response) => { response.end(Buffer.alloc(400_000, 'big')); },
  '/gzip': (_request, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('zipped '.repeat(100))); },
  '/redirect': (_request, response) => { response.writeHead(302, { location: '/json?redirected' }).end(); },
  '/wait': async (request, response) => {
    await pause(Math.random() * 10);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ n: new URL(request.url, 'http://x').searchParams.get('n') }));
  },
  '/flaky': (() => { let count = 0; return (_request, response) => { response.writeHead(++count % 3 === 0 ? 200 : 503).end(String(count % 3 === 0)); }; })(),
  '/events': async (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let i = 0; i < 6; i++) { response.write(`event: tick\nid: ${i}\ndata: {"i":${i},\ndata: "r":${Math.random()}}\n\n`); await pause(Math.random() * 4); }
    response.end('data: [DONE]\n\n');
  },
};

export const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://x');
  const route = routes[pathname];
  if (route !== undefined) { await route(request, response); return; }
  let body = '';
  for await (const chunk of request) body += chunk;
  response.setHeader('content-type', 'application/json');
  response.setHeader('set-cookie', ['a=1', 'b=2']);
  response.end(JSON.stringify({ method: request.method, url: request.url, client: request.headers['x-client'], id: request.headers['x-id'], type: request.headers['content-type'], body }));
});

/** Adds a route. */
export function route(path, handler) {
  routes[path] = handler;
}

/** Starts the server, and says where. */
export function start() {
  server.listen(0, '127.0.0.1', () => { console.log(`http://127.0.0.1:${server.address().port}`); });
}

// A server under load: keep-alive and pipelined requests, bodies that stream, clients that give up.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

let answered = 0;
let aborted = 0;
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url!, 'http://here');
  request.on('error', () => { /* told by close */ });
  response.on('close', () => { if (response.writableFinished) answered++; else aborted++; });
  switch (pathname) {
    case '/hello': response.end(`hello ${searchParams.get('n')!}`); return;
    case '/upload': {
      const hash = createHash('sha1');
      let size = 0;
      request.on('data', (chunk: Buffer) => { size += chunk.length; hash.update(chunk); });
      request.on('end', () => { response.end(`${size} ${hash.digest('hex')}`); });
      return;
    }
    case '/download': {
      const size = Number(searchParams.get('size'));
      const parts = function* (): Generator<Buffer> { for (let left = size; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536), 'd'); };
      pipeline(Readable.from(parts()), response).catch((error: NodeJS.ErrnoException) => { console.log('~', error.code); });
      return;
    }
    case '/later': setTimeout(() => { response.end('later'); }, Math.random() * 20); return;
    case '/end': response.setHeader('connection', 'close').end('bye'); server.close(() => { console.log('answered', answered, 'aborted', aborted); }); return;
    default: response.writeHead(404).end();
  }
});
server.listen(0, '127.0.0.1', () => { console.log(`~ listening ${(server.address() as { port: number }).port}`); });

// Listeners and headers: what registers them queues nothing, or, where the outside listens for it, everything.
import http from 'node:http';
import { Readable } from 'node:stream';
import { Eager, Quiet } from 'emitter';

async function turns(label: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await null;
    console.log(label, i);
  }
}

async function main(): Promise<void> {
  const quiet = new Quiet();
  for (let i = 0; i < 12; i++) quiet.on('many', () => console.log('many', i));
  quiet.once('many', () => console.log('once'));
  quiet.emit('many');
  console.log(quiet.listenerCount('many'));

  const eager = new Eager();
  const running = turns('beside', 8);
  eager.on('gone', (event: string) => console.log('gone', event));
  const heard = (how: string): void => console.log('heard', how);
  eager.on('event', heard);
  console.log('registered');
  await running;
  eager.off('event', heard);
  await turns('after', 4);

  const stream = Readable.from(['a', 'b', 'c']);
  stream.once('data', (chunk: string) => console.log('first', chunk));
  stream.on('end', () => console.log('end'));
  stream.on('data', (chunk: string) => console.log('chunk', chunk));
  await turns('streaming', 6);
  await new Promise((resolve) => { stream.on('close', resolve); });

  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    for (let i = 0; i < 3; i++) response.setHeader(`x-${i}`, String(i));
    response.removeHeader('x-1');
    console.log(response.getHeaderNames().join(), response.hasHeader('x-2'), response.getHeader('x-2'));
    response.end(JSON.stringify({ url: request.url, seen: request.headers['x-asked'] }));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as { port: number };
  const options = {
    host: '127.0.0.1', port, agent, path: '/', headers: { 'x-asked': 'yes' } as Record<string, string>,
    get method(): string { console.log('method read'); return 'GET'; },
    lookup: undefined,
  };
  for (let i = 0; i < 3; i++) {
    options.path = `/${i}`;
    const body = await new Promise<string>((resolve, reject) => {
      const request = http.request(options, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => { text += chunk; });
        response.on('end', () => resolve(text));
      });
      request.setHeader('x-more', 'yes');
      request.on('error', reject);
      request.end();
    });
    console.log(body, Object.keys(options).join());
  }
  agent.destroy();
  server.close();

  process.on('asked', (what: string) => { console.log('asked', what); });
  console.log(process.emit('asked' as 'exit', 'aloud' as unknown as number), process.emit('unheard' as 'exit', 0));
  process.setUncaughtExceptionCaptureCallback((error) => { console.log('captured', error.message); });
  setTimeout(() => { throw new Error('thrown by a timer'); }, 1);
  setTimeout(() => { console.log(process.hasUncaughtExceptionCaptureCallback()); }, 5);
}

void main();

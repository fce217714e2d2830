// Many clients at once. REQUESTS says how many requests; a tenth give up, a tenth are pipelined by hand.
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { client } from './http-client.mjs';

const REQUESTS = Number(process.env['REQUESTS'] ?? 300);
const CONCURRENT = 50;
const MEGABYTES = REQUESTS >= 2_000 ? 4 : 1;

await client(async ({ port, get }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENT });
  const ask = (path, { body, giveUp } = {}) => new Promise((done, fail) => {
    const asking = request({ port, host: '127.0.0.1', path, agent, method: body === undefined ? 'GET' : 'POST' }, (response) => {
      let size = 0;
      response.on('data', (chunk) => { size += chunk.length; if (giveUp) asking.destroy(); });
      response.on('close', () => { done(size); });
      response.on('error', () => undefined);
    });
    asking.on('error', (error) => { if (giveUp) done(0); else fail(error); });
    if (giveUp && body === undefined) setTimeout(() => { asking.destroy(); }, Math.random() * 10);
    if (body === undefined) asking.end();
    else if (giveUp) asking.write(body.subarray(0, 1_000), () => { setTimeout(() => { asking.destroy(); }, Math.random() * 10); });
    else asking.end(body);
  });
  const pipelined = (n) => new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    for (let i = 0; i < 4; i++) socket.write(`GET /hello?n=${n}.${i} HTTP/1.1\r\nhost: x\r\n${i === 3 ? 'connection: close\r\n' : ''}\r\n`);
    socket.resume().on('close', done);
  });
  const body = Buffer.alloc(MEGABYTES << 20, 'upload');
  let next = 0;
  const work = async () => {
    for (let n = next++; n < REQUESTS; n = next++) {
      switch (n % 20) {
        case 0: await ask('/later', { giveUp: true }); break;
        case 1: await ask('/upload', { giveUp: true, body }); break;
        case 2: case 3: await pipelined(n); break;
        case 4: await ask('/upload', { body: n % 100 === 4 ? body : body.subarray(0, 30_000) }); break;
        case 5: await ask(`/download?size=${n % 100 === 5 ? MEGABYTES << 20 : 30_000}`); break;
        case 6: await ask(`/download?size=${MEGABYTES << 20}`, { giveUp: n % 40 === 6 }); break;
        case 7: case 8: case 9: await ask('/later'); break;
        default: await ask(`/hello?n=${n}`);
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, work));
  agent.destroy();
  await new Promise((done) => { setTimeout(done, 100); });
  await get('/end');
});

// http, https and http2: servers, clients, agents, upgrades, trailers, pushes.
import { once } from 'node:events';
import { Agent, createServer, get, request, type IncomingMessage } from 'node:http';
import { connect, constants, createServer as createHttp2 } from 'node:http2';
import { createServer as createHttps, get as getHttps } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { cert, key } from './certificate.js';

const text = async (from: AsyncIterable<unknown>): Promise<string> => {
  let all = '';
  for await (const chunk of from) all += String(chunk);
  return all;
};
const server = createServer((req, res) => {
  if (req.url === '/trailers') {
    res.writeHead(200, { trailer: 'x-sum' });
    res.write('body');
    res.addTrailers({ 'x-sum': '4' });
    res.end();
  } else if (req.url === '/early') {
    res.writeEarlyHints({ link: '</style.css>; rel=preload' });
    res.end('late');
  } else void text(req).then((body) => { res.setHeader('x-method', req.method!).end(`${body}${req.headers.host === undefined}`); });
});
server.on('upgrade', (_request, socket: Socket) => { socket.end('HTTP/1.1 101 Switching\r\nupgrade: raw\r\nconnection: upgrade\r\n\r\nraw hello'); });
server.on('checkContinue', (_request, res) => { res.writeContinue(); res.end('continued'); });
server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => { console.log('client error', error.code); socket.end('HTTP/1.1 400 Bad\r\n\r\n'); });
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const base = { port, host: '127.0.0.1' };
const agent = new Agent({ keepAlive: true, maxSockets: 2 });
const answer = await new Promise<IncomingMessage>((done) => { get({ ...base, path: '/trailers', agent }, done); });
console.log(await text(answer), answer.trailers, answer.complete);
const posts = await Promise.all(Array.from({ length: 6 }, (_, i) => new Promise<string>((done, fail) => {
  const post = request({ ...base, method: 'POST', agent, headers: { 'content-type': 'text/plain' } }, (res) => { void text(res).then(done); });
  post.on('error', fail);
  post.write(`part ${i} `);
  post.end('end ');
})));
console.log(posts.join('|'));
const early = get({ ...base, path: '/early', agent });
early.on('information', ({ statusCode, headers }) => { console.log('information', statusCode, headers.link); });
console.log(await text(((await once(early, 'response')) as [IncomingMessage])[0]));
const upgrade = get({ ...base, headers: { connection: 'upgrade', upgrade: 'raw' } });
const [, socket, head] = await once(upgrade, 'upgrade') as [unknown, Socket, Buffer];
console.log('upgraded', head.toString() + await text(socket));
const expecting = request({ ...base, method: 'PUT', headers: { expect: '100-continue' } });
expecting.on('continue', () => { console.log('continue'); expecting.end('x'); });
console.log(await text(((await once(expecting, 'response')) as [IncomingMessage])[0]));
const aborted = get({ ...base });
aborted.destroy(new Error('stopped'));
console.log(((await once(aborted, 'error')) as Error[])[0]!.message);
agent.destroy();
server.close();
await once(server, 'close');

const secure = createHttps({ key, cert }, (req, res) => { res.end(`secure ${req.url!}`); }).listen(0, '127.0.0.1');
await once(secure, 'listening');
console.log(await new Promise<string>((done) => { getHttps({ port: (secure.address() as AddressInfo).port, host: '127.0.0.1', ca: cert, path: '/x', agent: false }, (res) => { void text(res).then(done); }); }));
secure.close();

const two = createHttp2();
two.on('stream', (stream, headers) => {
  if (headers[':path'] === '/push') stream.pushStream({ ':path': '/pushed' }, (_error, push) => { push.respond({ ':status': 200 }); push.end('pushed'); });
  stream.respond({ ':status': 200, 'x-path': headers[':path'] });
  stream.end(`two ${headers[':method']!}`);
});
two.listen(0, '127.0.0.1');
await once(two, 'listening');
const session = connect(`http://127.0.0.1:${(two.address() as AddressInfo).port}`);
session.on('stream', (pushed, headers) => { void text(pushed.setEncoding('utf8') as AsyncIterable<unknown>).then((body) => { console.log('push', headers[':path'], body); }); });
for (const path of ['/', '/push']) {
  const stream = session.request({ [constants.HTTP2_HEADER_PATH]: path });
  const [headers] = await once(stream, 'response') as [Record<string, unknown>];
  console.log(headers[':status'], headers['x-path'], await text(stream.setEncoding('utf8') as AsyncIterable<unknown>));
}
session.close();
await once(session, 'close');
two.close();

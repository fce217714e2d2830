// net, tls, dgram, dns: servers and clients in one program.
import { createSocket } from 'node:dgram';
import { promises as dns, lookup } from 'node:dns';
import { once } from 'node:events';
import { connect, createServer, isIP, Socket, type AddressInfo } from 'node:net';
import { connect as connectTls, createServer as createTls } from 'node:tls';
import { cert, key } from './certificate.js';

const server = createServer({ allowHalfOpen: true }, (socket) => {
  socket.setNoDelay(true);
  console.log('client', socket.remoteFamily, socket instanceof Socket);
  socket.on('data', (data) => { socket.write(data.toString().toUpperCase()); });
  socket.on('end', () => { socket.end('bye'); });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const socket = connect({ port, host: '127.0.0.1' });
await once(socket, 'connect');
console.log(isIP(socket.remoteAddress!), socket.remotePort === port, socket.readyState);
socket.write('one ');
socket.write('two');
socket.end();
let text = '';
for await (const chunk of socket.setEncoding('utf8')) text += chunk as string;
console.log(text, socket.bytesRead, socket.destroyed);
const refused = connect(1, '127.0.0.1');
console.log(((await once(refused, 'error')) as NodeJS.ErrnoException[])[0]!.code);
server.close();
await once(server, 'close');

const secure = createTls({ key, cert }, (peer) => {
  console.log('tls client', peer.encrypted, peer.authorized);
  peer.end(`hello ${peer.getProtocol() ?? ''}`);
});
secure.listen(0, '127.0.0.1');
await once(secure, 'listening');
const client = connectTls({ port: (secure.address() as AddressInfo).port, host: '127.0.0.1', ca: cert, servername: 'localhost' });
await once(client, 'secureConnect');
console.log(client.authorized, client.getPeerCertificate().subject.CN);
let greeting = '';
client.setEncoding('utf8').on('data', (chunk: string) => { greeting += chunk; });
await once(client, 'end');
console.log(greeting);
secure.close();

const receiver = createSocket('udp4');
receiver.bind(0, '127.0.0.1');
await once(receiver, 'listening');
const sender = createSocket('udp4');
sender.send(['in ', 'parts'], receiver.address().port, '127.0.0.1', (error, bytes) => { console.log('~ sent', error, bytes); });
const [message, info] = await once(receiver, 'message') as [Buffer, { family: string; size: number }];
console.log(message.toString(), info.family, info.size);
receiver.close();
sender.close();

console.log((await dns.lookup('localhost', { family: 4 })).address);
lookup('localhost', { all: true, family: 4 }, (error, addresses) => { console.log(error, addresses.length); });
await dns.resolve4('nowhere.invalid').catch((error: NodeJS.ErrnoException) => { console.log(typeof error.code, error.syscall); });

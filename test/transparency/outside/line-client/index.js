// A line protocol over a real socket: the server greets at once, so that its first message comes with the connection.
'use strict';
const { EventEmitter } = require('node:events');
const net = require('node:net');

exports.serve = () => new Promise((resolve) => {
  const server = net.createServer((socket) => {
    socket.write('hello\nworld\n');
    socket.end();
  });
  server.listen(0, '127.0.0.1', () => resolve({ port: server.address().port, close: () => server.close() }));
});

class Client extends EventEmitter {
  constructor(socket) {
    super();
    let rest = '';
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      // Each line is told in a microtask of its own: who awaits the connection comes in between, and not one hop later.
      lines.reduce((before, line) => before.then(() => { this.emit('message', line); }), Promise.resolve());
    });
    socket.on('close', () => setImmediate(() => this.emit('close')));
  }
}

/** Resolves when the greeting is there; the message behind it comes one microtask later. */
exports.connect = (port) => new Promise((resolve, reject) => {
  const socket = net.connect(port, '127.0.0.1');
  socket.once('error', reject);
  const client = new Client(socket);
  client.once('message', () => { resolve(client); });
});

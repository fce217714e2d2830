// A program of CommonJS modules, with packages of both kinds.
import express = require('express');
import axios from 'axios';
import * as ws from 'ws';
import type { AddressInfo } from 'node:net';
const { createServer } = require('node:http') as typeof import('node:http');

let optional: unknown;
try {
  optional = require('a-package-that-is-not-there');
} catch (error) {
  optional = (error as { code?: string }).code;
}
console.log(optional);

const lazily = (): typeof import('pino') => require('pino') as typeof import('pino');
const app = express().use(express.json());
app.post('/sum', (request, response) => { response.json({ sum: (request.body as { of: number[] }).of.reduce((a, b) => a + b, 0), at: Date.now() }); });
const server = createServer(app).listen(0, '127.0.0.1', () => { void run((server.address() as AddressInfo).port); });
const sockets = new ws.WebSocketServer({ server });
sockets.on('connection', (socket) => { socket.on('message', (data) => { socket.send(`heard ${String(data)}`); }); });

async function run(port: number): Promise<void> {
  const { data } = await axios.post<{ sum: number; at: number }>(`http://127.0.0.1:${port}/sum`, { of: [1, 2, 3] });
  console.log('sum', data.sum);
  console.log('~', data.at);
  const client = new ws.WebSocket(`ws://127.0.0.1:${port}`);
  client.on('open', () => { client.send('hello'); });
  client.on('message', (message) => { console.log(String(message)); client.close(); });
  await new Promise((done) => { client.on('close', done); });
  const { default: got } = await import('got');
  console.log((await got.post(`http://127.0.0.1:${port}/sum`, { json: { of: [4] } }).json<{ sum: number }>()).sum);
  lazily()({ base: null, timestamp: false }, { write: (line: string) => { console.log('log', line.trim()); } }).info('logged');
  console.log(require.resolve('express').length > 0, typeof module.exports, __filename.endsWith('commonjs.cjs'));
  sockets.close();
  server.close();
}

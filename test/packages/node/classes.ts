// Instances of the host's classes, and of the program's that extend them.
import { EventEmitter } from 'node:events';
import { createServer, Server, Socket } from 'node:net';
import { Readable, Writable, Duplex, Transform, PassThrough } from 'node:stream';
import http from 'node:http';
import fs from 'node:fs';
const server = createServer();
console.log(server instanceof EventEmitter, server instanceof Server, new Socket() instanceof Duplex, new Socket() instanceof Readable, new Socket() instanceof Writable);
console.log(process.stdout instanceof EventEmitter, process instanceof EventEmitter, new PassThrough() instanceof Transform, new PassThrough() instanceof EventEmitter);
const ac = new AbortController();
console.log(ac.signal instanceof EventTarget, ac.signal instanceof AbortSignal, AbortSignal.timeout(10) instanceof EventTarget, Object.prototype.toString.call(ac.signal));
console.log(new Blob([]) instanceof Blob, new File([], 'x') instanceof Blob, new Response() instanceof Response, new Headers() instanceof Headers, new FormData() instanceof FormData, new URLSearchParams() instanceof URLSearchParams);
console.log(fs.createReadStream('/dev/null') instanceof Readable, http.request({ port: 1 }).on('error', () => {}) instanceof http.ClientRequest, new http.Agent() instanceof EventEmitter);
console.log(performance instanceof EventTarget, new MessageChannel().port1 instanceof EventTarget, new ReadableStream() instanceof ReadableStream);
console.log(fetch('http://127.0.0.1:1').catch(() => {}) instanceof Promise, setTimeout(() => {}, 1).constructor.name, typeof setImmediate(() => {})[Symbol.dispose as any]);
console.log(new Intl.DateTimeFormat('en') instanceof Intl.DateTimeFormat, new Date() instanceof Date, Object.prototype.toString.call(new Date()), [] instanceof Array);
class My extends EventEmitter { constructor() { super(); } } class MyT extends Transform {} class MyS extends Server {}
console.log(new My() instanceof EventEmitter, new MyT() instanceof Readable, new MyT() instanceof MyT, new MyS() instanceof EventEmitter, new MyS() instanceof MyS);
for (const f of [http, fs]) console.log(Object.keys(f).length > 5);
setTimeout(() => process.exit(0), 30);

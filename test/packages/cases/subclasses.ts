// Classes of the program that extend classes of the outside, and objects of the program that packages keep.
import { EventEmitter, once } from 'node:events';
import { Agent, get, Server, type IncomingMessage } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import { Duplex, Readable, Writable } from 'node:stream';
import { deprecate } from 'node:util';
import { Worker } from 'node:worker_threads';
import { CommanderError } from 'commander';
import { EventEmitter as Emitter } from 'eventemitter3';
import express from 'express';
import createError, { HttpError } from 'http-errors';
import PQueue from 'p-queue';
import winston from 'winston';
import Transport from 'winston-transport';

const gone = createError(404, 'gone', { code: 'E_GONE' });
console.log(gone instanceof HttpError, gone instanceof Error, gone.status, gone.expose, (gone as { code?: string }).code);
class AppError extends CommanderError {
  readonly extra = 1;
  constructor(message: string) { super(2, 'app.error', message); }
  describe(): string { return `${this.message} ${this.code} ${this.extra}`; }
}
const error = new AppError('mine');
console.log(error instanceof AppError, error instanceof CommanderError, error instanceof Error, error.describe());

class Job extends PQueue {
  readonly seen: string[] = [];
  constructor() {
    super({ concurrency: 1 });
    this.on('next', () => { this.seen.push('next'); });
  }
}
const job = new Job();
await job.add(async () => 1);
await job.onIdle();
console.log(job.seen, job instanceof PQueue);

class Bus extends Emitter {
  say(text: string): boolean { return this.emit('said', text); }
}
const bus = new Bus();
bus.on('said', function (this: unknown, text: string) { console.log('said', text, this === bus); });
console.log(bus.say('hi'), bus.listenerCount('said'));

class Lines extends Transport {
  readonly lines: string[] = [];
  override log(info: { message: string }, next: () => void): void {
    this.lines.push(info.message);
    this.emit('logged', info);
    next();
  }
}
const lines = new Lines();
lines.on('logged', () => { console.log('logged'); });
const logger = winston.createLogger({ transports: [lines] });
logger.info('one');
logger.info('two');
await new Promise((done) => { setTimeout(done, 5); });
console.log(lines.lines);

class CountingServer extends Server {
  hits = 0;
  constructor() { super((_request, response) => { response.end(String(++this.hits)); }); }
}
class CountingAgent extends Agent {
  connections = 0;
  override createConnection(...args: never[]): never {
    this.connections++;
    return (super.createConnection as (...args: unknown[]) => never).apply(this, args);
  }
}
class NamedSocket extends Socket {
  readonly tag = 'mine';
  get loud(): string { return this.tag.toUpperCase(); }
}
const server = new CountingServer().listen(0, '127.0.0.1') as CountingServer;
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const agent = new CountingAgent({ keepAlive: false });
const [response] = await once(get({ port, host: '127.0.0.1', agent }), 'response') as [IncomingMessage];
response.resume();
await once(response, 'end');
console.log('agent', agent.connections, 'server', server.hits, server instanceof Server);
const socket = new NamedSocket();
socket.connect(port, '127.0.0.1');
await once(socket, 'connect');
console.log(socket.tag, socket.loud, socket instanceof Socket);
socket.destroy();
server.close();

class Source extends Readable {
  #n = 0;
  override _read(): void { this.push(this.#n < 3 ? `${this.#n++} ` : null); }
}
let all = '';
for await (const chunk of new Source()) all += String(chunk);
console.log(all);
class Echo extends Duplex {
  override _read(): void { /* pushed by _write */ }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void { this.push(chunk); done(); }
  override _final(done: () => void): void { this.push(null); done(); }
}
const echo = new Echo();
echo.end('echoed');
console.log(String((await once(echo, 'data'))[0]));

// A warning is a tick of a module that runs live in a replay, too.
process.removeAllListeners('warning');
process.on('warning', (warning) => { console.log('warning', warning.name, (warning as { code?: string }).code); });
console.log(deprecate((n: number) => n + 1, 'an old thing', 'OLD')(1));
await new Promise((done) => { setTimeout(done, 5); });

const app = express();
const options = { root: '/', headers: { get now() { return 'getter'; } } };
app.set('options', options);
console.log((app.get('options') as typeof options) === options, (app.get('options') as typeof options).headers.now);
app.locals['own'] = { call: () => 'called' };
console.log((app.locals['own'] as { call(): string }).call());
const emitter = new EventEmitter();
const sink = new Writable({ write(chunk, _encoding, done) { console.log('wrote', String(chunk)); done(); } });
emitter.on('x', () => { sink.write('from an emitter'); });
app.set('emitter', emitter);
(app.get('emitter') as EventEmitter).emit('x');

const { port1 } = new MessageChannel();
const thread = new Worker('const { parentPort, workerData } = require("node:worker_threads"); parentPort.postMessage(workerData.port !== undefined)', { eval: true, workerData: { port: port1 }, transferList: [port1] as never });
console.log('port', (await once(thread, 'message'))[0]);

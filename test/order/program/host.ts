// What a random program does with the host: sockets, servers, child processes, streams of both kinds, messages.
import { exec, spawn } from 'node:child_process';
import { EventEmitter, on, once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createServer as createHttp, get, type Server as HttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { PassThrough, Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, createGunzip } from 'node:zlib';
import * as hops from 'hops';

/** What a deed gets: its name, and what to do when it comes to its end. */
export type Deed = (name: string, next: () => void) => unknown;

/** What the random program lends. */
export interface Means {
  readonly random: () => number;
  readonly say: (text: string) => void;
  readonly file: string;
}

/** Makes the deeds. Servers start with the first use and end when nobody uses them any more. */
export function hostDeeds({ random, say, file }: Means): Deed[] {
  let children = 3;
  const sockets = shared(() => createServer((socket) => {
    say('accepted');
    socket.on('data', (data) => {
      for (const line of String(data).trim().split('\n')) { socket.write(`${line} once\n`); if (line.length % 2 === 0) process.nextTick(() => { if (!socket.writableEnded) socket.write(`${line} twice\n`); }); }
    });
    socket.on('end', () => { say('client ended'); });
    socket.on('error', (error: NodeJS.ErrnoException) => { say(`server socket ${error.code}`); });
    socket.on('close', () => { say('socket closed'); });
  }));
  const pages = shared(() => createHttp((request, response) => {
    let size = 0;
    request.on('data', (chunk: Buffer) => { size += chunk.length; });
    request.on('end', () => {
      say(`request ${request.url} ${size}`);
      response.write('first ');
      queueMicrotask(() => { say('answering'); response.end('second'); });
    });
  }));

  return [
    async (name, next) => {
      const server = await sockets.use();
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      let heard = '';
      socket.setEncoding('utf8').on('data', (data: string) => { heard += data; say(`heard ${name}`); if (random() < 0.3) queueMicrotask(() => say(`micro ${name}`)); });
      socket.on('connect', () => { say(`connected ${name}`); socket.write(`${name}\n`); setTimeout(() => { if (random() < 0.3) socket.destroy(); else socket.end('bye\n'); }, random() * 4); });
      socket.on('error', (error: NodeJS.ErrnoException) => { say(`socket ${error.code}`); });
      await once(socket, 'close');
      say(`line ${name} ${heard.split('\n').length}`);
      sockets.release();
      next();
    },
    async (name, next) => {
      const server = await sockets.use();
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      socket.write(`${name}\nand more\n`);
      let left = 2;
      for await (const line of createInterface({ input: socket })) { say(`read ${name} ${line}`); if (--left === 0) break; }
      socket.destroy();
      sockets.release();
      next();
    },
    async (name, next) => {
      const server = await pages.use();
      const { port } = server.address() as AddressInfo;
      try {
        const response = await fetch(`http://127.0.0.1:${port}/${name}`, { method: 'POST', body: name, headers: { connection: 'close' } });
        say(`fetched ${name} ${response.status} ${await response.text()}`);
      } catch (error) {
        say(`not fetched ${(error as Error).message}`);
      }
      pages.release();
      next();
    },
    (name, next) => {
      void pages.use().then((server) => {
        get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', path: `/${name}`, agent: false }, (response) => {
          say(`head ${name} ${response.statusCode}`);
          response.on('data', (chunk: Buffer) => { say(`chunk ${name} ${chunk.length > 0}`); });
          response.on('end', () => { say(`over ${name}`); pages.release(); next(); });
        });
      });
    },
    async (name, next) => {
      if (children-- <= 0) return next();
      const child = spawn('/bin/sh', ['-c', 'read a; echo "$a" got; echo oops >&2; exit 3']);
      child.stdout.on('data', (data: Buffer) => { say(`child ${name} ${data.toString().trim()}`); });
      child.stderr.on('data', () => { say(`child error ${name}`); process.nextTick(() => say(`tick ${name}`)); });
      child.on('exit', (code) => { say(`exit ${name} ${code}`); });
      child.stdin.end(`${name}\n`);
      const [code] = await once(child, 'close') as [number];
      say(`close ${name} ${code}`);
      next();
    },
    (name, next) => {
      if (children-- <= 0) return next();
      exec('echo a; echo b', (error, stdout) => { say(`exec ${name} ${error} ${stdout.length}`); void Promise.resolve().then(() => say(`exec later ${name}`)); next(); });
    },
    async (name, next) => {
      const upper = new Transform({ transform(chunk: Buffer, _encoding, done) { if (random() < 0.5) done(null, chunk.toString().toUpperCase()); else process.nextTick(done, null, chunk); } });
      const sizes: number[] = [];
      await pipeline(createReadStream(file, { highWaterMark: 8 }), upper, createGzip(), createGunzip(), new Writable({ write(chunk: Buffer, _encoding, done) { sizes.push(chunk.length); say(`piece ${name}`); queueMicrotask(done); } }));
      say(`piped ${name} ${sizes.reduce((sum, size) => sum + size, 0)}`);
      next();
    },
    async (name, next) => {
      const through = new PassThrough({ objectMode: true });
      for (const n of [1, 2, 3]) hops.both(() => { through.write({ n }); return n; }, name);
      setTimeout(() => { through.end(); }, random() * 3);
      through.on('finish', () => { say(`finished ${name}`); });
      let sum = 0;
      for await (const { n } of through as AsyncIterable<{ n: number }>) { sum += n; say(`through ${name} ${sum}`); }
      next();
    },
    async (name, next) => {
      const sink = createWriteStream('/dev/null');
      sink.on('open', () => { say(`open ${name}`); });
      sink.write(name, () => { say(`written ${name}`); });
      sink.end(() => { say(`ended ${name}`); });
      await once(sink, 'close');
      say(`closed ${name}`);
      next();
    },
    (name, next) => {
      Readable.from([1, 2, 3]).map(async (n: number) => { await hops.late(name).catch(() => undefined); return n * 2; }, { concurrency: 2 }).toArray().then((all) => { say(`mapped ${name} ${all.join()}`); next(); }, (error: Error) => { say(`unmapped ${error.message}`); });
    },
    async (name, next) => {
      const stream = new ReadableStream<number>({ async pull(controller) { await null; const n = Math.floor(random() * 4); if (n === 0) controller.close(); else controller.enqueue(n); } })
        .pipeThrough(new TransformStream<number, string>({ transform(n, controller) { say(`web ${name} ${n}`); controller.enqueue(String(n)); } }));
      let all = '';
      for await (const n of stream as unknown as AsyncIterable<string>) { all += n; if (all.length > 4) break; }
      say(`web all ${name} ${all.length}`);
      next();
    },
    (name, next) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => { say(`message ${name} ${data as number}`); if (data === 2) { port1.close(); next(); } };
      for (const n of [1, 2]) port2.postMessage(n);
    },
    async (name) => {
      const emitter = hops.emitter() as EventEmitter;
      const controller = new AbortController();
      emitter.once('end', () => { controller.abort(); });
      try {
        for await (const [value] of on(emitter, 'data', { signal: controller.signal })) say(`on ${name} ${String(value)}`);
      } catch (error) {
        say(`off ${name} ${(error as Error).name}`);
      }
    },
    (name, next) => { const timer = setInterval(() => { say(`kept ${name}`); clearInterval(timer); next(); }, 1).unref(); setTimeout(() => undefined, 3); },
  ];
}

/** A server that listens from the first use until the last release. */
function shared<T extends Server | HttpServer>(make: () => T): { use(): Promise<T>; release(): void } {
  let server: T | undefined;
  let listening: Promise<T> | undefined;
  let users = 0;
  return {
    use() {
      users++;
      if (listening === undefined) {
        server = make();
        server.listen(0, '127.0.0.1');
        listening = once(server, 'listening').then(() => server!);
      }
      return listening;
    },
    release() {
      if (--users > 0) return;
      server!.close();
      listening = undefined;
    },
  };
}

// Errors that nobody catches, in timers, ticks, immediates, callbacks and a server, one after another: what enters next comes before
// the ticks and microtasks that are left of the turn.
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const log: string[] = [];
const note = (text: string): void => { if (Date.now() > 0) log.push(text); };
const later = (text: string): void => {
  process.nextTick(() => { note(`tick ${text}`); });
  void Promise.resolve().then(() => { note(`microtask ${text}`); });
};
process.on('uncaughtException', ({ message }) => {
  note(`caught ${message}`);
  void (async () => { await null; note(`after ${message}`); })();
});

const server = http.createServer(({ url }, response) => {
  later(`of request ${url}`);
  response.on('own', () => { note(`own ${url}`); });
  process.nextTick(() => { response.emit('own'); });
  response.end(url);
  if (url !== '/0') throw new Error(`in request ${url}`);
});
function ask(n: number): Promise<void> {
  return new Promise((done) => {
    http.get({ port: (server.address() as AddressInfo).port, path: `/${n}`, agent: false }, (response) => {
      response.resume().on('end', () => { done(); throw new Error(`at the end of ${n}`); });
    });
  });
}
server.listen(0, () => {
  for (let i = 0; i < 4; i++) {
    fs.readFile(process.argv[1]!, () => {
      later(`of file ${i}`);
      process.nextTick(() => { fs.stat('.', () => { note(`stat ${i}`); }); if (i === 2) throw new Error('in a tick'); });
      throw new Error(`in file ${i}`);
    });
    setTimeout(() => { later(`of timer ${i}`); setImmediate(() => { later(`of immediate ${i}`); throw new Error(`in immediate ${i}`); }); throw new Error(`in timer ${i}`); }, 1);
  }
  void Promise.all([0, 1, 2, 3].map(ask)).then(() => { setTimeout(() => { server.close(); console.log(log.sort().join('\n')); }, 30); });
});

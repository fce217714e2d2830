import { randomUUID, randomBytes, randomFillSync } from 'node:crypto';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

// A bit of everything whose entries a later version must still read.
const say = (...values: unknown[]): void => { console.log(...values); };

async function files(): Promise<void> {
  const folder = fs.mkdtempSync('golden-');
  fs.writeFileSync(`${folder}/a.txt`, 'alpha\nbeta\n');
  const facts = await fs.promises.stat(`${folder}/a.txt`);
  say('stat', facts.isFile(), facts.size, facts.mtimeMs > 0);
  await new Promise<void>((done) => { fs.readFile(`${folder}/a.txt`, 'utf8', (_error, text) => { say('callback', text.length); queueMicrotask(done); }); });
  for await (const chunk of fs.createReadStream(`${folder}/a.txt`, { highWaterMark: 4 })) say('chunk', String(chunk));
  try { fs.readFileSync(`${folder}/none`); } catch (error) { say((error as NodeJS.ErrnoException).code); }
  fs.rmSync(folder, { recursive: true });
}

async function network(): Promise<void> {
  const server = http.createServer((request, response) => { response.setHeader('x-at', String(Date.now())); response.end(JSON.stringify({ url: request.url, pad: 'x'.repeat(200) })); });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const { port } = server.address() as { port: number };
  const replies = await Promise.all([1, 2, 3].map(async (i) => {
    const response = await fetch(`http://127.0.0.1:${port}/${i}`);
    return [response.status, (await response.json() as { url: string }).url];
  }));
  say('replies', replies);
  server.close();
  server.closeAllConnections();
}

class Progress extends EventEmitter {}

async function main(): Promise<void> {
  say(new Date().getTime() > 0, Date.now() > 0, performance.now() > 0, process.hrtime.bigint() > 0n, Math.random() < 1);
  say(randomUUID().length, randomBytes(4).toString('hex').length, randomFillSync(Buffer.alloc(3)).length, process.env['GOLDEN'], process.argv.length);
  const progress = new Progress();
  progress.on('step', (n: number) => { say('step', n); });
  const interval = setInterval(() => { progress.emit('step', Math.round(Math.random() * 1e6)); }, 2);
  await files();
  await network();
  say('race', await Promise.race([sleep(2, 'sleep'), new Promise((done) => { setImmediate(done, 'immediate'); })]));
  clearInterval(interval);
  process.once('exit', (code) => { say('exit', code, Math.random() < 1); });
  process.nextTick(() => { say('tick'); });
  process.exitCode = 7;
}

void main();

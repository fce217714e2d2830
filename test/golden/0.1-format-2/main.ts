import { randomUUID, randomBytes, randomFillSync } from 'node:crypto';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

// A bit of everything whose entries a later version must still read: format 2, with runs of clock reads, counted draws,
// objects of one shape again and again, and numbers of things long past and recent.
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

function loops(): void {
  let last = 0;
  let backwards = 0;
  for (let i = 0; i < 2_000; i++) {
    const time = i % 3 === 0 ? Date.now() : performance.now();
    if (i % 3 !== 0) {
      if (time < last) backwards++;
      last = time;
    }
  }
  let sum = 0n;
  for (let i = 0; i < 300; i++) sum += process.hrtime.bigint() & 1n;
  let random = 0;
  for (let i = 0; i < 1_000; i++) random += Math.random();
  say('loops', backwards, sum, random);
}

async function shapes(): Promise<void> {
  const names = ['package.json', 'tsconfig.json', 'src', 'none'];
  const facts = await Promise.allSettled(names.map((name) => fs.promises.stat(name)));
  say('shapes', facts.map((fact) => fact.status === 'fulfilled' ? fact.value.size : (fact.reason as NodeJS.ErrnoException).code));
  const listed = fs.readdirSync('.', { withFileTypes: true }).filter((entry) => names.includes(entry.name)).map(({ name }) => name).sort();
  say('listed', listed);
  const parameters = new URLSearchParams([...new URL('http://a.test/?q=1&r=2').searchParams]);
  say('url', parameters.get('q'), new Headers({ 'x-a': '1' }).get('x-a'), Object.keys(os.cpus()[0] ?? {}));
}

class Progress extends EventEmitter {}

async function main(): Promise<void> {
  say(new Date().getTime() > 0, Date.now() > 0, performance.now() > 0, process.hrtime.bigint() > 0n, Math.random() < 1);
  say(randomUUID().length, randomBytes(4).toString('hex').length, randomFillSync(Buffer.alloc(3)).length, process.env['GOLDEN'], process.argv.length);
  const progress = new Progress();
  progress.on('step', (n: number) => { say('step', n); });
  const interval = setInterval(() => { progress.emit('step', Math.round(Math.random() * 1e6)); }, 2);
  loops();
  await shapes();
  await files();
  await network();
  say('race', await Promise.race([sleep(2, 'sleep'), new Promise((done) => { setImmediate(done, 'immediate'); })]));
  clearInterval(interval);
  process.once('exit', (code) => { say('exit', code, Math.random() < 1); });
  process.nextTick(() => { say('tick'); });
  process.exitCode = 7;
}

void main();

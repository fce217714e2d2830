// What annotated functions meet: stand-ins of the program, the environment, contexts, exits of the order of things.
import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { passthrough, record } from 'reprise';
import db from 'db';
import { say, vary } from './say.js';

const { now } = Date;
const client = new db.Client();
const storage = new AsyncLocalStorage<string>();
client.label = 'program';

// Handles in variables, in `this` and in arguments.
const query = record(async (text: string) => {
  const rows = await client.query(text);
  return { rows, at: now(), label: client.label, same: client.self() === client || client.self() instanceof db.Client };
});
say((await query('a')).rows, (await query('b')).label, (await query('c')).same);
const read = record((given: typeof client) => given.count());
vary(read(client));
class Repository {
  constructor(readonly client: InstanceType<typeof db.Client>) {}
  @record
  async all() { const rows: string[] = []; await this.client.each((row: string) => { rows.push(row); }); return rows; }
  @record
  listen(heard: (row: string) => void) { this.client.on('row', (row: string) => { now(); heard(row + (Math.random() > 2 ? '!' : '')); }); }
}
const repository = new Repository(client);
say(await repository.all());
repository.listen((row) => { say('heard', row); vary(Math.random()); });
await client.emit('x');
// What it gives may be a handle.
const cursor = record(() => client.cursor())();
say(await cursor.next(), await cursor.next());

// Contexts go through, and callbacks have the caller's.
await storage.run('A', async () => {
  await record(async (visit: (seen: unknown) => void) => { const seen = storage.getStore(); await null; visit([seen, storage.getStore()]); })((seen) => { say(seen, storage.getStore()); });
  say(storage.getStore());
});

// Emitters of the program.
const emitter = new EventEmitter();
emitter.on('go', record((n: number) => { vary2.push(n * Math.random()); }));
const vary2: number[] = [];
emitter.emit('go', 2);
// A listener registered inside belongs to the function, whoever emits.
let heard = 0;
const register = passthrough(() => { const listen = () => { heard++; Math.random(); }; emitter.on('own', listen); emitter.once('own', listen); return listen; });
const listen = register();
emitter.emit('own');
say(heard, emitter.listenerCount('own'), emitter.listeners('own')[0] === listen);
emitter.off('own', listen);
say(emitter.emit('own'), heard);
emitter.once('settled', (n: number) => { say('settled', n); });
record(() => { setTimeout(() => { Math.random(); }, 1); })();

// A server of the program with a recorded function in it.
const server: Server = createServer(async (request, response) => {
  const body = await record(async (url: string) => { await new Promise((done) => { setTimeout(done, 2); }); return `${url} ${Math.random()}`; })(request.url!);
  response.end(body);
});
await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
const { port } = server.address() as AddressInfo;
const fetched = record((path: string) => new Promise<string>((done) => { get({ port, host: '127.0.0.1', path, agent: false }, (reply) => { let text = ''; reply.on('data', (chunk) => { text += String(chunk); }); reply.on('end', () => { done(text); }); }); }));
vary(await Promise.all(['/a', '/b', '/c'].map(fetched)));
server.close();

say('frames', record(() => new Error('where').stack!.split('\n')[2]!.includes('node:'))());
// The environment, output and exit code.
record(() => { process.env['FROM_RECORDED'] = String(process.pid); })();
vary(process.env['FROM_RECORDED']);
record(() => { console.log('printed by a recorded function'); process.stdout.write('and written\n'); })();
passthrough(() => { console.log('printed by a passthrough function'); })();
await record(async () => { await null; console.error('late'); })();

// A passthrough function that reads a file for real, between entries.
const size = passthrough(async () => (await import('node:fs/promises')).readFile('package.json', 'utf8'));
say((await size()).length > 0);
vary(Math.random(), now());
client.end();

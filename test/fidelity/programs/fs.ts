// node:fs in all its styles.
import * as fs from 'node:fs';
import fsDefault, { readFileSync, writeFileSync, promises } from 'node:fs';
import * as fsp from 'node:fs/promises';
import { open, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { attempt, attemptLater, check, say } from './say.js';

const facts = (stats: fs.Stats): unknown[] => [stats.size, stats.mtimeMs, stats.mtime.toISOString(), stats.birthtime instanceof Date, stats.isFile(), stats.isDirectory(), stats.isSymbolicLink(), stats.mode, stats.ino];
check('one fs', fsDefault.readFileSync === readFileSync && fs.promises === promises && promises.readFile === readFile);

// At once.
say('readFileSync', readFileSync('data.txt', 'utf8'), readFileSync('data.txt'), readFileSync('data.txt', { encoding: 'hex' }));
say('statSync', facts(fs.statSync('data.txt')), facts(fs.statSync('folder')), facts(fs.lstatSync('link')));
check('Stats', fs.statSync('data.txt') instanceof fs.Stats);
say('bigint', String(fs.statSync('data.txt', { bigint: true }).mtimeNs));
say('no entry', fs.statSync('missing', { throwIfNoEntry: false }), fs.existsSync('missing'), fs.existsSync('data.txt'));
say('readdirSync', fs.readdirSync('folder'), fs.readdirSync('folder', { withFileTypes: true }).map((entry) => [entry.name, entry.isFile(), entry.isDirectory(), entry instanceof fs.Dirent]));
say('recursive', fs.readdirSync('.', { recursive: true }).filter((name) => String(name).startsWith('folder')));
say('paths', fs.realpathSync('folder'), fs.readlinkSync('link'), fs.realpathSync.native('data.txt'));
attempt('accessSync', () => fs.accessSync('data.txt', fs.constants.R_OK));
attempt('a missing file', () => readFileSync('missing'));
attempt('a folder as a file', () => readFileSync('folder'));
attempt('a wrong argument', () => readFileSync(undefined as unknown as string));
try {
  fs.openSync('missing', 'r');
} catch (error) {
  check('an error is one', error instanceof Error && Object.keys(error).join() === 'errno,code,syscall,path' && (error.stack ?? '').includes('ENOENT'));
  say('the error', error instanceof Error ? error.message : '');
}
writeFileSync('made.txt', `made at ${Date.now()}\n`);
fs.appendFileSync('made.txt', 'more\n');
say('made', readFileSync('made.txt', 'utf8'));
const made = fs.mkdtempSync('made-');
say('mkdtempSync', made, fs.mkdirSync(`${made}/a/b`, { recursive: true }));
fs.copyFileSync('data.txt', `${made}/copy.txt`);
fs.renameSync(`${made}/copy.txt`, `${made}/moved.txt`);
fs.cpSync(made, `${made}-too`, { recursive: true });
fs.utimesSync(`${made}/moved.txt`, 1, 2);
fs.chmodSync(`${made}/moved.txt`, 0o640);
fs.truncateSync(`${made}/moved.txt`, 3);
say('after', fs.statSync(`${made}/moved.txt`).mtimeMs, fs.statSync(`${made}/moved.txt`).mode, readFileSync(`${made}/moved.txt`, 'latin1'));
const fd = fs.openSync('data.txt', 'r');
const buffer = Buffer.alloc(8);
say('readSync', fd > 2, fs.readSync(fd, buffer, 0, 4, 2), buffer, fs.readSync(fd, buffer), buffer.toString(), fs.fstatSync(fd).size);
say('readvSync', fs.readvSync(fd, [Buffer.alloc(1), new Uint8Array(2)], 0));
fs.closeSync(fd);
attempt('a closed descriptor', () => fs.readSync(fd, buffer));
const folder = fs.opendirSync('folder');
say('opendirSync', folder.path, folder.readSync()?.name !== undefined);
folder.closeSync();
say('zlib', zlib.gunzipSync(zlib.gzipSync('text')).toString(), zlib.deflateSync('aaaaaaaaaa').toString('hex'), zlib.brotliDecompressSync(zlib.brotliCompressSync('b')).toString(), zlib.crc32?.('x'));
attempt('broken zlib', () => zlib.gunzipSync(Buffer.from('nothing of the kind')));

// With callbacks.
const called = <T>(start: (done: (error: Error | null, value?: T) => void) => void): Promise<T | undefined> => new Promise((fulfil, reject) => { start((error, value) => { if (error) reject(error); else fulfil(value); }); });

async function callbacks(): Promise<void> {
  say('readFile', await called((done) => { fs.readFile('data.txt', 'utf8', done); }));
  say('stat', facts((await called<fs.Stats>((done) => { fs.stat('data.txt', done); }))!));
  await attemptLater('readFile of nothing', () => called((done) => { fs.readFile('missing', done); }));
  await attemptLater('access', () => called((done) => { fs.access('missing', done); }));
  say('exists', await promisify(fs.exists)('data.txt'));
  say('readdir', await called((done) => { fs.readdir('folder', done); }));
  say('promisified', await promisify(fs.readFile)('data.txt', 'utf8'), (await promisify(fs.stat)('data.txt')).size);
  const descriptor = (await called<number>((done) => { fs.open('data.txt', 'r', done); }))!;
  const bytes = Buffer.alloc(6);
  await new Promise<void>((done) => { fs.read(descriptor, bytes, 0, 6, 0, (error, count, got) => { say('read', error, count, got === bytes, bytes.toString()); done(); }); });
  const { bytesRead, buffer: same } = await promisify(fs.read)(descriptor, bytes, 0, 2, 4);
  say('read promisified', bytesRead, same === bytes, bytes.toString());
  await called((done) => { fs.close(descriptor, done); });
  await called((done) => { fs.writeFile('made.txt', 'again', done); });
  say('written', await called((done) => { fs.readFile('made.txt', 'utf8', done); }));
  say('mkdtemp', await called((done) => { fs.mkdtemp('made-', done); }));
  say('gzip', (await promisify(zlib.gunzip)(await promisify(zlib.gzip)('text'))).toString());
  await attemptLater('broken gunzip', () => promisify(zlib.gunzip)(Buffer.from('nothing of the kind')));
}

// With promises.
async function awaited(): Promise<void> {
  say('fsp.readFile', await fsp.readFile('data.txt', 'utf8'), await readFile('data.txt'), await promises.readFile('data.txt', { encoding: 'base64' }));
  say('fsp.stat', facts(await fsp.stat('data.txt')), facts(await fsp.lstat('link')));
  await attemptLater('fsp.readFile of nothing', () => fsp.readFile('missing'));
  await fsp.access('missing').catch((error: unknown) => { check('a rejection is an Error', error instanceof Error); });
  say('fsp.readdir', (await fsp.readdir('folder', { withFileTypes: true })).map((entry) => [entry.name, entry.isFile(), entry.parentPath]));
  for await (const entry of await fsp.opendir('folder')) say('opendir', entry.name, entry.isFile());
  const handle = await open('data.txt');
  const bytes = Buffer.alloc(4);
  const result = await handle.read(bytes, 0, 4, 1);
  say('FileHandle', result.bytesRead, result.buffer === bytes, bytes.toString(), (await handle.stat()).size, typeof handle.fd);
  say('FileHandle.readFile', await handle.readFile('utf8'));
  await handle.close();
  const lines = await open('lines.txt');
  for await (const line of lines.readLines()) say('line', line);
  const appended = await open('made.txt', 'a+');
  say('FileHandle.write', (await appended.write('appended')).bytesWritten, (await appended.appendFile('!')) === undefined);
  await appended.close();
  say('together', await Promise.all([fsp.readFile('data.txt', 'utf8'), fsp.stat('folder').then((stats) => stats.isDirectory()), fsp.readFile('missing').catch((error: { code: string }) => error.code)]));
  const settled = await Promise.allSettled([fsp.readFile('missing'), fsp.readFile('made.txt', 'utf8')]);
  say('settled', settled.map(({ status }) => status));
  const temporary = await fsp.mkdtemp('made-');
  await fsp.rm(temporary, { recursive: true });
  say('fsp.mkdtemp', temporary, fs.existsSync(temporary));
  await fsp.writeFile('made.txt', ['a', 'b', 'c']);
  say('from an iterable', await fsp.readFile('made.txt', 'utf8'));
}

// As streams.
async function streams(): Promise<void> {
  const chunks: number[] = [];
  for await (const chunk of fs.createReadStream('big.txt', { highWaterMark: 1000 })) chunks.push((chunk as Buffer).length);
  say('read stream', chunks);
  const reader = fs.createReadStream('data.txt', { encoding: 'utf8', start: 2, end: 6 });
  const events: string[] = [];
  for (const name of ['open', 'ready', 'end', 'close']) reader.on(name, () => { events.push(name); });
  reader.on('data', (chunk) => { events.push(`data ${String(chunk)}`); });
  await new Promise<void>((done) => { reader.on('close', () => { done(); }); });
  say('events', events, reader.bytesRead, reader.path);
  await new Promise<void>((done) => { fs.createReadStream('missing').on('error', (error) => { say('stream of nothing', error); done(); }); });
  const writer = fs.createWriteStream('made.txt');
  say('write', writer.write('one '), writer.write('two '), writer.writable);
  writer.end('three');
  await new Promise<void>((done) => { writer.on('finish', () => { say('finished', writer.bytesWritten); done(); }); });
  await pipeline(fs.createReadStream('data.txt'), zlib.createGzip(), fs.createWriteStream('made.gz'));
  say('zipped', zlib.gunzipSync(fs.readFileSync('made.gz')).toString());
  await pipeline(fs.createReadStream('made.gz'), zlib.createGunzip(), async function* (source) { for await (const chunk of source) yield String(chunk).toUpperCase(); }, fs.createWriteStream('made.txt'));
  say('unzipped', fs.readFileSync('made.txt', 'utf8'));
  await attemptLater('pipeline of nothing', () => pipeline(fs.createReadStream('missing'), fs.createWriteStream('made.txt')));
  for await (const line of createInterface({ input: fs.createReadStream('lines.txt') })) say('readline', line);
  const piped = fs.createReadStream('data.txt').pipe(fs.createWriteStream('made.txt'));
  await new Promise<void>((done) => { piped.on('close', () => { done(); }); });
  say('piped', fs.readFileSync('made.txt', 'utf8'));
}

async function main(): Promise<void> {
  await callbacks();
  await awaited();
  await streams();
  say('concurrently', await Promise.all(Array.from({ length: 8 }, async (_, i) => { const order: string[] = []; await (i % 2 === 0 ? fsp.readFile('big.txt') : promisify(fs.readFile)('data.txt')); order.push(String(i)); return order; })));
  const order: number[] = [];
  await Promise.all(Array.from({ length: 8 }, async (_, i) => { await (i % 2 === 0 ? fsp.readFile('big.txt') : fsp.stat('data.txt')); order.push(i); }));
  say('order', order);
}

main().then(() => { say('done'); }, (error: unknown) => { say('main fails', error); console.log((error as Error).stack); });

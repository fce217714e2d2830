// zlib, crypto, fs handles and streams, readline, buffers from a pool, data that the outside changes later.
import { createCipheriv, createDecipheriv, createHash, createHmac, createSign, createVerify, generateKeyPair, pbkdf2, randomBytes, randomFill, randomFillSync, scrypt, webcrypto } from 'node:crypto';
import { close, createReadStream, createWriteStream, mkdtempSync, open, read, readv, rmSync, watchFile, unwatchFile, writeFileSync, appendFileSync, opendirSync } from 'node:fs';
import { open as openHandle, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createInterface as createPrompt } from 'node:readline/promises';
import { PassThrough, Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, createDeflate, createGzip, createInflate, gunzipSync, gzip, gzipSync } from 'node:zlib';

const folder = mkdtempSync(join(tmpdir(), 'data-'));
const file = join(folder, 'file.txt');
const sum = (data: Buffer): string => createHash('sha256').update(data).digest('hex').slice(0, 8);

console.log(gunzipSync(gzipSync('gzip')).toString(), (await promisify(brotliDecompress)(await promisify(brotliCompress)('brotli'))).toString());
gzip('callback', (error, result) => { console.log('gzip', error, gunzipSync(result).toString()); });
const squeezed: Buffer[] = [];
await pipeline(Readable.from([Buffer.alloc(100_000, 'a'), Buffer.alloc(100_000, 'b')]), createDeflate(), new PassThrough(), createInflate(), new Writable({ write(chunk: Buffer, _encoding, done) { squeezed.push(chunk); done(); } }));
console.log(Buffer.concat(squeezed).length, sum(Buffer.concat(squeezed)));

const key = randomBytes(32);
const iv = Buffer.alloc(16);
console.log(randomFillSync(iv) === iv, iv.some((byte) => byte !== 0));
console.log('~', key.toString('hex'), iv.toString('hex'));
const cipher = createCipheriv('aes-256-cbc', key, iv);
const secret = Buffer.concat([cipher.update('secret '), cipher.update('text'), cipher.final()]);
console.log('~', secret.toString('hex'));
const decipher = createDecipheriv('aes-256-cbc', key, iv);
console.log(decipher.update(secret, undefined, 'utf8') + decipher.final('utf8'));
const array = new Uint32Array(4);
await promisify(randomFill)(array);
console.log('~', array.join());
console.log(createHmac('sha1', 'k').update('data').digest('base64'), (await promisify(pbkdf2)('p', 's', 10, 16, 'sha512')).toString('hex'), (await promisify<string, string, number, Buffer>(scrypt)('p', 's', 8)).toString('hex'));
const pair = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
const signature = createSign('sha256').update('signed').sign(pair.privateKey);
console.log(createVerify('sha256').update('signed').verify(pair.publicKey, signature), pair.publicKey.type, pair.privateKey.asymmetricKeyType);
const aes = await webcrypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, ['encrypt', 'decrypt']);
const nonce = webcrypto.getRandomValues(new Uint8Array(12));
console.log(Buffer.from(await webcrypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce }, aes, await webcrypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, aes, Buffer.from('web')))).toString());
const hash = createHash('md5');
await pipeline(Readable.from(['a', 'b']), hash);
console.log(hash.digest('hex'));

await writeFile(file, 'line 1\nline 2\nline 3\n');
const handle = await openHandle(file, 'r+');
const { bytesRead, buffer } = await handle.read(Buffer.alloc(8), 0, 6, 0);
console.log(bytesRead, buffer.toString('utf8', 0, 6), (await handle.stat()).size, typeof handle.fd);
await handle.write('LINE', 0);
for await (const line of handle.readLines()) console.log(line);
await using(await openHandle(file), async (second) => { console.log((await second.readFile('utf8')).length); });
const pool = Buffer.allocUnsafe(4);
const two = [Buffer.alloc(2), Buffer.alloc(3)];
await new Promise<void>((done) => {
  open(file, (_error, fd) => {
    read(fd, pool, 0, 4, 0, (_readError, count, given) => {
      console.log(count, given === pool, pool.toString());
      readv(fd, two, 0, () => { console.log(two.join('|')); close(fd, () => { done(); }); });
    });
  });
});
await pipeline(createReadStream(file, { start: 2, end: 15, highWaterMark: 5 }), new Transform({ transform(chunk: Buffer, _encoding, done) { done(null, chunk.toString().toUpperCase()); } }), createWriteStream(join(folder, 'copy.txt')));
console.log(JSON.stringify(await readFile(join(folder, 'copy.txt'), 'utf8')));
for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) console.log('>', line);
const input = new PassThrough();
const prompt = createPrompt({ input, output: new PassThrough() });
const asked = prompt.question('name? ');
input.write('ada\n');
console.log('asked', await asked);
prompt.close();
const changed = new Promise<boolean>((done) => { watchFile(file, { interval: 10 }, (now, before) => { unwatchFile(file); done(now.size > before.size); }); });
setTimeout(() => { appendFileSync(file, 'more'); }, 60);
console.log('watched', await changed);
writeFileSync(join(folder, 'x'), '');
const names: string[] = [];
const directory = opendirSync(folder);
for await (const { name } of directory) names.push(name);
console.log(names.sort().join());
await readFile(join(folder, 'missing')).catch((error: NodeJS.ErrnoException) => { console.log(error.code, error.syscall, error.errno, error instanceof Error); });
await rm(folder, { recursive: true });
rmSync(folder, { force: true });

async function using<T extends { close(): Promise<void> }>(resource: T, run: (resource: T) => Promise<void>): Promise<void> {
  try { await run(resource); } finally { await resource.close(); }
}

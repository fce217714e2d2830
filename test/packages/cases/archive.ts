// Archives: archiver and tar-stream, piped through the host's streams.
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { ZipArchive } from 'archiver';
import tar from 'tar-stream';

const folder = mkdtempSync(join(tmpdir(), 'archive-'));
writeFileSync(join(folder, 'data.txt'), 'data\n'.repeat(30_000));

const zip = new ZipArchive({ zlib: { level: 1 } });
zip.on('entry', ({ name }: { name: string }) => { console.log('entry', name); });
const written = pipeline(zip, createWriteStream(join(folder, 'out.zip')));
zip.append('text', { name: 'text.txt' });
zip.append(Readable.from(['from ', 'a stream']), { name: 'stream.txt' });
zip.file(join(folder, 'data.txt'), { name: 'data.txt' });
await zip.finalize();
await written;
console.log('zip', zip.pointer() === statSync(join(folder, 'out.zip')).size);

class Count extends Transform {
  bytes = 0;
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: Error | null, chunk: Buffer) => void): void {
    this.bytes += chunk.length;
    done(null, chunk);
  }
}
const pack = tar.pack();
const count = new Count();
const packed = pipeline(pack, createGzip({ level: 1 }), count, createWriteStream(join(folder, 'out.tgz')));
pack.entry({ name: 'a.txt', mtime: new Date(0) }, 'content of a');
await new Promise<void>((done, fail) => {
  const entry = pack.entry({ name: 'big.txt', size: 150_000, mtime: new Date(0) }, (error) => { if (error) fail(error); else done(); });
  createReadStream(join(folder, 'data.txt')).pipe(entry);
});
pack.finalize();
await packed;
console.log('tgz', count.bytes === statSync(join(folder, 'out.tgz')).size, count.bytes > 100);

const extract = tar.extract();
extract.on('entry', (header, stream, next) => {
  let size = 0;
  stream.on('data', (chunk: Buffer) => { size += chunk.length; });
  stream.on('end', () => { console.log(header.name, header.size, size); next(); });
});
const watched = new PassThrough();
watched.once('data', (chunk: Buffer) => { console.log('first', Buffer.isBuffer(chunk)); });
await pipeline(createReadStream(join(folder, 'out.tgz')), createGunzip(), watched, extract);
await pipeline(createReadStream(join(folder, 'data.txt')), createGunzip(), new PassThrough()).catch((error: NodeJS.ErrnoException) => { console.log(error.code); });
rmSync(folder, { recursive: true });

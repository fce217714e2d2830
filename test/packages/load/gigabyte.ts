// A stream that is larger than memory passes through a pipeline, faster than its end takes it.
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const end = Number(process.env['MEGABYTES'] ?? 32) * 2 ** 20 - 1;
let most = 0;
const look = (): void => { most = Math.max(most, process.memoryUsage().rss); };
const measured = setInterval(look, 20);

await pipeline(createReadStream('/dev/zero', { end }), createWriteStream('/dev/null'));
console.log('past the program');

let size = 0;
class Count extends Transform {
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: Error | null, chunk: Buffer) => void): void {
    size += chunk.length;
    done(null, chunk);
  }
}
let slow = 0;
await pipeline(createReadStream('/dev/zero', { end }), new Count(), new Writable({
  write(chunk: Buffer, _encoding, done) {
    slow += chunk.length;
    if (slow % (8 * 2 ** 20) < chunk.length) setTimeout(done, 1);
    else done();
  },
}));
console.log('through the program', size === end + 1, slow === size);
clearInterval(measured);
look();
console.log('~ megabytes at most', Math.round(most / 2 ** 20));

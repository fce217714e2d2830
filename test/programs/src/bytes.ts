// Bytes, URLs and headers of a class of the program's own go to the host, and to packages that hand them on to it, as what they are.
import { createHash, randomFillSync } from 'node:crypto';
import { existsSync, mkdtempSync, openSync, promises, readSync, readvSync, rmSync, writeFileSync, writevSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { addTo, digest, fill, firstOf, set } from 'bytes';

class Bytes extends Uint8Array {
  get sum(): number { return this.reduce((a, b) => a + b, 0); }
}
class Doubles extends Float64Array {}
class Frame extends DataView {}
class Address extends URL {
  get query(): object { return Object.fromEntries(this.searchParams); }
}
class Query extends URLSearchParams {}
class Head extends Headers {
  get size(): number { return [...this].length; }
}

async function main(): Promise<void> {
  const bytes = new Bytes(16);
  console.log(crypto.getRandomValues(bytes) === bytes, bytes.sum > 0);
  console.log(randomFillSync(bytes) === bytes, bytes.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = i;
  console.log(createHash('sha1').update(bytes).digest('hex'), digest(bytes), gunzipSync(gzipSync(bytes)).length);
  console.log(fill(bytes, 3), bytes.sum, firstOf({ bytes, then: undefined, by: () => 1 }), await new Response(new Bytes([65, 66])).text());
  const folder = mkdtempSync(join(tmpdir(), 'bytes-'));
  const file = join(folder, 'file');
  writeFileSync(file, bytes.map((_, i) => i + 1));
  console.log(readSync(openSync(file, 'r'), bytes), bytes.sum);
  const handle = await promises.open(file, 'r+');
  const { bytesRead, buffer } = await handle.read(bytes, 4, 4, 0);
  console.log(bytesRead, buffer === bytes, bytes.sum, (await handle.write(bytes)).bytesWritten);
  await handle.close();
  const fd = openSync(file, 'r+');
  const parts = [new Bytes(2), new Bytes(3)];
  console.log(writevSync(fd, [new Bytes([7]), new Bytes([8, 9])]), readvSync(fd, parts, 0), parts.map((part) => part.sum));
  rmSync(folder, { recursive: true });
  const query = new Query('a=1');
  const head = new Head({ a: '1' });
  const address = new Address('http://host/?a=1');
  addTo(query, 'b', '2');
  addTo(head, 'b', '2');
  set(address, 'search', '?c=3');
  console.log(String(query), head.size, address.query, address instanceof Address, existsSync(new Address('file:///')), new Request(address, { headers: head }).headers.get('b'), await new Response(query).text());
  const doubles = new Doubles(2);
  const frame = new Frame(new ArrayBuffer(8));
  console.log(fill(doubles, 1).length, doubles, randomFillSync(frame) === frame, frame.byteLength, (await crypto.subtle.digest('SHA-1', frame)).byteLength);
}
void main();

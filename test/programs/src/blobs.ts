// Blobs of many parts, each of which takes Node a microtask to read.
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

async function main(): Promise<void> {
  const parts = (count: number): string[] => Array.from({ length: count }, (_, i) => String.fromCharCode(65 + i % 26).repeat(100));
  const order: string[] = [];
  for (const count of [1, 30, 400]) {
    const blob = new Blob(parts(count));
    let hops = 0;
    let done = false;
    void (async () => { while (!done) { await null; hops++; } })();
    const bytes = await blob.arrayBuffer();
    done = true;
    console.log(bytes.byteLength, (await blob.text()).length, (await blob.slice(5, 3_000).text()).length, hops > 0);
    await Promise.all([blob.text().then(() => { order.push(`text ${count}`); }), (async () => { for (let i = 0; i < count; i++) await null; order.push(`awaits ${count}`); })()]);
  }
  console.log(order.length, (await buffer(Readable.from(parts(60)))).length);
}
void main();

// for await and for of over what the outside gives.
import { closed, collect, items, stream, words } from 'things';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';

for await (const item of items(3)) console.log('item', item);
for await (const item of items(3)) { console.log('first', item); break; }
try { for await (const item of items(3)) throw new Error(`at ${item}`); } catch (error) { console.log((error as Error).message); }
console.log('closed', closed());
console.log([...words()].join(), Array.from(words(), (w: string) => w.length).join());
const iterator = words();
console.log(iterator.next(), iterator.next(), iterator.next(), iterator.next(), iterator[Symbol.iterator]() === iterator);
for await (const chunk of stream(['a', 'b', 'c'])) console.log('chunk', String(chunk));
const readable = stream(['one', 'two']);
readable.on('data', (chunk: string) => console.log('data', String(chunk)));
await new Promise((resolve) => readable.on('end', resolve));
async function* own(): AsyncGenerator<number> { yield 1; yield 2; }
console.log(await collect(own()), await collect([Promise.resolve(4), 5]));
for await (const value of [hopping(1), 2]) console.log(value);
async function hopping(n: number): Promise<number> { await null; return n; }
const upper = new Transform({ transform(chunk, _encoding, done) { done(null, String(chunk).toUpperCase()); } });
const out: string[] = [];
await pipeline(stream(['x', 'y']), upper, async (source: AsyncIterable<Buffer>) => { for await (const chunk of source) out.push(chunk.toString()); });
console.log(out.join());

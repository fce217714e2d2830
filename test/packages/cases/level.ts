// An embedded database, which is a native addon: batches, iterators, sublevels, snapshots, errors with codes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';

const folder = mkdtempSync(join(tmpdir(), 'level-'));
const db = new ClassicLevel<string, { n: number }>(folder, { valueEncoding: 'json' });
db.on('write', (operations) => { console.log('write', operations.map(({ type }) => type)); });
await db.put('a', { n: 1 });
await db.batch([{ type: 'put', key: 'b', value: { n: 2 } }, { type: 'put', key: 'c', value: { n: 3 } }, { type: 'del', key: 'a' }]);
await db.batch().put('d', { n: 4 }).del('b').write();
console.log(await db.get('c'), await db.get('a').catch((error: { code: string }) => error.code));
for await (const [key, value] of db.iterator({ gte: 'b' })) console.log(key, value);
const iterator = db.keys({ reverse: true, limit: 1 });
try {
  console.log(await iterator.next(), await iterator.all());
} finally {
  await iterator.close();
}
const sub = db.sublevel<string, string>('sub', { valueEncoding: 'utf8' });
await Promise.all(Array.from({ length: 50 }, (_, i) => sub.put(String(i).padStart(2, '0'), `value ${i}`)));
console.log((await sub.values({ limit: 3 }).all()).join(), (await sub.getMany(['01', '99'])).join());
await sub.clear();
console.log((await sub.keys().all()).length, db.status);
await db.close();
await db.get('c').catch((error: { code: string }) => { console.log(error.code); });
rmSync(folder, { recursive: true });

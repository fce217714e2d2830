// PostgreSQL embedded in the process.
import { openAsBlob } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const db = await PGlite.create({ loadDataDir: await openAsBlob(process.env['POSTGRES_DATA']!) });
await db.exec('create table t (id serial, name text); insert into t (name) values (\'a\'), (\'b\');');
console.log((await db.query('select * from t where name = $1', ['b'])).rows);
await db.transaction(async (tx) => {
  await tx.query('insert into t (name) values ($1)', ['c']);
  console.log((await tx.query<{ count: number }>('select count(*)::int as count from t')).rows[0]!.count);
});
await db.query('select nothing').catch((error: Error & { code: string }) => { console.log(error.code, error.message); });
const heard: string[] = [];
const stop = await db.listen('channel', (payload) => { heard.push(payload); });
await db.query("notify channel, 'hello'");
await stop();
console.log(heard, (await db.sql`select ${1}::int + 1 as two`).rows);
await db.close();

// pg: a pool, a client, parameters, types, transactions, errors with codes, notices, notifications, cursors by hand.
import { once } from 'node:events';
import pg from 'pg';

const { Client, Pool, DatabaseError, types } = pg;
types.setTypeParser(20, (text) => BigInt(text));

const client = new Client({ connectionString: process.env['PEER']! });
client.on('notice', (notice) => { console.log('notice', notice.message); });
await client.connect();
await client.query('create table people (id serial primary key, name text not null unique, born date, tags jsonb, photo bytea, score numeric, big bigint)');
const inserted = await client.query<{ id: number }>('insert into people (name, born, tags, photo, score, big) values ($1, $2, $3, $4, $5, $6) returning id', ['Ada', new Date(Date.UTC(1815, 11, 10)), { a: [1, 2] }, Buffer.from([1, 2, 3]), '1.50', 9007199254740993n]);
console.log(inserted.command, inserted.rowCount, inserted.rows, inserted.fields.map(({ name }) => name));
const { rows } = await client.query<Record<string, unknown>>({ name: 'by-name', text: 'select * from people where name = $1', values: ['Ada'] });
console.log(rows[0]!['name'], rows[0]!['born'] instanceof Date, rows[0]!['tags'], Buffer.isBuffer(rows[0]!['photo']), rows[0]!['score'], rows[0]!['big']);
console.log((await client.query({ text: 'select 1 as one, now() as now', rowMode: 'array' })).rows[0]!.length);
try {
  await client.query('insert into people (name) values ($1)', ['Ada']);
} catch (error) {
  console.log(error instanceof DatabaseError, (error as { code: string }).code, (error as { constraint: string }).constraint, (error as Error).message);
}
try {
  await client.query('select * from nowhere');
} catch (error) {
  console.log((error as { code: string }).code, (error as { position: string }).position);
}
await client.query('do $$ begin raise notice \'hello from the server\'; end $$');
await client.query('begin');
await client.query('update people set score = score + 1');
await client.query('rollback');
console.log((await client.query('select score from people')).rows);
client.query('select 2 as two', (error: Error | null, result) => { console.log('callback', error, result.rows); });
await client.query('listen channel');
const heard = once(client, 'notification');
await client.query("notify channel, 'payload'");
console.log('heard', ((await heard)[0] as { payload: string }).payload);
const several = await client.query('select 1 as a; select 2 as b') as unknown as { rows: unknown[] }[];
console.log(several.map((result) => result.rows));
await client.end();

const pool = new Pool({ connectionString: process.env['PEER']!, max: 1 });
pool.on('connect', () => { console.log('pool connected'); });
const all = await Promise.all(Array.from({ length: 20 }, async (_, i) => (await pool.query<{ n: number }>('select $1::int as n', [i])).rows[0]!.n));
console.log(all.join(), pool.totalCount, pool.idleCount);
const lent = await pool.connect();
try {
  console.log((await lent.query('select count(*) from people')).rows);
} finally {
  lent.release();
}
console.log('~', (await pool.query<{ now: Date; r: number }>('select now(), random() as r')).rows[0]);
await pool.end();

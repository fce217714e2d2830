// knex: a query builder that is a thenable; migrations of its schema, transactions, streams, events.
import knexFactory from 'knex';

const knex = knexFactory({ client: 'pg', connection: process.env['PEER']!, pool: { min: 0, max: 1 } });
knex.on('query', ({ sql }: { sql: string }) => { console.log('sql', sql); });
await knex.schema.createTable('books', (table) => {
  table.increments('id');
  table.string('title').notNullable();
  table.integer('pages').defaultTo(100);
  table.timestamp('added').defaultTo(knex.fn.now());
});
const ids = await knex('books').insert([{ title: 'SICP', pages: 657 }, { title: 'TAPL', pages: 623 }, { title: 'Notes' }]).returning('id');
console.log(ids);
const thick = knex<{ id: number; title: string; pages: number }>('books').where('pages', '>', 200).orderBy('title');
console.log(thick.toSQL().sql, await thick.clone().select('title'), await thick.clone().first('pages'));
for (const { title, pages } of await thick) console.log(title, pages);
console.log(await knex('books').where(function () { void this.where('title', 'like', 'S%').orWhere('pages', '<', 200); }).count({ n: '*' }));
await knex.transaction(async (trx) => {
  await trx('books').where({ title: 'Notes' }).update({ pages: 12 });
  console.log('inside', await trx('books').sum('pages as all'));
});
await knex.transaction(async (trx) => {
  await trx('books').del();
  throw new Error('changed my mind');
}).catch((error: Error) => { console.log('rolled back:', error.message); });
console.log(await knex('books').pluck('title'));
const names: string[] = [];
for await (const row of knex('books').select('title').stream()) names.push((row as { title: string }).title);
console.log('streamed', names);
await knex('nowhere').select().catch((error: Error & { code: string }) => { console.log('error', error.code); });
console.log(await Promise.all([1, 2, 3].map((n) => knex.raw<{ rows: { n: number }[] }>('select ?::int as n', [n]).then(({ rows }) => rows[0]!.n))));
await knex.destroy();

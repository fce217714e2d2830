// kysely and drizzle: typed builders over pg.
import { eq, gt, sql as raw } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, pgTable, serial, text } from 'drizzle-orm/pg-core';
import { Kysely, PostgresDialect, sql, type Generated } from 'kysely';
import pg from 'pg';

interface Database { pets: { id: Generated<number>; name: string; age: number | null } }

const pool = new pg.Pool({ connectionString: process.env['PEER']!, max: 1 });
const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }), log: (event) => { console.log(event.level, event.query.sql); } });
await db.schema.createTable('pets').addColumn('id', 'serial', (column) => column.primaryKey()).addColumn('name', 'text').addColumn('age', 'integer').execute();
console.log(await db.insertInto('pets').values([{ name: 'Tom', age: 3 }, { name: 'Kit', age: 9 }, { name: 'Old', age: null }]).returningAll().execute());
console.log(await db.selectFrom('pets').select(({ fn }) => [fn.max('age').as('oldest'), fn.countAll().as('n')]).executeTakeFirstOrThrow());
console.log(await db.selectFrom('pets').where('age', 'is not', null).select(['name', sql<string>`upper(name)`.as('loud')]).orderBy('name').execute());
await db.transaction().execute(async (trx) => {
  await trx.updateTable('pets').set({ age: 1 }).where('name', '=', 'Old').execute();
});
await db.selectFrom('pets').selectAll().where('id', '=', -1).executeTakeFirstOrThrow().catch((error: Error) => { console.log(error.constructor.name, error.message); });

const pets = pgTable('pets', { id: serial('id').primaryKey(), name: text('name'), age: integer('age') });
const orm = drizzle(pool, { logger: { logQuery: (query, parameters) => { console.log('drizzle', query, parameters); } } });
console.log(await orm.select().from(pets).where(gt(pets.age, 2)).orderBy(pets.name));
console.log(await orm.update(pets).set({ age: raw`${pets.age} + 1` }).where(eq(pets.name, 'Kit')).returning());
await orm.transaction(async (tx) => {
  await tx.delete(pets).where(eq(pets.name, 'Tom'));
  tx.rollback();
}).catch((error: Error) => { console.log(error.name, error.message); });
console.log((await orm.select({ name: pets.name }).from(pets)).length);
await db.destroy();

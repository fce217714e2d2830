// The peer of database clients: PostgreSQL itself, compiled to WebAssembly, behind a socket. It says where; and again for each
// line that it gets, when it has become empty once more.
import { openAsBlob } from 'node:fs';
import { createInterface } from 'node:readline';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

// Making the data anew takes eight seconds.
const db = await PGlite.create({ loadDataDir: await openAsBlob(process.env['POSTGRES_DATA']) });
const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1' });
await server.start();
const say = () => { console.log(`postgres://postgres:postgres@${server.getServerConn()}/postgres?sslmode=disable`); };
say();
for await (const _ of createInterface({ input: process.stdin })) {
  // All clients share one session of the engine, with its prepared statements, listeners and temporary tables.
  for (const statement of ['rollback', 'discard all', 'drop schema public cascade', 'create schema public']) await db.exec(statement);
  say();
}

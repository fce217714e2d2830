// What the peers of database clients share: PostgreSQL itself, compiled to WebAssembly, behind a socket.
import { openAsBlob } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** Starts an engine on fresh data, and says where. */
export async function start() {
  // Making the data anew takes eight seconds.
  const db = await PGlite.create({ loadDataDir: await openAsBlob(process.env['POSTGRES_DATA']) });
  const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1' });
  await server.start();
  console.log(`postgres://postgres:postgres@${server.getServerConn()}/postgres?sslmode=disable`);
}

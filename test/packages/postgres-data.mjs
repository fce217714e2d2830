// Writes what an empty PostgreSQL holds, for the peers that start one. Runs where the packages are installed.
import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const db = await PGlite.create();
writeFileSync('postgres.tar', Buffer.from(await (await db.dumpDataDir('none')).arrayBuffer()));
await db.close();

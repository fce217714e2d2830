// Fails at the top level, after an await.
import { readFile } from 'node:fs/promises';

console.log(Math.random());
await readFile('missing');

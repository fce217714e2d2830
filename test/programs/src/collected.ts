// Modules of the program that a package loads by their paths: what it finds there are the program's classes as it has seen them before, and
// what nobody else has loaded runs in a replay, too.
import { dirname } from 'node:path';
import { collect, collectLater } from 'collector';
import { Entity } from './collected-entity.js';

const folder = dirname(process.argv[1]!);
console.log(collect(folder, 'collected-entity.js'), new Entity('own').describe());
void (async () => {
  console.log(await collectLater(folder, 'collected-late.js'));
  console.log(collect(folder, 'collected-late.js'));
  await collectLater(folder, 'collected-none.js').catch((error: NodeJS.ErrnoException) => { console.log(error.code); });
})();

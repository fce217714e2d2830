// Modules of the program that a package imports by their paths, whether or not the program has loaded them: to the package they are what the
// program would hand over, and they run in a replay, too.
import { dirname } from 'node:path';
import { entities, execute, later, load, names } from 'autoloader';
import { Entity } from './autoloaded-entity.js';

const folder = dirname(process.argv[1]!);
void (async () => {
  console.log(await entities(folder, ['autoloaded-entity.js']), new Entity('own').describe());
  console.log(await execute(folder, 'autoloaded-command.js', ['--loud']));
  console.log(await entities(folder, ['autoloaded-entity.js', 'autoloaded-route.js', 'autoloaded-entity.js']));
  console.log(await later(folder, 'autoloaded-route.js'), await names(folder, 'autoloaded-route.js'));
  const route = (await load(folder, 'autoloaded-route.js')) as typeof import('./autoloaded-route.js');
  console.log(route === (await import('./autoloaded-route.js')), route.serve(3), route.Route === (await import('./autoloaded-route.js')).Route);
  await load(folder, 'autoloaded-broken.js').catch((error: Error) => { console.log(error.message); });
  await load(folder, 'autoloaded-broken.js').catch((error: Error) => { console.log('again', error.message); });
  await load(folder, 'autoloaded-none.js').catch((error: NodeJS.ErrnoException) => { console.log(error.code); });
})();

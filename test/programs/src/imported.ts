// Modules of the program that a package imports by their paths, and that nobody else loads: migrations.
import { dirname } from 'node:path';
import { load, runAll } from 'importer';

const folder = dirname(process.argv[1]!);
void (async () => {
  console.log(await runAll(folder, ['imported-step.js', 'imported-step.js']), Math.random() < 2);
  const { counted } = (await load(folder, 'imported-step.js')) as { counted(n: number): number };
  setTimeout(() => { console.log(counted(2)); }, 1);
})();

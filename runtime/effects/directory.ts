// The working directory in a replay: as recorded, by overriding, since the folder need not exist. Node's own
// path.resolve asks process.cwd, too.
import { resolve } from 'node:path';
import { overrideProcess } from './process-events.js';

/** Makes process.cwd give the recorded directory, and process.chdir follow. */
export function keepDirectory(recorded: string): void {
  let directory = recorded;
  overrideProcess('cwd', () => directory);
  overrideProcess('chdir', (to: string) => { directory = resolve(directory, to); });
}

// The working directory in a replay: as recorded, by overriding, since the folder need not exist. Node's own
// path.resolve asks process.cwd, too.
import { apply } from '../natives.js';
import { rootStandin, setSpecialRoot } from '../roots.js';
import { genericStandin, specialStandin } from '../standin.js';
import { dress, type Engine } from './leaf.js';
import { overrideProcess } from './process-events.js';

/** Makes the program's process.chdir; in a replay process.cwd gives the recorded directory and follows it. */
export function installDirectory(engine: Engine): void {
  let directory = engine.replaying ? engine.log.header.cwd : '';
  const cwd = (): string => directory;
  if (engine.replaying) overrideProcess('cwd', cwd);
  setSpecialRoot('globalThis.process.chdir', (path, real) => {
    const generic = genericStandin(engine.crossings, path, real);
    const shown = function (this: unknown, ...args: unknown[]): void {
      apply(generic.shown as (...args: unknown[]) => void, this, args);
      // Where it led is the host's to say: the way may go over links. Asked like the program would ask, it is recorded.
      directory = (rootStandin('globalThis.process.cwd').shown as () => string)();
    };
    return specialStandin(path, real, dress(shown, real as Function));
  });
}

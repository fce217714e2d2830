// Modules of the program that a package loads by `import()`, which nobody sees: what the package gets are the program's own objects,
// and it calls their functions without the membrane in between. So all of such a module is of the outside: it runs as if it were
// not instrumented, what it does is not recorded, and a replay does not load it. `record` lists these modules.
import type { ModuleTable } from '../contract/emitted.js';
import { Runner } from './open-crossings.js';
import { pathOf, withoutLinks } from './program.js';
import type { Recorder } from './recorder.js';

/** Tells them from those that the program loads, while recording. */
export class PackageImports {
  readonly #recorder: Recorder;
  /** Where the entry is: the host follows links, unless it is told not to. */
  readonly #entry = [process.argv[1] ?? '', withoutLinks(process.argv[1] ?? '')];
  /** The entry has run: what it imports by declarations ran before. Without one, as in a runner of tests, none is told. */
  #started = false;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** Whether a module that is about to run is one. */
  brings({ file, location }: ModuleTable): boolean {
    const { loading, open, sites, strays } = this.#recorder;
    if (!this.#started) {
      this.#started = this.#entry.includes(pathOf(location));
      return false;
    }
    // By an `import()` of the program, within one of its modules or by a `require` of it.
    if (loading || open.runner !== Runner.Unknown || sites.knows(location) || sites.isOnStack()) return false;
    strays.imported(file);
    return true;
  }
}

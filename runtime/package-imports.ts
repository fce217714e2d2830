// ES modules of the program that packages load by `import()`: entities that a folder holds, commands, routes. As with those that they
// `require` (package-requires.ts), loading one is a call-in, and what the package gets is what the program would hand over. From Node 22.15 on
// hooks in the program's own thread see every such `import()`. Before, hooks cost a thread, and every import a turn or more: they are
// there once a package makes the URL of a module of the program. What a package imports without one belongs to the outside: it runs as
// if it were not instrumented, what it does is not recorded, and a replay does not load it. `record` lists these modules.
import nodeModule, { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import nodeUrl, { pathToFileURL } from 'node:url';
import type { ModuleTable } from '../contract/emitted.js';
import { importModule } from './code-cache.js';
import { apply } from './natives.js';
import { Runner } from './open-crossings.js';
import { isRunner, packageStarts, programModules } from './package-requires.js';
import { entryPath, isInstalled, own, pathOf, withoutLinks } from './program.js';
import { builtFormat } from './program-requires.js';
import type { Recorder } from './recorder.js';
import { isOutside, side } from './side.js';

interface ImportHooks { initialize(data: { own: string }): void; readonly resolve: unknown }
interface Internals { readonly registerHooks?: (hooks: object) => void; readonly _cache: Readonly<Record<string, { readonly parent?: { readonly filename?: string } | null } | undefined>> }
const { registerHooks, _cache: modules } = nodeModule as unknown as Internals;

/** Tells them from those that the program loads, while recording. */
export class PackageImports {
  readonly #recorder: Recorder;
  /** Where the entry is: the host follows links, unless it is told not to. */
  readonly #entry = [process.argv[1] ?? '', withoutLinks(process.argv[1] ?? '')];
  /** The entry has run: what it imports by declarations ran before. Without one, as in a runner of tests, none is told. */
  #started = false;
  /** What packages got for their imports, by URL. */
  readonly #given = new Map<string, Promise<unknown>>();
  #hooked = false;
  /** The program has started, and no package did that. */
  #begun = false;
  /** A package has imported a module of the program before that. */
  #announced = false;

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    if (isRunner()) return;
    if (registerHooks === undefined) this.#watchLocations();
    else if (this.#entry.every((file) => file !== '' && builtFormat(file) === undefined)) this.#hook();
  }

  /**
   * The program starts: what packages import from now on, they import of it. Not so where a package loads it: a replay will have that
   * package, which a script that is not instrumented needs, and whatever it loads.
   *
   * @param first - its first module
   */
  starts(first: ModuleTable): void {
    if (isRunner()) return;
    if (!this.#announced && !isInstalled(modules[first.location]?.parent?.filename ?? '')) {
      this.#begun = true;
      if (registerHooks !== undefined && !this.#hooked) this.#hook();
      return;
    }
    packageStarts();
    this.#recorder.strays.started(entryPath(process.argv[1]));
  }

  /** Whether a module that is about to run is one that nobody saw a package import. */
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

  /** A package imports a module of the program. */
  import(url: string): Promise<unknown> {
    if (!this.#begun && !isRunner()) this.#announced = true;
    // Also on behalf of a function whose body is the outside's.
    if (!this.#begun || side.state !== 0 && isOutside()) return importModule(url);
    let given = this.#given.get(url);
    if (given === undefined) this.#given.set(url, given = this.#recorder.callIns.call(programModules, 0, 'method', 'import', undefined, [url]) as Promise<unknown>);
    return given;
  }

  /** By the URL of a module, which packages make of its path, an `import()` is announced. */
  #watchLocations(): void {
    const real = nodeUrl.pathToFileURL;
    const watch = (path: unknown): void => {
      if (this.#hooked || typeof path !== 'string' || !isAbsolute(path) || isInstalled(path) || this.#recorder.isProgramsTurn() || builtFormat(path) === undefined) return;
      this.#hook();
    };
    nodeUrl.pathToFileURL = function pathToFileURL(path, ...options): URL {
      watch(path);
      return apply(real, this, [path, ...options]) as URL;
    };
  }

  #hook(): void {
    this.#hooked = true;
    const file = join(__dirname, 'import-hooks.mjs');
    const data = { own: pathToFileURL(own).href };
    if (registerHooks === undefined) {
      nodeModule.register(pathToFileURL(file), { parentURL: pathToFileURL(__filename), data });
      return;
    }
    const { initialize, resolve } = createRequire(__filename)(file) as ImportHooks;
    initialize(data);
    registerHooks({ resolve });
  }
}

// Modules of the program that packages load: entities and migrations that a folder holds, routes, commands. To the outside the exports of
// such a module are objects of the program like all others, and loading it is a call-in, which a replay performs.
import nodeModule, { createRequire } from 'node:module';
import { isAbsolute } from 'node:path';
import type { ModuleTable } from '../contract/emitted.js';
import { importModule } from './code-cache.js';
import type { Engine } from './effects/leaf.js';
import { isInstalled } from './program.js';
import { builtFormat, pathHere } from './program-requires.js';
import { rootStandin } from './roots.js';

interface Parent { readonly filename?: string }
const { _resolveFilename } = nodeModule as unknown as { _resolveFilename: (request: string, parent: Parent | undefined, isMain: boolean) => string };

let importAsProgram: ((url: string) => unknown) | undefined;

/** Called in by their methods, under the number that stands for none of the program's own objects. */
export const programModules = {
  require(file: string): unknown {
    const here = pathHere(file);
    // From where it is: no package asks for it then.
    return createRequire(here)(here);
  },

  /** An `import()` of the program's, whose promise goes out. */
  import(url: string): unknown {
    return importAsProgram!(url);
  },
};

/** The program starts: what packages import of it, its first module does. */
export function lendImports(engine: Engine, first: ModuleTable): void {
  importAsProgram = (url) => engine.crossings.loadProgram(rootStandin('import(packages)', importModule), url, importModule, first);
}

/**
 * The file of a module of the program that a package asks for. Packages find their own files by relative names, and those of others by
 * their path.
 */
export function askedByPackage(request: string, parent: Parent | undefined): string | undefined {
  if (!isAbsolute(request) || isInstalled(request) || !isInstalled(parent?.filename ?? '') || isRunner()) return undefined;
  try {
    const file = _resolveFilename(request, parent, false);
    // A replay cannot load an ES module within a call.
    return builtFormat(file) === 'commonjs' ? file : undefined;
  } catch {
    return undefined;
  }
}

let started = false;

/** A package loads the program itself, on behalf of a script that is not instrumented. */
export function packageStarts(): void {
  started = true;
}

/** Whether a package has started the process, or the program: a runner of tests is there in a replay, too, and loads them itself. */
export function isRunner(): boolean {
  return started || isInstalled(process.argv[1] ?? '');
}

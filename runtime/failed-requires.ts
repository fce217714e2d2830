// What CommonJS modules load while recording. `require` of a package that is not there, or fails while it loads: what it throws is an entry, since a replay answers
// the `require` by a stub otherwise. (An import that fails to link ends the program before anything of it runs.)
// And `require` of a module of the program by a package: a call-in (package-requires.ts), or, where the package is what runs the program, none.
import nodeModule from 'node:module';
import { Operation } from '../recording/entry.js';
import { apply } from './natives.js';
import { askedByPackage, programModules } from './package-requires.js';
import type { Recorder } from './recorder.js';
import { rootStandin } from './roots.js';
import type { Standin } from './identity.js';
import { isOutside, side } from './side.js';

type Parent = { readonly filename?: string } | null | undefined;
type Load = (request: string, parent: Parent, isMain: boolean) => unknown;
const internals = nodeModule as unknown as { _load: Load; readonly _cache: Readonly<Record<string, { readonly parent?: Parent } | undefined>> };
const { _resolveFilename } = nodeModule as unknown as { _resolveFilename: (request: string, parent: Parent, isMain: boolean) => string };

let thrown: unknown;

/** The root that such packages are asked of, each by its specifier. */
export function failedRequire(): Standin {
  return rootStandin('require(failed)', () => { throw thrown; });
}

/**
 * While recording: notices them.
 *
 * @returns takes the file of each CommonJS module of the program
 */
export function watchRequires(recorder: Recorder): (file: string) => void {
  let files: Set<string> | undefined;
  return (file) => {
    files?.add(file);
    if (files !== undefined) {
      if (!files.has(parentOf(file))) recorder.globals.loaded();
      return;
    }
    const known = files = new Set([file]);
    const load = internals._load;
    /** A package that runs the program, such as a runner of tests, loads one of its modules: that runs, and the package goes on. */
    const loadProgram = function (this: unknown, request: string, parent: Parent, isMain: boolean): unknown {
      const before = known.size;
      const loaded = apply(load, this, [request, parent, isMain]) as unknown;
      if (known.size > before && known.has(_resolveFilename(request, parent, isMain))) recorder.globals.leave();
      return loaded;
    };
    internals._load = function (request, parent, isMain) {
      // What fails here is not caught and thrown on: the host shows the line that threw.
      if (parent?.filename === undefined || !known.has(parent.filename) || !isPackage(request)) {
        const file = askedByPackage(request, parent ?? undefined);
        return file === undefined ? apply(known.has(parent?.filename ?? '') ? load : loadProgram, this, [request, parent, isMain]) as unknown : recorder.callIns.call(programModules, 0, 'method', 'require', undefined, [file]);
      }
      try {
        recorder.globals.leave();
        const loaded = apply(load, this, [request, parent, isMain]) as unknown;
        recorder.globals.loaded();
        return loaded;
      } catch (error) {
        // A computed `require` is a crossing anyway, and an `import()`, which the compiler makes a `require` of, rejects.
        if (side.state !== 0 && isOutside() || recorder.promises.imports(request)) throw error;
        thrown = error;
        return recorder.crossings.load(failedRequire(), [], Operation.Get, request);
      }
    };
  };
}

function parentOf(file: string): string {
  return internals._cache[file]?.parent?.filename ?? '';
}

function isPackage(request: string): boolean {
  return !request.startsWith('.') && !request.startsWith('/');
}

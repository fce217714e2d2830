// In a replay the program loads no outside package: its import is answered by a stub that has the names the program
// links against. The values behind them come from the recording, when the program refers to them. Packages that run in a
// replay, pure ones say, load what they need for real.
import nodeModule, { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { ModuleEntry } from '../recording/entry.js';
import { linksItself } from './module-namespaces.js';

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;
/** What the hooks have to know: names by package, packages that wait, packages of the program. */
interface StubData { readonly names: [string, string[]][]; readonly waiting: string[]; readonly program: string[] }
interface StubHooks { initialize(data: StubData): void; readonly resolve: unknown; readonly load: unknown }
interface Internals { _load: Load; _resolveFilename: Load }

/**
 * Answers imports of the recorded outside packages.
 *
 * @param waiting - those of them whose stubs wait, as ES modules
 * @param required - a program of CommonJS modules loads one now; throws where that failed
 * @returns adds stubs for what a module requires late, of which no names are recorded
 */
export function installStubs(modules: readonly ModuleEntry[], waiting: ReadonlySet<string>, required: (specifier: string) => void): (specifiers: readonly string[]) => void {
  const names = new Map<string, Set<string>>();
  for (const { outside } of modules) {
    for (const { specifier, names: own } of outside) {
      if (nodeModule.isBuiltin(specifier)) continue;
      const known = names.get(specifier) ?? new Set<string>();
      for (const name of own) known.add(name);
      names.set(specifier, known);
    }
  }
  // A runner that is installed is started as it was, and is no part of the program.
  const program = new Set(modules.map(({ location }) => packageOf(location)));
  const stubs = new Map([...names].map(([specifier, own]) => [specifier, stub(own)]));
  // CommonJS: an entry's require bypasses the hooks of Node 20.
  const internals = nodeModule as unknown as Internals;
  const load = internals._load;
  internals._load = function (request, parent, isMain) {
    const stub = stubs.get(request);
    if (stub === undefined || !program.has(packageOf((parent as { filename?: string } | undefined)?.filename ?? '')) && isInstalled(internals, request, parent)) return Reflect.apply(load, this, [request, parent, isMain]) as unknown;
    required(request);
    return stub;
  };
  if (names.size > 0) installHooks({ names: [...names].map(([specifier, own]) => [specifier, [...own]]), waiting: [...waiting], program: [...program] });
  return (specifiers) => {
    for (const specifier of specifiers) if (!stubs.has(specifier) && !nodeModule.isBuiltin(specifier)) stubs.set(specifier, stub(new Set()));
  };
}

/** Those of the program's own thread take no microtasks of their own, and no thread has to start: from Node 22.15 on. */
function installHooks(data: StubData): void {
  const file = join(__dirname, 'stub-hooks.mjs');
  if (!linksItself) {
    nodeModule.register(pathToFileURL(file), { parentURL: pathToFileURL(__filename), data });
    return;
  }
  const { initialize, resolve, load } = createRequire(__filename)(file) as StubHooks;
  initialize(data);
  (nodeModule as unknown as { registerHooks(hooks: object): void }).registerHooks({ resolve, load });
}

/** The package that a file is installed in, by its path or URL; none if it is no installed one. */
function packageOf(location: string): string {
  return /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(location)?.[1]?.replace('\\', '/') ?? '';
}

function isInstalled(internals: Internals, request: string, parent: unknown): boolean {
  try {
    return internals._resolveFilename(request, parent, false) !== undefined;
  } catch {
    return false;
  }
}

/** What a CommonJS program gets from `require`: any name, and an ES module's mark, so that no helper copies it. */
function stub(names: ReadonlySet<string>): object {
  const values = new Map<PropertyKey, object>();
  return new Proxy({}, {
    get(_target, key) {
      if (key === '__esModule') return true;
      let value = values.get(key);
      if (value === undefined) values.set(key, value = placeholder());
      return value;
    },
    has: () => true,
    ownKeys: () => [...names],
    getOwnPropertyDescriptor: () => ({ value: undefined, writable: true, enumerable: true, configurable: true }),
  });
}

function placeholder(): object {
  return function reprisePlaceholder() { /* references to it are answered from the recording */ };
}

// `import()` of program modules in a replay. The program's own modules run for real, so they are loaded for real, but
// not before the recording lets them run; the replay waits for the host's loader meanwhile. Which of several imports the loader is
// done with first is not known before: so only that one is given to it which brings the module that the recording runs next.
import { createRequire } from 'node:module';
import { posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ModuleTable } from '../contract/emitted.js';
import { isFresh, isPlaced, Kind } from '../recording/entry.js';
import { hasOwn, isModuleNamespaceObject, noop, now, setTimeout } from './natives.js';
import type { ReplayLog } from './replay-log.js';

/** A module that the recording runs next, or behind that in the same turn. */
export interface NextModule { readonly file: string; readonly format: 'esm' | 'commonjs' }

/** Milliseconds after which all imports are started: a specifier does not always tell what it brings. */
const PATIENCE = 2_000;

interface Pending { /** What the specifier names. */ readonly path: string; /** The same without an extension. */ readonly module: string; readonly load: () => Promise<unknown>; started: boolean; namespace: { readonly value: unknown } | undefined }

/** Imports of program modules that have not settled. */
export class ProgramImports {
  readonly #pending = new Map<number, Pending>();
  /** What imports before have brought, by path. A module that has run is there at once, and settles in the turn of the import. */
  readonly #brought = new Map<string, { readonly value: unknown }>();
  /** ES modules that have run, by location: likewise, whoever has imported them. */
  readonly #ran = new Map<string, { readonly value: unknown }>();
  /** How many modules there are at a location: a bundle is the namespace of none of them. */
  readonly #locations = new Map<string, number>();
  /** Modules that ran before one that has an `import()`; undefined behind that. */
  #early: ModuleTable[] | undefined = [];
  readonly #resume: () => void;
  #settling = 0;
  /** The module that was wanted last, and since when. */
  #wanted: string | undefined;
  #since = 0;

  /** @param resume - what the replay was waiting for is there */
  constructor(resume: () => void) {
    this.#resume = resume;
  }

  /** A module runs. The host's loader is asked for its namespace, which takes turns, before an `import()` wants it within one. */
  runs(table: ModuleTable): void {
    if (table.format !== 'esm') return;
    this.#locations.set(table.location, (this.#locations.get(table.location) ?? 0) + 1);
    if (this.#early === undefined) {
      this.#fetch(table);
      return;
    }
    this.#early.push(table);
    if (!table.sites.includes('import')) return;
    for (const early of this.#early) this.#fetch(early);
    this.#early = undefined;
  }

  #fetch({ location }: ModuleTable): void {
    import(location).then((value: unknown) => { this.#ran.set(location, { value }); }, noop);
  }

  #ranAt(specifier: string, from: string): { readonly value: unknown } | undefined {
    if (!specifier.startsWith('.') || !URL.canParse(specifier, from)) return undefined;
    const { href } = new URL(specifier, from);
    return this.#locations.get(href) === 1 ? this.#ran.get(href) ?? atOnce(href) : undefined;
  }

  /** @param importer - the module that imports */
  add(promise: number, importer: ModuleTable, specifier: string, load: () => Promise<unknown>): void {
    const path = posix.join(posix.dirname(importer.file), specifier);
    this.#pending.set(promise, { path, module: withoutExtension(path), load, started: false, namespace: this.#brought.get(path) ?? this.#ranAt(specifier, importer.location) });
  }

  has(promise: number): boolean {
    return this.#pending.has(promise);
  }

  /** Whether an import is due to settle and the host's loader is not ready: nothing may enter before it. */
  get settling(): boolean {
    return this.#settling > 0;
  }

  /**
   * The recording runs a module next: the import that brings it is started, with those that bring others in the same turn.
   *
   * @param next - that module, and the others
   */
  start(next: readonly NextModule[]): void {
    const waiting = [...this.#pending.values()];
    const file = next[0]?.file;
    if (this.#wanted !== file) {
      this.#wanted = file;
      this.#since = now();
      setTimeout(this.#resume, PATIENCE + 1);
    }
    // A module of CommonJS registers before those that it requires, an ES module behind those that it imports.
    const possible = next[0]?.format === 'commonjs' ? next.slice(0, 1) : next;
    const named = waiting.filter(({ module }) => possible.some((one) => isNamedBy(one.file, module)));
    const chosen = now() - this.#since > PATIENCE ? waiting : named.length > 0 ? named : waiting.filter(({ namespace }) => namespace === undefined).slice(0, 1);
    for (const pending of chosen) this.#start(pending);
  }

  #start(pending: Pending): void {
    if (pending.started) return;
    pending.started = true;
    // One that the recording runs again is not what was brought before.
    pending.namespace = undefined;
    const done = (value: unknown): void => {
      pending.namespace = { value };
      this.#resume();
    };
    pending.load().then((value) => {
      done(value);
      this.#brought.set(pending.path, pending.namespace!);
    }, done);
  }

  /** Gives the namespace as soon as the host has it. */
  settle(promise: number, settle: (namespace: unknown) => void): void {
    const pending = this.#pending.get(promise)!;
    this.#pending.delete(promise);
    if (pending.namespace === undefined) this.#start(pending);
    if (pending.namespace !== undefined) {
      settle(pending.namespace.value);
      return;
    }
    this.#settling++;
    const poll = (): void => {
      if (pending.namespace === undefined) {
        setImmediate(poll);
        return;
      }
      this.#settling--;
      settle(pending.namespace.value);
    };
    setImmediate(poll);
  }
}

/**
 * The namespace of an ES module that has run, without the turns that the loader takes: an import in the program's first turn settles within it.
 * Undefined where `require` has something else, as it has of modules with a default export, or nothing.
 */
function atOnce(location: string): { readonly value: unknown } | undefined {
  try {
    const file = fileURLToPath(location);
    // Behind a query there is a module of its own.
    if (pathToFileURL(file).href !== location) return undefined;
    // From here, within node_modules: older versions warn of it elsewhere.
    const value: unknown = createRequire(__filename)(file);
    return isModuleNamespaceObject(value) && !hasOwn(value as object, 'default') ? { value } : undefined;
  } catch {
    return undefined;
  }
}

function withoutExtension(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/, '');
}

/** Whether a specifier names a file. */
function isNamedBy(file: string, module: string): boolean {
  const path = withoutExtension(file);
  return path === module || path === `${module}/index`;
}

/** The module that the recording runs next, from an entry on, and those that follow it in the same turn. */
export function nextModules(log: ReplayLog, from: number): readonly NextModule[] {
  const found: NextModule[] = [];
  for (let cursor = from; ; cursor++) {
    const entry = log.ahead(cursor);
    if (entry === undefined || found.length > 0 && isPlaced(entry) && isFresh(entry.position)) return found;
    if (entry.kind !== Kind.ModuleRun) continue;
    const { file } = entry;
    found.push({ file, format: log.modules.find((module) => module.file === file)?.format ?? 'commonjs' });
  }
}

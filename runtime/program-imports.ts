// `import()` of program modules in a replay. The program's own modules run for real, so they are loaded for real, but run where the
// recording runs them. The host's loader, of which nobody knows which of several imports it is done with first, loads and links them
// before. What it cannot run at once is given to it when the recording lets it run, and the replay waits.
import type { ModuleTable } from '../contract/emitted.js';
import { importModule } from './code-cache.js';
import { sourceHolds } from './function-text.js';
import { isNamedBy, isRelative, locationOf, namedBy, type Named } from './import-names.js';
import { link, linksItself, namespaceAt, runsModules } from './module-namespaces.js';
import { noop, now, setTimeout } from './natives.js';
import { modulesOfTurn, type NextModule } from './next-modules.js';
import type { ReplayLog } from './replay-log.js';

/** Milliseconds after which all imports are started: a specifier does not always tell what it brings. */
const PATIENCE = 2_000;

interface Pending extends Named {
  /** Whether it is known which module that is. */
  readonly known: boolean;
  readonly load: () => Promise<unknown>;
  readonly namespaceNow: () => Brought | undefined;
  /** Whether {@link namespaceNow} may be asked. */
  direct: boolean;
  started: boolean;
  /** Waits for {@link namespace}. */
  settle?: (brought: Brought) => void;
  namespace: Brought | undefined;
}

/** What an import brings: a namespace, or an error. */
export interface Brought { readonly value: unknown; readonly failed?: boolean }

/** Imports of program modules that have not settled. */
export class ProgramImports {
  readonly #pending = new Map<number, Pending>();
  /** What imports before have brought, by what they named. A module that has run is there at once, and settles in the turn of the import. */
  readonly #brought = new Map<string, Brought>();
  /** ES modules that have run, by location: likewise, whoever has imported them. */
  readonly #ran = new Map<string, Brought>();
  /** Sources of ES modules that have run, by their locations. */
  readonly #files = new Map<string, string>();
  /** How many modules there are at a location: a bundle is the namespace of none of them. */
  readonly #locations = new Map<string, number>();
  /** Modules that ran before one that has an `import()`; undefined behind that. */
  #early: ModuleTable[] | undefined = [];
  readonly #log: ReplayLog;
  readonly #resume: () => void;
  /** How much of the host's loader is waited for. */
  #awaited = 0;
  /** The module that was wanted last, and since when. */
  #wanted: string | undefined;
  #since = 0;

  /** @param resume - what the replay was waiting for is there */
  constructor(log: ReplayLog, resume: () => void) {
    this.#log = log;
    this.#resume = resume;
  }

  /** A module runs. The host's loader is asked for its namespace, which takes turns, before an `import()` wants it within one. */
  runs(table: ModuleTable): void {
    if (table.format !== 'esm') return;
    this.#files.set(table.location, table.file);
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
    importModule(location).then((value: unknown) => { this.#ran.set(location, { value }); }, noop);
  }

  /** What is at a location if it has run, to its end. */
  #ranAt(location: string): Brought | undefined {
    if (this.#locations.get(location) !== 1) return undefined;
    try {
      return this.#ran.get(location) ?? namespaceAt(location, location);
    } catch {
      return undefined;
    }
  }

  /** What a pending import brings, if it has run meanwhile. */
  #ranFor({ location, module }: Pending): Brought | undefined {
    if (location !== undefined) return this.#ranAt(location);
    const [at, other] = [...this.#locations.keys()].filter((one) => isNamedBy(this.#files.get(one)!, module));
    return at === undefined || other !== undefined ? undefined : this.#ranAt(at);
  }

  /**
   * @param importer - the module that imports
   * @param cursor - what the recording has next
   */
  add(promise: number, importer: ModuleTable, specifier: string, load: (specifier: string) => Promise<unknown>, cursor: number): void {
    const from = locationOf(importer.location);
    // The program may have made the specifier of what it was told of its location.
    const recorded = this.#log.modules.find(({ file }) => file === importer.file)?.location ?? importer.location;
    const { location, key, module } = namedBy(specifier, importer.file, from, locationOf(recorded));
    const modules = this.#log.modules.filter(({ file }) => isNamedBy(file, module));
    const here = isRelative(specifier) ? specifier : location ?? specifier;
    const kept = keepsSpecifier(load, specifier);
    const namespace = this.#brought.get(key) ?? (location === undefined || !kept ? undefined : this.#ranAt(location));
    const pending: Pending = { key, module, location: kept ? location : undefined, known: modules.length > 0, namespaceNow: () => namespaceAt(here, from), load: () => load(here), direct: false, started: false, namespace };
    this.#pending.set(promise, pending);
    if (namespace !== undefined || !runsModules) return;
    // What a module of CommonJS requires meets no hooks for imports.
    pending.direct = kept && (linksItself || modules.some(({ format }) => format === 'commonjs'));
    if (kept && !pending.direct && location !== undefined) this.#link(pending, location);
    // It awaits something, or nobody knows where it is, and began to run in this turn: by the loader, which takes as many microtasks now.
    if (linksItself && !(kept && this.#log.settlesSoon(promise, cursor)) && modulesOfTurn(this.#log, cursor).some(({ file }) => isNamedBy(file, module))) this.#start(pending);
  }

  #link(pending: Pending, location: string): void {
    this.#awaited++;
    void link(location).then(() => {
      this.#awaited--;
      pending.direct = true;
      this.#resume();
    });
  }

  has(promise: number): boolean {
    return this.#pending.has(promise);
  }

  /** Whether the host's loader is not ready with what may run or settle next: nothing may enter before it. */
  get busy(): boolean {
    return this.#awaited > 0;
  }

  /**
   * The recording runs a module next, and did not find it ready: the import that brings it is started, with those that bring others in the same turn.
   *
   * @param next - that module, and the others
   */
  start(next: readonly NextModule[]): void {
    const file = next[0]?.file;
    if (this.#wanted !== file) {
      this.#wanted = file;
      this.#since = now();
      setTimeout(this.#resume, PATIENCE + 1);
    }
    // A module of CommonJS registers before those that it requires, an ES module behind those that it imports.
    const named = this.#naming(next[0]?.format === 'commonjs' ? next.slice(0, 1) : next);
    const [first] = named;
    // Its label has gone by, behind one that the loader took its time with.
    if (first?.direct === true) {
      this.#bring(first);
      if (first.namespace !== undefined) return;
    }
    const waiting = [...this.#pending.values()];
    const chosen = now() - this.#since > PATIENCE ? waiting : first !== undefined ? named.filter(({ direct }) => !direct) : waiting.filter(({ namespace }) => namespace === undefined).slice(0, 1);
    for (const pending of chosen) this.#start(pending);
  }

  /** Imports of these modules, in their order. */
  #naming(modules: readonly NextModule[]): readonly Pending[] {
    return modules.flatMap(({ file }) => [...this.#pending.values()].filter(({ module }) => isNamedBy(file, module)));
  }

  /** Whether {@link run} has something to run. */
  readyFor(here: readonly NextModule[]): boolean {
    return this.#bringing(here) !== undefined;
  }

  /**
   * The recording runs a module here: so does the host, if it can do so at once.
   *
   * @param here - that module, and those that run behind it
   * @returns what the import of it brings; undefined if the host's loader has to
   */
  run(here: readonly NextModule[]): Brought | undefined {
    const pending = this.#bringing(here);
    if (pending !== undefined) this.#bring(pending);
    return pending?.namespace;
  }

  /**
   * The import that runs a module: one of it, or of one that follows here, since an ES module runs behind those that it imports. If there is none, the first of those
   * that name no module that is known, as a bundler's chunks do.
   */
  #bringing(here: readonly NextModule[]): Pending | undefined {
    const named = this.#naming(here);
    if (named.length > 0) return named.find(({ direct }) => direct);
    const [first] = [...this.#pending.values()].filter(({ known, namespace }) => !known && namespace === undefined);
    return first?.direct === true ? first : undefined;
  }

  /** Has the namespace at once, if the host can. */
  #bring(pending: Pending): void {
    pending.direct = false;
    try {
      pending.namespace = pending.namespaceNow();
    } catch (error) {
      pending.namespace = { value: error, failed: true };
      return;
    }
    if (pending.namespace !== undefined) this.#brought.set(pending.key, pending.namespace);
  }

  #start(pending: Pending): void {
    if (pending.started) return;
    pending.started = true;
    pending.direct = false;
    // One that the recording runs again is not what was brought before.
    pending.namespace = undefined;
    const done = (brought: Brought): void => {
      pending.namespace = brought;
      pending.settle?.(brought);
      this.#resume();
    };
    pending.load().then((value) => {
      done({ value });
      this.#brought.set(pending.key, pending.namespace!);
    }, (value: unknown) => { done({ value, failed: true }); });
  }

  /** One failed: its module has run, or there is none. */
  fails(promise: number): void {
    const pending = this.#pending.get(promise)!;
    this.#pending.delete(promise);
    if (pending.direct) this.#bring(pending);
  }

  /** Gives what one brings as soon as the host has it. */
  settle(promise: number, settle: (brought: Brought) => void): void {
    const pending = this.#pending.get(promise)!;
    this.#pending.delete(promise);
    if (pending.direct) this.#bring(pending);
    // The loader, or another import, may have brought it meanwhile.
    else pending.namespace ??= this.#ranFor(pending);
    if (pending.namespace === undefined) this.#start(pending);
    if (pending.namespace !== undefined) {
      settle(pending.namespace);
      return;
    }
    this.#awaited++;
    pending.settle = (brought) => {
      this.#awaited--;
      settle(brought);
    };
  }
}

/** Whether what loads a module still names it as the source did: a bundler writes the names of its own files there. */
function keepsSpecifier(load: (specifier: string) => unknown, specifier: string): boolean {
  return load.length > 0 || ['"', "'", '`'].some((quote) => sourceHolds(load, quote + specifier + quote));
}

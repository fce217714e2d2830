// What emitted code calls (contract/emitted.ts), while recording and replaying. One object a module.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Hooks, ModuleTable, ReadHidden, WriteHidden } from '../contract/emitted.js';
import { Operation } from '../recording/entry.js';
import { builtinImport } from './builtin-imports.js';
import { isProgramModule, noteMove } from './program-requires.js';
import { keepLeaves, leavesOf, NO_ROOT } from './leaf-roots.js';
import { isLastingReference } from './brevity.js';
import { bare, bareAll, directCall } from './direct.js';
import type { Engine } from './effects/leaf.js';
import { forgetWhenReplaced, isClass, shownGlobal, type GlobalSlot } from './global-replacements.js';
import { importedContent, isChanged } from './held-data.js';
import { showHidden } from './hidden-state.js';
import { programOf, shownOf, type Standin } from './identity.js';
import { apply, call, construct, isPrimitive } from './natives.js';
import { notAFunction } from './off-hooks.js';
import { outsideIteration } from './outside-iteration.js';
import type { AnnotatedFunctions } from './annotated-functions.js';
import { dressing } from './deposits.js';
import { awaited } from './promises.js';
import { pathOf } from './program.js';
import { builtinModule, rootStandin } from './roots.js';
import { isOutside, isStray, lasts, side } from './side.js';
import type { Sites } from './sites.js';

const NONE: readonly unknown[] = Object.freeze([]);

interface SlotState extends GlobalSlot {
  value: unknown;
  shown: unknown;
  /** While recording: what there was in data that a package may change at any time; and the segment in which that was. */
  content: readonly unknown[] | undefined;
  looked: number;
}

/** Hooks of a module in a recorded or replayed run. */
export class LiveHooks implements Hooks {
  readonly #engine: Engine;
  readonly #sites: Sites;
  readonly #table: ModuleTable;
  readonly #number: number;
  readonly #firstSite: number;
  readonly #slots: SlotState[];
  readonly #location: string;
  readonly #functions: AnnotatedFunctions;
  /** Recorded functions by their site. */
  readonly #recorded: Standin[] = [];
  /** Passthrough functions by their site: each stands for the functions made there. */
  readonly #passed: object[] = [];
  #meta: ImportMeta | undefined;
  #load: ((specifier: string) => Promise<unknown>) | undefined;

  /** @param location - where the module was when it was recorded */
  constructor(engine: Engine, functions: AnnotatedFunctions, table: ModuleTable, number: number, firstSite: number, location: string) {
    this.#engine = engine;
    this.#sites = engine.sites;
    this.#functions = functions;
    this.#table = table;
    this.#number = number;
    this.#firstSite = firstSite;
    this.#location = location;
    noteMove(location, table.location);
    this.#slots = table.slots.map(() => ({ known: false, fixed: false, value: undefined, shown: undefined, leafRoot: NO_ROOT, leaves: undefined, content: undefined, looked: 0 }));
  }

  /** {@link isOutside} where code of the program meets the outside, first of all that one such place calls here. */
  #isOutside(): boolean {
    if (!isOutside()) return false;
    if (isStray()) this.#engine.stray();
    return true;
  }

  ref<T>(slot: number, value: T): T {
    if (side.state !== 0 && this.#isOutside()) {
      const [kind, name] = this.#table.slots[slot]!;
      if (isLastingReference(kind, name)) lasts();
      return value;
    }
    const state = this.#slots[slot]!;
    if (state.fixed && state.value === value) return state.shown as T;
    return this.#resolve(slot, state, value) as T;
  }

  #resolve(slot: number, state: SlotState, value: unknown): unknown {
    const which = this.#table.slots[slot]!;
    const { known } = state;
    const same = known && state.value === value;
    const outside = which[0] === 'i' && !(which[1].startsWith('node:') && builtinModule(which[1]) !== undefined);
    state.known = true;
    state.fixed = false;
    if (!same) state.leafRoot = NO_ROOT;
    if (which[0] === 'g' && this.#engine.replaying) forgetWhenReplaced(which[1], state);
    // Code of this module may run meanwhile, which asks for the same.
    const shown = which[0] === 'g' ? this.#global(which[1], value) : outside ? this.#binding(slot, state, same, value) : same ? state.shown : builtinImport(which, value, this.#engine);
    // A replay has to look whether the recording has an entry for another use of an export of a package, or of a class of the host.
    if (state.known && !outside) state.fixed = !this.#engine.replaying || !(which[0] === 'g' && isClass(which[1], value));
    state.value = value;
    return state.shown = shown;
  }

  #global(name: string, value: unknown): unknown {
    if (name === 'require') return this.#require(value as NodeJS.Require);
    if (name === 'global') name = 'globalThis';
    return shownGlobal(name, value);
  }

  /** An export of an outside package: an entry when it is first used, and whenever it has changed. */
  #binding(slot: number, state: SlotState, same: boolean, value: unknown): unknown {
    const engine = this.#engine;
    if (!engine.replaying) {
      const { segments } = engine.order;
      if (same && (state.content === undefined || state.looked === segments || !isChanged(value as object, state.content))) {
        state.fixed = state.content === undefined;
        state.looked = segments;
        return state.shown;
      }
      const shown = engine.binding(this.#number, slot, value);
      state.content = isPrimitive(value) || shown !== value ? undefined : importedContent(value as object);
      state.fixed = state.content === undefined;
      state.looked = segments;
      return shown;
    }
    const recorded = engine.binding(this.#number, slot);
    if (recorded !== undefined) return recorded.value;
    return same ? state.shown : engine.diverged({ what: 'unknown', name: `a first use of ${this.#table.slots[slot]!.slice(1).join(' / ')} in ${this.#table.file}`, site: 0 });
  }

  call(site: number, fn: unknown, thisArg: unknown, args: unknown[]): unknown {
    if (typeof fn !== 'function') throw notAFunction(this.#table, site, 'a function');
    if (side.state !== 0 && isOutside()) return directCall(fn, thisArg, args);
    this.#sites.announce(this.#firstSite + site, fn);
    return apply(fn as (...args: unknown[]) => unknown, thisArg, args);
  }

  call0(site: number, fn: unknown, thisArg: unknown): unknown {
    if (typeof fn !== 'function') throw notAFunction(this.#table, site, 'a function');
    if (side.state !== 0 && isOutside()) return directCall(fn, thisArg, NONE);
    this.#sites.announce(this.#firstSite + site, fn);
    return call(fn as () => unknown, thisArg);
  }

  f(site: number, slot: number, fn: unknown, args?: unknown[]): unknown {
    const shown = this.ref(slot, fn);
    return args === undefined ? this.call0(site, shown, undefined) : this.call(site, shown, undefined, args);
  }

  n(site: number, slot: number, fn: unknown, args: unknown[]): unknown {
    return this.construct(site, this.ref(slot, fn), args);
  }

  l<T>(site: number, slot: number, value: T): T {
    const state = this.#slots[slot]!;
    if ((side.state !== 0 && isOutside()) || state.leafRoot !== value) return this.#leafRoot(site, slot, value);
    this.#sites.leaf = this.#firstSite + site;
    return state.leaves as T;
  }

  #leafRoot<T>(site: number, slot: number, value: T): T {
    const shown = this.ref(slot, value);
    if (side.state !== 0 && isOutside()) return shown;
    const leaves = leavesOf(shown);
    // What the program has put in its place crosses nothing.
    if (leaves === undefined) return shown;
    keepLeaves(this.#slots[slot]!, value, leaves);
    this.#sites.leaf = this.#firstSite + site;
    return leaves as T;
  }

  construct(site: number, fn: unknown, args: unknown[]): unknown {
    if (typeof fn !== 'function') throw notAFunction(this.#table, site, 'a constructor');
    if (side.state !== 0 && isOutside()) return construct(fn as new (...args: unknown[]) => object, bareAll(args));
    this.#sites.announce(this.#firstSite + site, fn);
    if (args.length === 0) return new (fn as new () => object)();
    return construct(fn as new (...args: unknown[]) => object, args);
  }

  a(value: unknown): unknown {
    if (side.state !== 0 && this.#isOutside()) {
      lasts();
      return bare(value);
    }
    if (this.#engine.replaying) this.#engine.awaits();
    return isPrimitive(value) ? value : this.#engine.await(value as object);
  }

  v<T>(value: T): T {
    if (dressing.on && !(side.state !== 0 && isOutside())) dressing.end();
    if (isPrimitive(value) || side.state !== 0 && isOutside()) return value;
    if (this.#engine.replaying) return awaited(value);
    return (shownOf.get(value as object) ?? programOf.get(value as object) ?? value) as T;
  }

  iterate(iterable: unknown): unknown {
    if (side.state !== 0 && isOutside()) return bare(iterable);
    return outsideIteration(iterable, (promise) => this.#engine.await(promise));
  }

  dynamicImport(site: number, specifier: unknown, load: (specifier: string) => Promise<unknown>, program = false): Promise<unknown> {
    if (side.state !== 0 && this.#isOutside()) {
      lasts();
      return load(specifier as string);
    }
    let name: string;
    try {
      name = `${specifier as string}`;
    } catch (error) {
      // A specifier that cannot become a string rejects; the program's own code threw it, in every run.
      return Promise.reject(error);
    }
    const builtin = name.startsWith('node:') ? name : `node:${name}`;
    if (builtinModule(builtin) !== undefined) rootStandin(builtin);
    // One root for all imports of the module; while recording it is called at once, by the crossing.
    this.#load = load;
    const target = rootStandin(`import(${this.#table.file})`, (wanted: string) => this.#load!(wanted));
    this.#sites.announce(this.#firstSite + site, target.shown);
    const promise = program || isProgramSpecifier(name) ? this.#engine.crossings.loadProgram(target, name, load, this.#table) : this.#engine.crossings.load(target, [name], Operation.Import, name);
    return promise as Promise<unknown>;
  }

  meta(meta: ImportMeta): ImportMeta {
    if (this.#meta !== undefined) return this.#meta;
    const shown = Object.assign(Object.create(null) as Record<string, unknown>, meta, { url: this.#location }) as Record<string, unknown>;
    if (this.#location.startsWith('file:')) {
      if ('filename' in meta) shown['filename'] = fileURLToPath(this.#location);
      if ('dirname' in meta) shown['dirname'] = dirname(fileURLToPath(this.#location));
    }
    if (typeof meta.resolve === 'function') shown['resolve'] = rootStandin(`import.meta.resolve(${this.#table.file})`, meta.resolve).shown;
    return this.#meta = shown as unknown as ImportMeta;
  }

  path(value: string): string {
    const here = pathOf(this.#location);
    const actual = pathOf(this.#table.location);
    return value === actual ? here : dirname(here);
  }

  r(site: number, thisArg: unknown, args: ArrayLike<unknown>, body: Function): unknown {
    let target = this.#recorded[site];
    if (target === undefined) this.#recorded[site] = target = this.#functions.standin(String(this.#table.sites[site * 3 + 2]), this.#table.file);
    if (this.#functions.stands(body, target)) return apply(body as (...args: unknown[]) => unknown, thisArg, args);
    this.#sites.announce(this.#firstSite + site, target.shown);
    return this.#engine.crossings.recorded(target, thisArg, [...args as unknown[]], body);
  }

  p(site: number, thisArg: unknown, args: ArrayLike<unknown>, body: Function): unknown {
    return this.#functions.pass(body, thisArg, args, this.#passed[site] ??= {});
  }

  s(owner: Function | undefined, names: string, read?: ReadHidden, write?: WriteHidden, staticNames = '', readStatic?: ReadHidden, writeStatic?: WriteHidden): void {
    showHidden(owner?.prototype as object | undefined, names, read, write);
    showHidden(owner, staticNames, readStatic, writeStatic);
  }

  /** `require` beyond calls with a literal: program modules load as ever, all else is a crossing. */
  #require(real: NodeJS.Require): unknown {
    const { file } = this.#table;
    const outside = rootStandin(`require(${file})`, (id: string) => real(id) as unknown);
    const require = (id: string): unknown => {
      if (isProgramSpecifier(id) || isProgramModule(real, id)) return real(id) as unknown;
      const builtin = id.startsWith('node:') ? id : `node:${id}`;
      return builtinModule(builtin) === undefined ? apply(outside.shown as (id: string) => unknown, undefined, [id]) : rootStandin(builtin).shown;
    };
    const resolve = rootStandin(`require.resolve(${file})`, real.resolve).shown;
    return Object.assign(require, { resolve, main: real.main, cache: real.cache, extensions: real.extensions });
  }
}

function isProgramSpecifier(specifier: string): boolean {
  return specifier.startsWith('.') || specifier.startsWith('/') || specifier.startsWith('#') || specifier.startsWith('file:') || specifier.startsWith('data:') || /^[A-Za-z]:[\\/]/.test(specifier);
}

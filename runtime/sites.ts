// Sites: numbered places in the source. Emitted code announces those of direct calls; any other crossing finds its
// own on the stack, once its script is one of the instrumented modules.
import { dirname, isAbsolute, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ModuleTable } from '../contract/emitted.js';
import { ASSUMED, Operation } from '../recording/entry.js';
import type { Site } from '../recording/sites.js';
import type { Standin } from './identity.js';
import { OutsidePackages } from './outside-packages.js';
import { entryPath, isInstalled } from './program.js';
import { sourceMapOf } from './source-maps.js';
import { ShapeSites, usualSite } from './usual-sites.js';

/** Frames looked at first: the membrane's, then the program's … */
const DEPTH = 6;
/** … and where those do not suffice: host functions in between (`Array.map`, `util.promisify`). */
const FURTHER = 32;

/** … and all that a program is likely to have below a package that it called. */
const DEEP = 128;
const own = [`${dirname(__dirname)}${sep}`, pathToFileURL(`${dirname(__dirname)}${sep}`).href];

function isOwn(script: string): boolean {
  return own.some((folder) => script.startsWith(folder));
}

interface Module { readonly table: ModuleTable; readonly first: number }

/** The sites of this process. */
export class Sites {
  readonly #modules: Module[] = [];
  /** A bundle holds several. */
  readonly #byLocation = new Map<string, Module[]>();
  readonly #found = new Map<string, Map<number, number>>();
  readonly #onFound: (site: number, place: Site) => void;
  readonly #extra = new Map<number, Site>();
  readonly #usual = new ShapeSites();
  /** Numbers under which sites are assumptions. */
  readonly #assumed = new Map<number, number>();
  /** Known once it is asked for. */
  #packages: OutsidePackages | undefined;
  #next = 1;
  #announced = 0;
  #callee: unknown;

  /** @param onFound - a site was found on the stack for the first time */
  constructor(onFound: (site: number, place: Site) => void) {
    this.#onFound = onFound;
  }

  /** Numbers a module's sites; gives the first number. */
  add(table: ModuleTable): number {
    const module = { table, first: this.#next };
    this.#modules.push(module);
    const there = this.#byLocation.get(table.location);
    if (there === undefined) this.#byLocation.set(table.location, [module]);
    else there.push(module);
    this.#next += table.siteCount;
    this.#packages?.add(table.location, table.outside.map(([specifier]) => specifier));
    return module.first;
  }

  /** Whether a script is an instrumented module. */
  knows(script: string): boolean {
    return this.#byLocation.has(script);
  }

  /**
   * The site of the leaf that emitted code is about to call; 0 for none. A double that is called instead leaves it behind: for
   * the next leaf that nobody announces, unless another call is announced before.
   */
  leaf = 0;

  /** Emitted code is about to call `callee` at a site. */
  announce(site: number, callee: unknown): void {
    this.#announced = site;
    this.leaf = 0;
    // Most often it is the one before, and comparing costs less than telling the garbage collector.
    if (this.#callee !== callee) this.#callee = callee;
  }

  /** The site announced for a callee, or else found on the stack; 0 if there is none. */
  take(callee: unknown): number {
    if (this.#callee === callee && this.#announced !== 0) {
      const site = this.#announced;
      this.#announced = 0;
      return site;
    }
    return this.find();
  }

  /** {@link take} for a leaf. */
  takeLeaf(callee: unknown): number {
    const site = this.leaf;
    if (site === 0) return this.take(callee);
    this.leaf = 0;
    return site;
  }

  /**
   * {@link take} while recording: of a crossing that nobody announced, the site it usually has.
   *
   * @param first - its first argument
   * @param callee - what the program called
   */
  ofCrossing(target: Standin, operation: Operation, key: PropertyKey | undefined, first: unknown, callee: unknown = target.shown): number {
    if (this.#callee === callee && this.#announced !== 0) return this.take(callee);
    if (operation === Operation.Call) return usualSite(target.sites ??= new Map(), typeof first === 'string' ? first : '', this.#look, this.#assume);
    if (key === undefined) return this.find();
    return usualSite(this.#usual.of(target.shape || (target.imported ? -target.id : 0)), key, this.#look, this.#assume);
  }

  readonly #look = (): number => this.find();

  /** Another number for a site, under which it is an assumption. */
  readonly #assume = (site: number): number => {
    const known = this.#assumed.get(site);
    if (known !== undefined) return known;
    const place = this.get(site);
    if (place === undefined) return site;
    const assumed = this.#next++;
    this.#assumed.set(site, assumed);
    this.#extra.set(assumed, place);
    this.#onFound(assumed, { ...place, file: ASSUMED + place.file });
    return assumed;
  };

  /** The innermost program frame on the stack. */
  find(): number {
    return this.#find(DEPTH) || this.#find(FURTHER);
  }

  /** Whether a package runs that the program did not call: its files are on the stack, and none of the program. */
  isOutsideStack(): boolean {
    let found = false;
    for (const frame of rawFrames(DEEP, Sites.prototype.isOutsideStack)) {
      const script = frame.getScriptNameOrSourceURL();
      if (typeof script !== 'string' || script.startsWith('node:')) continue;
      if (this.#byLocation.has(script)) return false;
      if (!isOwn(script) && isInstalled(script)) found = true;
    }
    return found;
  }

  /** {@link isOutsideStack} for a package of which nothing runs in a replay: one that computes may go on with what the program gave it. */
  isPackageStack(): boolean {
    if (!this.isOutsideStack()) return false;
    if (this.#packages === undefined) {
      this.#packages = new OutsidePackages();
      for (const { table } of this.#modules) this.#packages.add(table.location, table.outside.map(([specifier]) => specifier));
    }
    const packages = this.#packages;
    return search(Sites.prototype.isPackageStack, (frame) => {
      const script = frame.getScriptNameOrSourceURL();
      return typeof script === 'string' && !script.startsWith('node:') && !isOwn(script) ? packages.has(packages.locate(script).name) : undefined;
    }) ?? false;
  }

  /** Whether the program made the call that is looked at: the innermost script beside reprise's and the host's is one of its own. */
  isProgramStack(): boolean {
    return search(Sites.prototype.isProgramStack, (frame) => {
      const script = frame.getScriptNameOrSourceURL();
      return typeof script === 'string' && !script.startsWith('node:') && !isOwn(script) ? this.#byLocation.has(script) : undefined;
    }) ?? false;
  }

  /** Whether code of the program is on the stack. */
  isOnStack(): boolean {
    return search(Sites.prototype.isOnStack, (frame) => this.#byLocation.has(frame.getScriptNameOrSourceURL() as string) || undefined) ?? false;
  }

  /** Whether a module of the program is in the text of a stack, as it was built or as its source map has it. */
  namesProgram(stack: string): boolean {
    return this.#modules.some(({ table }) => stack.includes(`${table.location}:`) || stack.includes(`/${table.file}:`));
  }

  /** Where the program is, by what is on the stack; undefined if it is not there. */
  programPlace(): (Omit<Site, 'operation'> & { readonly function: string }) | undefined {
    return search(Sites.prototype.programPlace, (frame) => {
      const script = frame.getScriptNameOrSourceURL();
      const modules = typeof script === 'string' ? this.#byLocation.get(script) : undefined;
      if (modules === undefined) return undefined;
      const { file, line, column } = original(modules, script as string, frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1);
      return { function: frame.getFunctionName() ?? '', file, line, column };
    });
  }

  #find(depth: number): number {
    for (const frame of rawFrames(depth)) {
      const script = frame.getScriptNameOrSourceURL() as string | null;
      if (script === null) continue;
      const modules = this.#byLocation.get(script);
      if (modules === undefined) continue;
      let known = this.#found.get(script);
      if (known === undefined) this.#found.set(script, known = new Map());
      const position = frame.getPosition();
      let site = known.get(position);
      if (site === undefined) {
        site = this.#next++;
        known.set(position, site);
        const place = original(modules, script, frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1);
        this.#extra.set(site, place);
        this.#onFound(site, place);
      }
      return site;
    }
    return 0;
  }

  /** The place of a site of this process. */
  get(site: number): Site | undefined {
    const extra = this.#extra.get(site);
    if (extra !== undefined) return extra;
    for (const { table, first } of this.#modules) {
      const at = (site - first) * 3;
      if (site >= first && site < first + table.siteCount) return { file: table.file, line: Number(table.sites[at]), column: Number(table.sites[at + 1]), operation: String(table.sites[at + 2]) };
    }
    return undefined;
  }
}

/** A frame of the stack as V8 knows it. */
export interface Frame { getFunctionName(): string | null; getScriptNameOrSourceURL(): unknown; getPosition(): number; getLineNumber(): number | null; getColumnNumber(): number | null }

function asFrames(_error: Error, frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
  return frames;
}

/** The stack as V8 knows it, whatever the program made of `Error.prepareStackTrace`; frames down to `above` are left out. */
export function rawFrames(depth: number, above: Function = Sites.prototype.find): readonly Frame[] {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: readonly Frame[] } = {};
  Error.prepareStackTrace = asFrames;
  Error.stackTraceLimit = depth;
  Error.captureStackTrace(holder, above);
  const frames = holder.stack;
  Error.stackTraceLimit = stackTraceLimit;
  // An own undefined property would count as an override.
  if (prepareStackTrace === undefined) delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace;
  else Error.prepareStackTrace = prepareStackTrace;
  return Array.isArray(frames) ? frames : [];
}

/** The first answer that a frame gives, from the innermost on; frames down to `above` are left out. */
function search<T>(above: Function, answer: (frame: Frame) => T | undefined): T | undefined {
  for (const depth of [DEPTH, FURTHER]) {
    for (const frame of rawFrames(depth, above)) {
      const found = answer(frame);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The place in the TypeScript source of one of a script's modules; the place in the output if there is no source map. */
function original(modules: readonly Module[], script: string, line: number, column: number): Site {
  const entry = sourceMapOf(script)?.findEntry(line - 1, column - 1);
  if (entry === undefined || !('originalLine' in entry)) return { file: script.split(sep).at(-1) ?? script, line, column, operation: '' };
  return { file: sourceFile(modules, entry.originalSource), line: entry.originalLine + 1, column: entry.originalColumn + 1, operation: '' };
}

/** The module's file that a source map means; what the map has if it means none, since it leads to what was bundled and no further. */
function sourceFile(modules: readonly Module[], source: string): string {
  if (modules.length === 1) return modules[0]!.table.file;
  const path = source.startsWith('file:') ? fileURLToPath(source) : source.replace(/^[a-z]+:\/\/[^/]*\/(\.\/)?/, '');
  const meant = modules.find(({ table: { file } }) => path === file || path.endsWith(`/${file}`));
  return meant?.table.file ?? (isAbsolute(path) ? entryPath(path) : path);
}

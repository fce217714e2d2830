// Leaks: calls of the host that nobody records, made by code that runs live in both modes (a pure package, a file of the
// program that was not instrumented). With the option `watchLeaks` the host's functions tell of each call; what remains
// to be found out is whether such code made it, or the outside, whose calls a replay has no part in.
//
// The outside is told by two signs. Within a crossing, and in all that was left for later there, an AsyncLocalStorage says
// so. What packages do while they are loaded, and what comes of that, has no such origin: it belongs to the outside if the
// package is one that the program imports from there, or that one of those depends on.
import type { Leak } from '../recording/entry.js';
import { AsyncLocalStorage } from './natives.js';
import { isOwn } from './effects/stack.js';
import { OutsidePackages } from './outside-packages.js';
import { isOutside, side } from './side.js';
import { rawFrames, type Frame, type Sites } from './sites.js';

/** Frames looked at for who made a call. */
const DEPTH = 40;

/** Scripts of the host that only pass a call on (`util.promisify`). */
const PASSING = new Set(['node:internal/util']);

interface Place { readonly leak: Omit<Leak, 'count'>; /** Calls that live code made for sure. */ live: number; /** Calls of a package that may belong to the outside. */ loaded: number }

/** Notices calls of the host by code that runs live in both modes, and counts them by place. */
export class LeakWatch {
  readonly #origin = new AsyncLocalStorage<'outside' | 'program'>();
  readonly #places = new Map<string, Place>();
  readonly #packages = new OutsidePackages();
  readonly #sites: Sites;
  #looking = false;

  constructor(sites: Sites) {
    this.#sites = sites;
  }

  /** A module of the program imports these from outside. */
  imports(location: string, specifiers: readonly string[]): void {
    this.#packages.add(location, specifiers);
  }

  /** Runs what belongs to the outside, with all that it leaves for later. */
  outside<T>(run: () => T): T {
    return this.#origin.run('outside', run);
  }

  /** Runs what the outside calls of the program. */
  program<T>(run: () => T): T {
    return this.#origin.run('program', run);
  }

  /**
   * The host is called.
   *
   * @param callee - what was called, above which the stack is looked at
   */
  notice(operation: string, callee: Function): void {
    if (this.#looking || (side.state !== 0 && isOutside()) || this.#origin.getStore() === 'outside') return;
    this.#looking = true;
    try {
      this.#look(operation, rawFrames(DEPTH, callee));
    } finally {
      this.#looking = false;
    }
  }

  #look(operation: string, frames: readonly Frame[]): void {
    const at = frames.findIndex((frame) => {
      const script = scriptOf(frame);
      return script !== undefined && !PASSING.has(script);
    });
    const caller = frames[at];
    const script = caller === undefined ? undefined : scriptOf(caller);
    // The host at its own work, or the recorder.
    if (caller === undefined || script === undefined || script.startsWith('node:') || isOwn(script)) return;
    const key = `${operation} ${script}:${caller.getPosition()}`;
    let place = this.#places.get(key);
    if (place === undefined) this.#places.set(key, place = { leak: this.#place(operation, script, caller), live: 0, loaded: 0 });
    if (this.#isLive(frames.slice(at))) place.live++;
    else place.loaded++;
  }

  /** Whether the program is on the stack, above all that loads modules; or the recorder, who let the outside in. */
  #isLive(frames: readonly Frame[]): boolean {
    for (const frame of frames) {
      const script = scriptOf(frame);
      if (script === undefined) continue;
      if (this.#sites.knows(script) || isOwn(script)) return true;
      if (script.startsWith('node:internal/modules/')) return false;
    }
    return this.#origin.getStore() === 'program';
  }

  #place(operation: string, script: string, frame: Frame): Omit<Leak, 'count'> {
    const { name, file } = this.#packages.locate(script);
    return { operation, package: name, function: frame.getFunctionName() ?? '', file, line: frame.getLineNumber() ?? 1, column: frame.getColumnNumber() ?? 1 };
  }

  /** What was found so far. */
  found(): Leak[] {
    const leaks: Leak[] = [];
    for (const { leak, live, loaded } of this.#places.values()) {
      const count = live + (loaded > 0 && this.#packages.has(leak.package) ? 0 : loaded);
      if (count > 0) leaks.push({ ...leak, count });
    }
    return leaks;
  }
}

function scriptOf(frame: Frame): string | undefined {
  const script = frame.getScriptNameOrSourceURL();
  return typeof script === 'string' && script !== '' ? script : undefined;
}

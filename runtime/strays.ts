// Code of the program that the outside runs in a crossing without calling in: a function in a set of a package, a getter that
// the host asks for. Nobody sees the call, so that what such code does is no entry and does not happen again in a replay.
// Where it meets the outside itself, it can be noticed.
import { IMPORTED, STARTED, type Stray } from '../recording/entry.js';
import type { RecordingWriter } from '../recording/writer.js';
import type { Sites } from './sites.js';

/** Places that are kept, and how often is looked for one: each look at the stack takes some microseconds. */
const MOST_PLACES = 100;
const MOST_LOOKS = 10_000;

/** Counts strays by place. */
export class Strays {
  readonly #sites: Sites;
  readonly #found = new Map<string, { readonly stray: Omit<Stray, 'count'>; count: number }>();
  #looks = 0;
  /** Whether there is more than was written. */
  #news = false;

  constructor(sites: Sites) {
    this.#sites = sites;
  }

  /**
   * Code of the program runs within the outside, by no call-in; or the program hands over what is not followed.
   *
   * @param what - in the latter case, in words
   */
  notice(what?: string): void {
    if (this.#looks++ >= MOST_LOOKS) return;
    const place = this.#sites.programPlace();
    if (place === undefined) return;
    this.#add(what === undefined ? place : { ...place, function: what });
  }

  /** A package loads a module of the program, past all that could be seen. */
  imported(file: string): void {
    this.#add({ function: IMPORTED, file, line: 1, column: 1 });
  }

  /** A package loads the program itself, for a script that is not instrumented. */
  started(file: string): void {
    this.#add({ function: STARTED, file, line: 1, column: 1 });
  }

  #add(stray: Omit<Stray, 'count'>): void {
    const key = `${stray.file}:${stray.line}:${stray.column}`;
    const known = this.#found.get(key);
    if (known !== undefined) known.count++;
    else if (this.#found.size < MOST_PLACES) this.#found.set(key, { stray, count: 1 });
    this.#news = true;
  }

  /** Whether something was noticed at all. */
  get any(): boolean {
    return this.#found.size > 0;
  }

  /** Whether something was noticed since it was written last. */
  get news(): boolean {
    return this.#news;
  }

  /** Appends what was noticed so far. */
  write(writer: RecordingWriter): void {
    this.#news = false;
    writer.strays([...this.#found.values()].map(({ stray, count }) => ({ ...stray, count })));
  }
}

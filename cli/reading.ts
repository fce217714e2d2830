// Progress of commands that read a recording from end to end: on a terminal, once it takes a while.
import type { Recording } from '../recording/index.js';

/** Steps between two looks at the clock. */
const STEPS = 4_096;
/** Milliseconds before the first line, and between two. */
const INTERVAL = 500;

/** Tells how far some recordings have been read. */
export class Reading {
  readonly #recordings: readonly Recording[];
  readonly #stream: NodeJS.WriteStream;
  #steps = 0;
  #told = performance.now();
  #shown = false;

  constructor(recordings: readonly Recording[], stream: NodeJS.WriteStream = process.stderr) {
    this.#recordings = recordings;
    this.#stream = stream;
  }

  /** An entry was read. */
  step(): void {
    if (++this.#steps % STEPS !== 0 || !this.#stream.isTTY || performance.now() - this.#told < INTERVAL) return;
    this.#told = performance.now();
    this.#shown = true;
    let taken = 0;
    let all = 0;
    for (const recording of this.#recordings) {
      taken += recording.taken;
      all += recording.closingIndex()?.entries ?? NaN;
    }
    const part = Number.isNaN(all) ? '' : ` of ${all.toLocaleString('en-US')} (${Math.floor((100 * taken) / all)}%)`;
    this.#stream.write(`\r\u001b[Kreprise: read ${taken.toLocaleString('en-US')}${part} entries`);
  }

  /** Removes the line. */
  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001b[K');
  }
}

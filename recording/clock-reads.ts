// Reads of clocks on their way into a recording. They come by the million and tens of nanoseconds apart, so a read is only
// kept; those of one clock at one site with nothing between are encoded together.
import { Kind, leaves } from './entry.js';
import { Tag } from './value.js';
import type { ByteWriter } from './bytes.js';

/** Reads that are kept before they are encoded. */
const BATCH = 256;
/** Numbers from this on are not written as distances: with their sign, and one more, they would not be exact. */
const FAR = 2 ** 52 - 1;

/** Distances up to this take one byte or two, as it happens, which no processor can predict: they are written without a branch. */
const NEAR = 8_192;

/** How a distance of 0 is written. */
const SAME = 1;

/** Which half of a 64-bit number comes first in memory. */
const LOW = new Uint8Array(Uint16Array.of(1).buffer)[0]! ^ 1;
const HIGH = LOW ^ 1;

/** The reads of one clock that are not encoded yet, and what distances are relative to. */
export class ClockReads {
  /** Site and leaf as one number; -1 where no run goes on. */
  #run = -1;
  #count = 0;
  readonly #buffer = new ArrayBuffer(BATCH * 8);
  readonly #numbers = new Float64Array(this.#buffer);
  readonly #bigints = new BigUint64Array(this.#buffer);
  readonly #halves = new Int32Array(this.#buffer);
  #site = 0;
  #leaf = 0;
  /** The head of the run is written. */
  #begun = false;
  // Doubles from the start: a field that becomes one later has the engine throw away what it optimised.
  #clock = 0.5;
  #time = 0.5;
  /** As two signed halves: numbers that are no small integers would be slow to carry from read to read. */
  #low = 0;
  #high = 0;

  constructor() {
    this.forget();
  }

  /** Distances are relative to nothing again. */
  forget(): void {
    this.#clock = this.#time = this.#low = this.#high = 0;
  }

  /** Keeps a read of milliseconds; false, and nothing is kept, if another run goes on or there is no room. */
  keep(run: number, value: number): boolean {
    if (run !== this.#run || this.#count === BATCH) return false;
    this.#numbers[this.#count++] = value;
    return true;
  }

  /** {@link keep} for nanoseconds. */
  keepBigint(run: number, value: bigint): boolean {
    if (run !== this.#run || this.#count === BATCH) return false;
    this.#bigints[this.#count++] = value;
    return true;
  }

  /** Whether a run goes on. */
  goesOn(run: number): boolean {
    return run === this.#run;
  }

  /** A run begins. */
  begin(run: number, site: number, leaf: number): void {
    this.#run = run;
    this.#site = site;
    this.#leaf = leaf;
  }

  /** Encodes the reads so far; gives how many. */
  encode(writer: ByteWriter): number {
    const count = this.#count;
    if (count === 0) return 0;
    this.#count = 0;
    switch (leaves[this.#leaf]![1]) {
      case 'clock': this.#encodeClock(writer, count); break;
      case 'time': this.#encodeTimes(writer, count); break;
      default: this.#encodeBigints(writer, count);
    }
    return count;
  }

  /** Ends the run. */
  end(writer: ByteWriter): void {
    this.#run = -1;
    if (this.#begun) writer.byte(0);
    this.#begun = false;
  }

  /** Whole milliseconds. */
  #encodeClock(writer: ByteWriter, count: number): void {
    const numbers = this.#numbers;
    let before = this.#clock;
    let { bytes, length: at } = room(writer, count);
    let begun = this.#begun;
    for (let i = 0; i < count;) {
      const value = numbers[i]!;
      const distance = value - before;
      if (distance >= 0 && distance < 64 && begun) bytes[at++] = distance * 2 + 1;
      else {
        writer.length = at;
        this.#far(writer, distance);
        ({ bytes, length: at } = room(writer, count - i));
        begun = this.#begun;
      }
      before = value;
      const first = ++i;
      while (i < count && numbers[i] === value) i++;
      // Most often the same millisecond.
      if (i > first) bytes.fill(SAME, at, at += i - first);
    }
    writer.length = at;
    this.#clock = before;
  }

  /** Milliseconds in whole nanoseconds; others stand for themselves. */
  #encodeTimes(writer: ByteWriter, count: number): void {
    const numbers = this.#numbers;
    let before = this.#time;
    let { bytes, length: at } = room(writer, count);
    let begun = this.#begun;
    for (let i = 0; i < count; i++) {
      const read = numbers[i]!;
      const value = Math.floor(read * 1e6 + 0.5);
      const whole = value / 1e6 === read && value > 0 && value < FAR;
      const distance = value - before;
      if (whole && distance >= 0 && distance < NEAR && begun) {
        const code = (distance | 0) * 2 + 1;
        const more = (127 - code) >>> 31;
        bytes[at] = (code & 127) | (more << 7);
        bytes[at + 1] = code >> 7;
        at += 1 + more;
        before = value;
        continue;
      }
      writer.length = at;
      if (whole) {
        this.#far(writer, distance);
        before = value;
      } else {
        this.#alone(writer);
        writer.double(read);
      }
      ({ bytes, length: at } = room(writer, count - i));
      begun = this.#begun;
    }
    writer.length = at;
    this.#time = before;
  }

  /** Nanoseconds; those too far from the ones before stand for themselves. */
  #encodeBigints(writer: ByteWriter, count: number): void {
    const halves = this.#halves;
    let lowBefore = this.#low;
    let highBefore = this.#high;
    let { bytes, length: at } = room(writer, count);
    let begun = this.#begun;
    for (let i = 0; i < count; i++) {
      const low = halves[i * 2 + LOW]!;
      const high = halves[i * 2 + HIGH]!;
      const step = (low - lowBefore) | 0;
      if (high === highBefore && step >= 0 && step < NEAR && begun) {
        const code = step * 2 + 1;
        const more = (127 - code) >>> 31;
        bytes[at] = (code & 127) | (more << 7);
        bytes[at + 1] = code >> 7;
        at += 1 + more;
        lowBefore = low;
        continue;
      }
      writer.length = at;
      const distance = (high - highBefore) * 2 ** 32 + ((low >>> 0) - (lowBefore >>> 0));
      if (distance < FAR && distance > -FAR) {
        this.#far(writer, distance);
        lowBefore = low;
        highBefore = high;
      } else {
        this.#alone(writer);
        writer.byte(Tag.BigInt);
        writer.text(String(this.#bigints[i]!));
      }
      ({ bytes, length: at } = room(writer, count - i));
      begun = this.#begun;
    }
    writer.length = at;
    this.#low = lowBefore;
    this.#high = highBefore;
  }

  /** A read in the run, whatever its distance from the one before: zigzag and one, since 0 ends the run. */
  #far(writer: ByteWriter, distance: number): void {
    if (!this.#begun) this.#head(writer, Kind.LeafRun);
    this.#begun = true;
    writer.varint(distance < 0 ? -distance * 2 : distance * 2 + 1);
  }

  /** Head of a read that is no part of the run, which it ends. */
  #alone(writer: ByteWriter): void {
    if (this.#begun) writer.byte(0);
    this.#begun = false;
    this.#head(writer, Kind.Leaf);
  }

  #head(writer: ByteWriter, kind: number): void {
    writer.byte(kind);
    writer.byte(this.#leaf);
    writer.varint(this.#site);
  }
}

/** Makes room for reads of two bytes each; the buffer stays the same until something else is written. */
function room(writer: ByteWriter, count: number): ByteWriter {
  writer.reserve(count * 2);
  return writer;
}

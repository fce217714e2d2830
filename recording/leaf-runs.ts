// Runs of clock reads as a reader gets them: clock-reads.ts writes them.
import { ByteReader } from './bytes.js';
import { Kind, leaves, type LeafEntry, type LeafRunEntry, type LeafValues } from './entry.js';
import type { ValueReader } from './value-bytes.js';

/** What each clock gave last, which distances add to. */
export interface Clocks {
  /** Milliseconds since the epoch. */
  clock: number;
  /** Nanoseconds of a double of milliseconds. */
  time: number;
  /** Nanoseconds of a bigint. */
  bigint: bigint;
}

const namedLeaves = leaves.map(([leaf, form]) => ({ leaf, form }));

/** A leaf by its number, and how what it gives is written. */
export function leafAt(number: number): (typeof namedLeaves)[number] {
  const leaf = namedLeaves[number];
  if (leaf === undefined) throw new RangeError('unknown leaf');
  return leaf;
}

/** Reads a run to its end; its values are decoded when they are asked for. */
export function readLeafRun(r: ValueReader, index: number, clocks: Clocks): LeafRunEntry {
  const { leaf, form } = leafAt(r.byte());
  if (form === 'double' || form === 'value') throw new RangeError('a leaf that comes in no runs');
  const site = r.varint();
  const { at, bytes } = r;
  const start = form === 'clock' ? clocks.clock : form === 'time' ? clocks.time : 0;
  const base = form === 'bigint' ? clocks.bigint : 0n;
  let count = 0;
  let distance = 0;
  for (let code = r.varint(); code !== 0; code = r.varint(), count++) distance += fromCode(code);
  if (form === 'clock') clocks.clock += distance;
  else if (form === 'time') clocks.time += distance;
  else clocks.bigint += BigInt(distance);
  return { kind: Kind.LeafRun, index, site, leaf, count, values: () => new RunValues(new ByteReader(bytes, undefined, at), count, form, start, base) };
}

/** Distances are written as zigzag plus one; 0 ends a run. */
function fromCode(code: number): number {
  return code % 2 === 0 ? -code / 2 : (code - 1) / 2;
}

/** The values of a run, one after another. */
class RunValues implements LeafValues {
  /** @param base - what distances add up to, of bigints; the others begin at `sum` */
  constructor(private readonly codes: ByteReader, public left: number, private readonly form: 'clock' | 'time' | 'bigint', private sum: number, private readonly base: bigint) {}

  take(): number | bigint {
    this.left--;
    this.sum += fromCode(this.codes.varint());
    return this.form === 'clock' ? this.sum : this.form === 'time' ? this.sum / 1e6 : this.base + BigInt(this.sum);
  }

  *[Symbol.iterator](): Iterator<number | bigint> {
    while (this.left > 0) yield this.take();
  }
}

/** The reads of a run, one by one. */
export function* leavesOf({ index, site, leaf, values }: LeafRunEntry): IterableIterator<LeafEntry> {
  let at = index;
  for (const value of values()) yield { kind: Kind.Leaf, index: at++, site, leaf, value };
}

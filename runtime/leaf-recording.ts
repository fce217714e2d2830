// Entries of leaves, while recording: a clock, a number, a text, and nothing else. See effects/leaf.ts.
import type { RecordingWriter } from '../recording/writer.js';
import { Tag } from '../recording/value.js';
import type { OpenCrossings } from './open-crossings.js';
import { isOutside, side } from './side.js';
import type { Sites } from './sites.js';

export class LeafRecording {
  readonly #sites: Sites;
  readonly #writer: RecordingWriter;
  readonly #open: OpenCrossings;

  constructor(sites: Sites, writer: RecordingWriter, open: OpenCrossings) {
    this.#sites = sites;
    this.#writer = writer;
    this.#open = open;
  }

  /** A leaf that gave whole milliseconds. */
  clock(callee: object, leaf: number, value: number): void {
    if (side.state !== 0 && isOutside()) return;
    const site = this.#sites.take(callee);
    if (this.#open.isOutside) this.#open.enter();
    this.#writer.leafClock(site, leaf, value);
  }

  /** A leaf that gave a double. */
  double(callee: object, leaf: number, value: number): void {
    if (side.state !== 0 && isOutside()) return;
    const site = this.#sites.take(callee);
    if (this.#open.isOutside) this.#open.enter();
    this.#writer.leafDouble(site, leaf, value);
  }

  /** A number was drawn from the seeded generator. */
  draw(callee: object): void {
    if (this.#open.isOutside) this.#open.enter();
    if (!this.#writer.draw()) this.#writer.firstDraw(this.#sites.take(callee));
  }

  /** A leaf that gave a string or a bigint, which is not expected again. */
  value(callee: object, leaf: number, value: unknown): void {
    if (side.state !== 0 && isOutside()) return;
    const writer = this.#writer;
    const site = this.#sites.take(callee);
    if (this.#open.isOutside) this.#open.enter();
    if (typeof value === 'bigint' && writer.leafBigint(site, leaf, value)) return;
    writer.leaf(site, leaf);
    if (typeof value === 'string') {
      if (!writer.uuid(value)) writer.text(value);
    } else {
      writer.byte(Tag.BigInt);
      writer.text(String(value));
    }
    writer.commit();
  }
}

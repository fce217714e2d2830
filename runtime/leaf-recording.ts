// Entries of leaves, while recording: a clock, a number, a text, and nothing else. See effects/leaf.ts.
import type { RecordingWriter } from '../recording/writer.js';
import type { OpenCrossings } from './open-crossings.js';
import { isOutside, side } from './side.js';
import type { Sites } from './sites.js';

/** Writes the entries of leaves. */
export class LeafRecording {
  readonly #sites: Sites;
  readonly #writer: RecordingWriter;
  readonly #open: OpenCrossings;

  constructor(sites: Sites, writer: RecordingWriter, open: OpenCrossings) {
    this.#sites = sites;
    this.#writer = writer;
    this.#open = open;
  }

  /** A clock that gave milliseconds, whole or with fractions. */
  clock(callee: object, leaf: number, value: number): void {
    if (side.state !== 0 && isOutside()) return;
    const site = this.#sites.takeLeaf(callee);
    if (this.#open.isOutside) this.#open.enter();
    this.#writer.clockRead(site, leaf, value);
  }

  /** A clock that gave nanoseconds. */
  bigint(callee: object, leaf: number, value: bigint): void {
    if (side.state !== 0 && isOutside()) return;
    const site = this.#sites.takeLeaf(callee);
    if (this.#open.isOutside) this.#open.enter();
    this.#writer.bigintRead(site, leaf, value);
  }

  /** A number that no clock gave. */
  double(callee: object, leaf: number, value: number): void {
    if (side.state !== 0 && isOutside()) return;
    const site = this.#sites.takeLeaf(callee);
    if (this.#open.isOutside) this.#open.enter();
    this.#writer.leafDouble(site, leaf, value);
  }

  /** A number was drawn from the seeded generator. */
  draw(callee: object): void {
    if (this.#open.isOutside) this.#open.enter();
    if (!this.#writer.draw()) this.#writer.firstDraw(this.#sites.takeLeaf(callee));
    else this.#sites.leaf = 0;
  }

  /** A leaf that gave a UUID, of sixteen bytes. */
  uuid(callee: object, leaf: number, bytes: Uint8Array, start: number): void {
    const site = this.#sites.takeLeaf(callee);
    if (this.#open.isOutside) this.#open.enter();
    this.#writer.leafUuid(site, leaf, bytes, start);
  }

  /** A leaf that gave a text, which is not expected again. */
  text(callee: object, leaf: number, value: string): void {
    if (side.state !== 0 && isOutside()) return;
    const site = this.#sites.takeLeaf(callee);
    if (this.#open.isOutside) this.#open.enter();
    this.#writer.leafText(site, leaf, value);
  }
}

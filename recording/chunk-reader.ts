// The entries of a chunk, frame by frame.
import { decompress, HISTORY } from './compression.js';
import { DecodeState, readEntry } from './decode.js';
import { Kind, type Entry } from './entry.js';
import type { FrameHead } from './frame.js';
import { ValueReader } from './value-bytes.js';

interface StoredFrame { readonly head: FrameHead; readonly payload: Buffer }

const NOTHING = Buffer.alloc(0);

/** Reads one chunk after another. */
export class ChunkReader {
  /** Whether a chunk was started. */
  started = false;
  /** Index of the next entry. */
  index = 0;
  /** Bytes of the entry read last, before compression. */
  size = 0;
  #reader = new ValueReader(true);
  #state = new DecodeState(2, 0);
  #history: Buffer = NOTHING;

  /**
   * Starts a chunk with its first frame.
   *
   * @returns milliseconds from the start of the run to the chunk
   * @throws RangeError, or what zlib throws, if the frame cannot be read
   */
  start(frame: StoredFrame): number {
    this.started = true;
    this.#history = NOTHING;
    this.#reader = new ValueReader(true);
    this.more(frame);
    this.index = this.#reader.varint();
    this.#state = new DecodeState(2, this.#reader.varint());
    return this.#reader.varint();
  }

  /** Goes on with a further frame. */
  more({ head, payload }: StoredFrame): void {
    const raw = decompress(payload, head.codec, head.raw, this.#history);
    this.#history = raw.length >= HISTORY ? raw.subarray(-HISTORY) : Buffer.concat([this.#history, raw]).subarray(-HISTORY);
    this.#reader.load(raw);
  }

  /** The entries of the frame. */
  *entries(): IterableIterator<Entry> {
    while (!this.#reader.done) {
      const start = this.#reader.at;
      const entry = readEntry(this.#reader, this.index, this.#state);
      this.size = this.#reader.at - start;
      this.index += entry.kind === Kind.LeafRun ? entry.count : 1;
      yield entry;
    }
  }
}

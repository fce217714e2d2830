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
  #reader: ValueReader;
  #state: DecodeState;
  #history: Buffer = NOTHING;

  /** @param format - version of the format; a recording of format 1 is one chunk, of blocks */
  constructor(format: 1 | 2) {
    this.#reader = new ValueReader(format > 1);
    this.#state = new DecodeState(format, 0);
  }

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

  /** The entries of a block of format 1: see {@link read}. */
  block(payload: Buffer, sizes?: number[]): ReturnType<ChunkReader['read']> {
    this.#reader.load(payload);
    return this.read(sizes);
  }

  /**
   * The entries of the frame, and why they end early if they do.
   *
   * @param sizes - takes the bytes of each, before compression
   */
  read(sizes?: number[]): { readonly entries: readonly Entry[]; readonly problem: string | undefined } {
    const reader = this.#reader;
    const state = this.#state;
    const entries: Entry[] = [];
    try {
      while (!reader.done) {
        const start = reader.at;
        const entry = readEntry(reader, this.index, state);
        this.index += entry.kind === Kind.LeafRun ? entry.count : 1;
        sizes?.push(reader.at - start);
        entries.push(entry);
      }
    } catch (error) {
      return { entries, problem: (error as Error).message };
    }
    return { entries, problem: undefined };
  }
}

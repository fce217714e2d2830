// The entries of a chunk, frame by frame.
import { decompress, HISTORY } from './compression.js';
import { DecodeState, readEntry } from './decode.js';
import { Kind, type Entry } from './entry.js';
import type { FrameHead } from './frame.js';
import { MentionReader, type Mentions } from './mentions.js';
import { ValueReader } from './value-bytes.js';

interface StoredFrame { readonly head: FrameHead; readonly payload: Buffer }

const NOTHING = Buffer.alloc(0);

/** Reads one chunk after another. */
export class ChunkReader {
  /** Whether a chunk was started. */
  started = false;
  /** Index of the next entry. */
  index = 0;
  /** Bytes of the entry given last, before compression. */
  size = 0;
  /** Why an entry could not be read: nothing comes behind it. */
  problem: string | undefined;
  #reader: ValueReader;
  #state: DecodeState;
  #history: Buffer = NOTHING;

  readonly #mentions: Mentions | undefined;

  /**
   * @param format - version of the format; a recording of format 1 is one chunk, of blocks
   * @param mentions - where to write down what the entries name
   */
  constructor(format: 1 | 2, mentions?: Mentions) {
    this.#mentions = mentions;
    this.#reader = this.#newReader(format > 1);
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
    this.#reader = this.#newReader(true);
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
    this.problem = undefined;
  }

  /** Goes on with a block of format 1. */
  block(payload: Buffer): void {
    this.#reader.load(payload);
    this.problem = undefined;
  }

  /** The next entry of the frame; undefined behind its last one, or where it cannot be read: see {@link problem}. */
  next(): Entry | undefined {
    const reader = this.#reader;
    const start = reader.at;
    if (start >= reader.bytes.length || this.problem !== undefined) return undefined;
    if (this.#mentions !== undefined) this.#mentions.entry = this.index;
    try {
      const entry = readEntry(reader, this.index, this.#state);
      this.index += entry.kind === Kind.LeafRun ? entry.count : 1;
      this.size = reader.at - start;
      return entry;
    } catch (error) {
      this.problem = (error as Error).message;
      return undefined;
    }
  }

  #newReader(learns: boolean): ValueReader {
    return this.#mentions === undefined ? new ValueReader(learns) : new MentionReader(learns, this.#mentions);
  }

  /** The entries of the frame that were not asked for yet. */
  *rest(): IterableIterator<Entry> {
    for (let entry = this.next(); entry !== undefined; entry = this.next()) yield entry;
  }
}

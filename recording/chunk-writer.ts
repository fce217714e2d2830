// Writes frames: collects entries, compresses and appends them, starts a chunk now and then, closes with an index.
// Nothing here throws once the file is open: a program must not fail because its recording does.
import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { RepriseError } from '../contract/errors.js';
import type { RecordOptions } from '../contract/record-options.js';
import { ByteWriter } from './bytes.js';
import { compress, HISTORY } from './compression.js';
import { frame, FrameKind } from './frame.js';
import { FEATURES, FORMAT_VERSION, MAGIC, type Header } from './header.js';
import { indexFrame, type ChunkFacts } from './chunk-index.js';
import { ValueWriter } from './value-bytes.js';

/** Entries are written once they exceed this many bytes, at the end of a turn or not … */
const FRAME_SIZE = 65_536;
/**
 * … but the first ones once they exceed these, and twice as many each time: the way to the disk is taken a few times before the
 * engine optimises the program's loops with what leads to it. It would throw them away when a way is taken that it has not seen.
 */
const FIRST_SIZE = 1_024;
/** A chunk that has more bytes than this, before compression, is the last one's end. */
const CHUNK_SIZE = 1_048_576;

/** Where compressing leaves more than this part of a frame, it is not worth its time for the next few frames: this many first … */
const POOR = 0.75;
const UNTRIED = 7;
/** … and twice as many each time it turns out so again, up to these. */
const MOST_UNTRIED = 15;

/** Chunks that an index lists at most, so that memory stays bounded in a run of days. */
const MOST_CHUNKS = 16_384;

/** How entries reach the disk. */
export type WriterOptions = Pick<RecordOptions, 'compression' | 'flush' | 'interval'>;

/** The file of a recording that is being written. */
export abstract class ChunkWriter extends ValueWriter {
  #file: string;
  readonly #options: WriterOptions;
  readonly #fail: (error: RepriseError) => void;
  #fd = -1;
  #offset = 0;
  #flushedAt = -Infinity;
  /** Bytes beyond which entries are written; none with `flush: "entry"`. */
  #limit = FIRST_SIZE;
  /** No turn was half-way when a frame was written last. */
  #whole = true;
  /** Bytes of this chunk so far, before compression; 0 as long as no frame of it was written. */
  #chunk = 0;
  /** The chunk's last bytes, which help to compress the next frame. */
  readonly #history = Buffer.allocUnsafeSlow(HISTORY);
  #remembered = 0;
  /** Frames that are stored as they are, since the one before them hardly shrank: random bytes, images. */
  #untried = 0;
  /** How many it will be next time. */
  #patience = UNTRIED;
  #chunks: ChunkFacts[] = [];
  /** Entries, draws and milliseconds so far. */
  protected readonly so = { entries: 0, draws: 0, elapsed: 0 };
  /** Index of the entry behind the module that was named last. */
  #modules = 0;
  /** The same where the entries begin that were not written yet. */
  #before = { ...this.so };

  /** @param fail - called once if the file cannot be written any more; the program goes on unrecorded */
  constructor(file: string, options: WriterOptions, fail: (error: RepriseError) => void) {
    super(FRAME_SIZE * 2);
    this.#file = file;
    this.#options = options;
    if (options.flush === 'entry') this.#limit = 0;
    this.#fail = fail;
  }

  /** The entry that was written last names a module. */
  protected moduleNamed(): void {
    this.defined();
    this.#modules = this.so.entries;
  }

  /** Brings what is still open (a run, draws) into the entries, before they are written. */
  protected abstract settle(): void;

  /**
   * Creates the file, with mode 0600, and writes its header.
   *
   * @param otherwise - the file to create if that one exists
   * @throws RepriseError REPRISE_RECORDING_EXISTS, REPRISE_RECORDING_UNWRITABLE
   */
  create(header: Omit<Header, 'format' | 'features'>, otherwise?: string): void {
    const file = this.#file;
    try {
      this.#fd = openSync(file, 'wx', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
        if (otherwise !== undefined) {
          this.#file = otherwise;
          this.create(header);
          return;
        }
        throw new RepriseError('REPRISE_RECORDING_EXISTS', `the recording ${file} exists already and is not overwritten.`, { next: 'Choose another name with -o, or remove the file first.' });
      }
      throw unwritable(file, error);
    }
    const needed: Readonly<Record<string, boolean | undefined>> = { 'seeded-random': header.random !== undefined, leaks: header.watchLeaks === true, zstd: this.#options.compression === 'zstd' };
    const features = [...FEATURES].filter((feature) => needed[feature] ?? true);
    const text = Buffer.from(JSON.stringify({ format: FORMAT_VERSION, features, ...header }));
    this.#write(Buffer.concat([MAGIC, Uint8Array.of(FORMAT_VERSION), frame(FrameKind.Header, true, 0, text, text.length)]));
  }

  /** How many entries there are, but for those that are still open. */
  get entries(): number {
    return this.so.entries;
  }

  /** Whether entries are still kept. */
  get open(): boolean {
    return this.#fd >= 0;
  }

  /** Ends an entry: the point up to which a frame may be written. */
  commit(): void {
    if (this.length > this.#limit) this.flush(false);
  }

  /** Ends a turn of the event loop: the flush policy decides whether what there is is written. */
  turn(now: number): void {
    const { flush, interval } = this.#options;
    if (flush === 'block' || (flush === 'interval' && now - this.#flushedAt <= interval)) return;
    this.#flushedAt = now;
    this.flush(true);
  }

  /** Whether each turn is written when it ends. */
  get endsTurns(): boolean {
    return this.#options.flush === 'turn';
  }

  /** Milliseconds after which entries of an idle program are written; 0 for never. */
  get idleFlush(): number {
    return this.#options.flush === 'block' ? 0 : this.#options.flush === 'interval' ? this.#options.interval : 1;
  }

  /**
   * Writes what there is.
   *
   * @param turn - whether no turn of the event loop is half-way
   */
  flush(turn: boolean): void {
    this.settle();
    if (this.length > this.#limit) this.#limit = Math.min(this.#limit * 2, FRAME_SIZE);
    // A frame without entries says that the turn ended whose last entries were written already.
    if (this.length === 0 && (!turn || this.#whole)) return;
    this.#whole = turn;
    if (this.#fd >= 0) this.#frame(turn);
    this.clear();
    Object.assign(this.#before, this.so);
    if (this.#chunk < CHUNK_SIZE) return;
    this.forget();
    this.#chunk = 0;
    this.#remembered = 0;
  }

  close(): void {
    this.flush(true);
    if (this.#fd < 0) return;
    this.#write(indexFrame(this.#chunks, this.so.entries));
    if (this.#fd < 0) return;
    closeSync(this.#fd);
    this.#fd = -1;
  }

  #frame(turn: boolean): void {
    const first = this.#chunk === 0;
    let raw = this.view();
    if (first) raw = Buffer.concat([this.#chunkHead(), raw]);
    const { codec, bytes } = compress(raw, this.#untried > 0 ? 'none' : this.#options.compression, this.#history.subarray(0, this.#remembered));
    if (this.#untried > 0) this.#untried--;
    else if (raw.length > FRAME_SIZE && bytes.length > raw.length * POOR) {
      this.#untried = this.#patience;
      this.#patience = Math.min(this.#patience * 2 + 1, MOST_UNTRIED);
    } else this.#patience = UNTRIED;
    const offset = this.#offset;
    this.#write(frame(first ? FrameKind.Start : FrameKind.More, turn, codec, bytes, raw.length));
    this.#chunk += raw.length;
    this.#remember(raw);
    if (first) this.#listed(offset);
    const chunk = this.#chunks.at(-1)!;
    if (this.takeDefines()) chunk.defines = true;
    chunk.modules = Math.max(this.#modules - chunk.first, 0);
  }

  /** Lists the chunk that begins; every second one of very many is left out, and found through the one before it. */
  #listed(offset: number): void {
    if (this.#chunks.length === MOST_CHUNKS) this.#chunks = this.#chunks.filter(({ defines }, at) => defines || at % 2 === 0);
    this.#chunks.push({ offset, first: this.#before.entries, defines: false, modules: 0 });
  }

  #chunkHead(): Buffer {
    const head = new ByteWriter(32, false);
    head.varint(this.#before.entries);
    head.varint(this.#before.draws);
    head.varint(this.#before.elapsed);
    return head.view();
  }

  #remember(raw: Buffer): void {
    const kept = Math.min(this.#remembered, Math.max(HISTORY - raw.length, 0));
    this.#history.copyWithin(0, this.#remembered - kept, this.#remembered);
    const added = raw.subarray(Math.max(0, raw.length - HISTORY));
    added.copy(this.#history, kept);
    this.#remembered = kept + added.length;
  }

  #write(bytes: Buffer): void {
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.#fd, bytes, at);
      this.#offset += bytes.length;
    } catch (error) {
      try {
        // A reader gets past a torn frame by itself; without it there is nothing to get past.
        ftruncateSync(this.#fd, this.#offset);
        closeSync(this.#fd);
      } catch { /* the first error is the one to report */ }
      this.#fd = -1;
      this.#fail(unwritable(this.#file, error));
    }
  }
}

/** The error of a file that cannot be written. */
export function unwritable(file: string, error: unknown): RepriseError {
  return new RepriseError('REPRISE_RECORDING_UNWRITABLE', `the recording ${file} cannot be written: ${(error as Error).message}.`, { next: 'Check the folder, its permissions and the free space, or choose another place with -o or REPRISE_DIR.', cause: error });
}

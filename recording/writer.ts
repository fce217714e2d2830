// Writes a recording: a header block, then blocks of whole entries. Each method writes the fixed part of one entry;
// values follow through the membrane's encoder. The reader beside this file is its mirror image.
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { RepriseError } from '../contract/errors.js';
import { BLOCK_HEAD, BLOCK_MARK, ByteWriter, FORMAT_VERSION, frame, MAGIC } from './bytes.js';
import { ANCHORS, Kind, type EndReason, type Header, type ModuleEntry, type Operation, type Position } from './entry.js';

/** A block is written once its entries exceed this many bytes. */
const BLOCK_SIZE = 65_536;
/** Entries older than this many milliseconds are written at the next end of a turn. */
const FLUSH_INTERVAL = 50;

/** Flags of a crossing. */
export const CrossingFlag = { Threw: 1, Segment: 2, Writes: 4, Args: 8, Method: 16 } as const;

/** Flags of a placed entry's position. */
export const PositionFlag = { Fresh: 0, Limbo: 1, Anchor: 2 } as const;

/** A recording that is being written. */
export class RecordingWriter extends ByteWriter {
  readonly #file: string;
  readonly #fail: (error: RepriseError) => void;
  #fd = -1;
  #segment = 0;
  #flushedAt = 0;
  #clock = 0;

  /** @param fail - called once if the file cannot be written any more; the program goes on unrecorded */
  constructor(file: string, fail: (error: RepriseError) => void) {
    super(BLOCK_SIZE * 2, true);
    this.#file = file;
    this.#fail = fail;
  }

  /**
   * Creates the file, with mode 0600, and writes its header.
   *
   * @throws RepriseError REPRISE_RECORDING_EXISTS, REPRISE_RECORDING_UNWRITABLE
   */
  create(header: Omit<Header, 'format'>): void {
    const file = this.#file;
    try {
      this.#fd = openSync(file, 'wx', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
        throw new RepriseError('REPRISE_RECORDING_EXISTS', `the recording ${file} exists already and is not overwritten.`, { next: 'Choose another name with -o, or remove the file first.' });
      }
      throw unwritable(file, error);
    }
    const text = Buffer.from(JSON.stringify({ format: FORMAT_VERSION, ...header }));
    this.#write(Buffer.concat([MAGIC, Uint8Array.of(FORMAT_VERSION), frame(text)]));
  }

  /** Whether entries are still kept. */
  get open(): boolean {
    return this.#fd >= 0;
  }

  /** Ends an entry: the point up to which a block may be written. */
  commit(): void {
    if (this.length > BLOCK_SIZE) this.flush();
  }

  /** Ends a turn of the event loop: what is older than the flush interval is written. */
  turn(now: number): void {
    if (this.length > 0 && now - this.#flushedAt > FLUSH_INTERVAL) {
      this.#flushedAt = now;
      this.flush();
    }
  }

  /** Writes what there is. Never throws: the program must not fail because its recording does. */
  flush(): void {
    if (this.length === 0) return;
    if (this.#fd >= 0) this.#write(frame(this.view()));
    this.clear();
  }

  close(): void {
    this.flush();
    if (this.#fd < 0) return;
    closeSync(this.#fd);
    this.#fd = -1;
  }

  #write(block: Buffer): void {
    try {
      for (let at = 0; at < block.length;) at += writeSync(this.#fd, block, at);
    } catch (error) {
      try { closeSync(this.#fd); } catch { /* the first error is the one to report */ }
      this.#fd = -1;
      this.#fail(unwritable(this.#file, error));
    }
  }

  /** Where an entry came. Segments are written as the distance from the one written before. */
  position(position: Position, inexact: boolean): void {
    const segment = position < 0 ? -position : Math.floor(position / ANCHORS);
    const code = position === 0 ? PositionFlag.Fresh : position < 0 ? PositionFlag.Limbo : PositionFlag.Anchor + (position % ANCHORS);
    this.varint(code * 2 + (inexact ? 1 : 0));
    if (position === 0) return;
    const distance = segment - this.#segment;
    this.varint(distance < 0 ? -distance * 2 - 1 : distance * 2);
    this.#segment = segment;
  }

  module(entry: Omit<ModuleEntry, 'kind' | 'index'>): void {
    this.byte(Kind.Module);
    this.blob(Buffer.from(JSON.stringify(entry)));
    this.commit();
  }

  site(site: number, file: string, line: number, column: number): void {
    this.byte(Kind.Site);
    this.varint(site);
    this.string(file);
    this.varint(line);
    this.varint(column);
  }

  /** Head of a Crossing or Begin; target and key follow as values, then the arguments. */
  crossing(kind: typeof Kind.Crossing | typeof Kind.Begin, flags: number, operation: Operation, site: number): void {
    this.byte(kind);
    this.byte(flags);
    this.byte(operation);
    this.varint(site);
  }

  /** Head of a Return; the value follows. */
  returned(threw: boolean, writes: boolean): void {
    this.byte(Kind.Return);
    this.byte((threw ? CrossingFlag.Threw : 0) | (writes ? CrossingFlag.Writes : 0));
  }

  /** A leaf that gives whole milliseconds. */
  leafClock(site: number, leaf: number, value: number): void {
    this.leaf(site, leaf);
    const distance = value - this.#clock;
    this.#clock = value;
    this.varint(distance < 0 ? -distance * 2 - 1 : distance * 2);
    if (this.length > BLOCK_SIZE) this.flush();
  }

  /** A leaf that gives a double. */
  leafDouble(site: number, leaf: number, value: number): void {
    this.leaf(site, leaf);
    this.double(value);
    if (this.length > BLOCK_SIZE) this.flush();
  }

  /** Head of a leaf; its value follows. */
  leaf(site: number, leaf: number): void {
    if (this.length + 32 > this.bytes.length) this.reserve(32);
    this.bytes[this.length++] = Kind.Leaf;
    this.bytes[this.length++] = leaf;
    this.varint(site);
  }

  callInEnd(threw: boolean): void {
    this.byte(Kind.CallInEnd);
    this.byte(threw ? 1 : 0);
    this.commit();
  }

  tick(position: Position, inexact: boolean, tick: number): void {
    this.byte(Kind.Tick);
    this.position(position, inexact);
    this.varint(tick);
    this.commit();
  }

  subscription(position: Position, inexact: boolean, promise: number): void {
    this.byte(Kind.Subscription);
    this.position(position, inexact);
    this.varint(promise);
    this.commit();
  }

  /** An entry of a kind and one number. */
  numbered(kind: typeof Kind.TickJoined | typeof Kind.ProgramSettled | typeof Kind.Unhandled | typeof Kind.Time, value: number): void {
    this.byte(kind);
    this.varint(value);
    this.commit();
  }

  /** An entry that is its kind alone. */
  bare(kind: typeof Kind.MicrotaskPhase | typeof Kind.Uncaught): void {
    this.byte(kind);
    this.commit();
  }

  output(fd: number, bytes: Uint8Array): void {
    this.byte(Kind.Output);
    this.byte(fd);
    this.blob(bytes);
    this.commit();
  }

  console(site: number, method: string, fd: number, text: string): void {
    this.byte(Kind.Console);
    this.varint(site);
    this.string(method);
    this.byte(fd);
    this.string(text);
    this.commit();
  }

  environment(name: string, value: string | undefined): void {
    this.byte(Kind.Environment);
    this.string(name);
    this.byte(value === undefined ? 0 : 1);
    if (value !== undefined) this.string(value);
    this.commit();
  }

  end(reason: EndReason, code: number, signal: string, entries: number, inexact: number): void {
    endEntry(this, reason, code, signal, entries, inexact);
  }
}

function endEntry(writer: ByteWriter, reason: EndReason, code: number, signal: string, entries: number, inexact: number): void {
  writer.byte(Kind.End);
  writer.string(reason);
  writer.number(code);
  writer.string(signal);
  writer.varint(entries);
  writer.varint(inexact);
}

/**
 * Ends the recording of a process that was killed and could not do it itself.
 *
 * @throws RepriseError REPRISE_RECORDING_UNWRITABLE
 */
export function appendEnd(file: string, end: { signal: string; code: number }): void {
  const writer = new ByteWriter(64, false);
  endEntry(writer, 'signal', end.code, end.signal, 0, 0);
  try {
    const fd = openSync(file, 'r+');
    try {
      // What the process was writing when it was killed may be torn: no reader gets past a torn block.
      const size = wholeBlocks(fd);
      ftruncateSync(fd, size);
      const block = frame(writer.view());
      writeSync(fd, block, 0, block.length, size);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** Offset behind the last block that is there to its last byte. */
function wholeBlocks(fd: number): number {
  const { size } = fstatSync(fd);
  const head = Buffer.alloc(BLOCK_HEAD);
  let offset = MAGIC.length + 1;
  while (offset + BLOCK_HEAD <= size) {
    readSync(fd, head, 0, BLOCK_HEAD, offset);
    const next = offset + BLOCK_HEAD + head.readUInt32LE(4);
    if (head.readUInt32LE(0) !== BLOCK_MARK || next > size) break;
    offset = next;
  }
  return offset;
}

function unwritable(file: string, error: unknown): RepriseError {
  return new RepriseError('REPRISE_RECORDING_UNWRITABLE', `the recording ${file} cannot be written: ${(error as Error).message}.`, { next: 'Check the folder, its permissions and the free space, or choose another place with -o or REPRISE_DIR.', cause: error });
}

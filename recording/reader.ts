// Reads a recording, frame by frame and entry by entry, in the order in which they were written.
import { closeSync } from 'node:fs';
import { anyIntactBlock, readBlock } from './blocks.js';
import { ChunkReader } from './chunk-reader.js';
import { indexLength, readIndex, TAIL, type ChunkFacts, type ChunkIndex } from './chunk-index.js';
import { Kind, type EndEntry, type Entry, type LeafRunEntry, type ModuleEntry } from './entry.js';
import { findChunks, modulesIn } from './chunks.js';
import { FrameKind } from './frame.js';
import { anyIntact, nextStart, readBytes, readFrame, type ReadFrame } from './frames.js';
import type { Header } from './header.js';
import { leavesOf } from './leaf-runs.js';
import type { Mentions } from './mentions.js';
import { SiteTable } from './sites.js';

/** A stretch of a recording that cannot be read. */
export interface Damage {
  readonly offset: number;
  /** Bytes from there on that are lost. */
  readonly lost: number;
  readonly reason: string;
  /**
   * Whether the recording merely ends there, within what was being written when the process was killed or the disk was
   * full. Else it is damaged: something intact comes behind, or what is there is not what was written.
   */
  readonly torn: boolean;
}

/** How to read entries. */
export interface ReadOptions {
  /**
   * Skip entries before this index. Those of chunks that name modules, sites or roots come nevertheless, for what
   * later entries refer to.
   */
  readonly from?: number;
  /** Go on behind damage, where a chunk starts. */
  readonly resume?: boolean;
  /** Where to write down what the entries name. */
  readonly mentions?: Mentions;
}

/** A frame whose entries can be read, and which share of its bytes compression left. */
interface OpenFrame { readonly chunk: ChunkReader; readonly share: number }

/** Gives entries one by one, for who asks for millions of them. */
export interface EntrySource {
  /** The next one; undefined behind the last. */
  next(): Entry | undefined;
  /** No more will be asked for. */
  close(): void;
}

/** A recording that is being read. */
export class Recording {
  readonly sites = new SiteTable();
  readonly modules: ModuleEntry[] = [];
  /** What cannot be read, in order; known as far as the entries were read. */
  readonly damages: Damage[] = [];
  /** What cannot be read behind the end, where the index is, which can be made again; known once the entries were read. */
  indexDamage: Damage | undefined;
  /** Milliseconds from the start of the run to the entry that was read last. */
  milliseconds = 0;
  #end: EndEntry | undefined;
  /** The frame that is being read. */
  #frame: OpenFrame | undefined;

  /** Use openRecording. */
  constructor(readonly file: string, readonly header: Header, readonly bytes: number, private readonly fd: number, private readonly start: number) {}

  /** The first damage. */
  get damage(): Damage | undefined {
    return this.damages[0];
  }

  /** Index of the entry behind those that were read. */
  get taken(): number {
    return this.#frame?.chunk.index ?? 0;
  }

  /** Bytes of the entry read last: before compression, and its share of the file. */
  get size(): { readonly raw: number; readonly stored: number } {
    const raw = this.#frame?.chunk.size ?? 0;
    return { raw, stored: raw * (this.#frame?.share ?? 1) };
  }

  /** How the run ended; undefined if the recording was cut off, or before the entries were read to the end. */
  end(): EndEntry | undefined {
    return this.#end;
  }

  /**
   * The entries in order, each read of a clock as one. Damage ends them, unless {@link ReadOptions.resume} is set; see
   * {@link damages}. May be iterated once.
   */
  *entries(options: ReadOptions = {}): IterableIterator<Exclude<Entry, LeafRunEntry>> {
    for (const entry of this.runs(options)) {
      if (entry.kind === Kind.LeafRun) yield* leavesOf(entry);
      else yield entry;
    }
  }

  /** Like {@link entries}, but reads of one clock with nothing between come as one. */
  *runs(options: ReadOptions = {}): IterableIterator<Entry> {
    const source = this.source(options);
    try {
      for (let entry = source.next(); entry !== undefined; entry = source.next()) yield entry;
    } finally {
      source.close();
    }
  }

  /** {@link runs} without an iterator. */
  source(options: ReadOptions = {}): EntrySource {
    const frames = this.#openFrames(options);
    let chunk: ChunkReader | undefined;
    return {
      next: () => {
        for (;;) {
          const entry = chunk?.next();
          if (entry !== undefined) {
            this.#take(entry);
            return entry;
          }
          const frame = frames.next();
          if (frame.done === true) return undefined;
          this.#frame = frame.value;
          ({ chunk } = frame.value);
        }
      },
      close: () => { frames.return?.(); },
    };
  }

  #take(entry: Entry): void {
    switch (entry.kind) {
      case Kind.Module: this.modules.push(entry); this.sites.add(entry); return;
      case Kind.Site: this.sites.add(entry); return;
      case Kind.End: this.#end ??= entry; return;
      case Kind.Time: this.milliseconds += entry.elapsed;
    }
  }

  *#openFrames(options: ReadOptions): IterableIterator<OpenFrame> {
    try {
      yield* this.header.format === 1 ? this.#blocks(options) : this.#frames(options);
    } finally {
      closeSync(this.fd);
    }
  }

  *#blocks({ mentions }: ReadOptions): IterableIterator<OpenFrame> {
    const chunk = new ChunkReader(1, mentions);
    for (let offset = this.start; offset < this.bytes;) {
      const block = readBlock(this.fd, offset, this.bytes);
      if ('reason' in block) {
        const torn = block.cut && !anyIntactBlock(this.fd, offset + 1, this.bytes);
        this.#damaged(offset, this.bytes, cause(block.reason, block.cut, torn), torn);
        return;
      }
      chunk.block(block.payload);
      yield { chunk, share: 1 };
      if (chunk.problem !== undefined) {
        this.#damaged(offset, this.bytes, chunk.problem, false);
        return;
      }
      offset = block.next;
    }
  }

  *#frames({ from = 0, resume = false, mentions }: ReadOptions): IterableIterator<OpenFrame> {
    const chunk = new ChunkReader(2, mentions);
    const plan = from > 0 ? this.#chunksFor(from) : undefined;
    let offset = plan?.shift() ?? this.start;
    while (offset < this.bytes) {
      const frame = readFrame(this.fd, offset, this.bytes);
      let problem = 'reason' in frame ? frame.reason : undefined;
      if ('payload' in frame) {
        const { head } = frame;
        if (head.kind === FrameKind.Start && plan !== undefined && plan.length > 0 && chunk.started) {
          // Entries of a chunk that was read for what it names; the next one wanted may be further on.
          chunk.started = false;
          offset = plan.shift()!;
          continue;
        }
        problem = this.#load(chunk, frame);
        if (problem === undefined) {
          yield { chunk, share: (head.head + head.stored) / Math.max(head.raw, 1) };
          problem = chunk.problem;
        }
        if (problem === undefined) {
          offset += head.head + head.stored;
          continue;
        }
      }
      const cut = 'reason' in frame && frame.cut;
      if (this.#end !== undefined) {
        this.indexDamage = { offset, lost: this.bytes - offset, reason: problem!, torn: cut };
        return;
      }
      const next = resume ? nextStart(this.fd, offset + 1, this.bytes) : undefined;
      const torn = cut && next === undefined && !anyIntact(this.fd, offset + 1, this.bytes);
      this.#damaged(offset, next ?? this.bytes, cause(problem!, cut, torn), torn);
      if (next === undefined) return;
      offset = next;
    }
  }

  /** Makes the entries of a frame ready to be read; gives what is wrong with it. */
  #load(chunk: ChunkReader, frame: ReadFrame): string | undefined {
    try {
      if (frame.head.kind === FrameKind.Start) this.milliseconds = chunk.start(frame);
      else if (frame.head.kind === FrameKind.More) chunk.more(frame);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** Offsets of the chunks that have to be read for the entries from an index on: those that name things, then the one. */
  #chunksFor(from: number): number[] {
    const { chunks } = this.index();
    let last = 0;
    for (let at = 0; at < chunks.length && chunks[at]!.first <= from; at++) last = at;
    return chunks.filter(({ defines }, at) => at === last || (at < last && defines)).map(({ offset }) => offset);
  }

  /** Where the chunks are: as the recording says at its end, or found again if it was cut off. */
  index(): ChunkIndex {
    return this.closingIndex() ?? findChunks(this.fd, this.bytes);
  }

  /** The index at the end; undefined if the recording was not closed, or is of format 1. */
  closingIndex(): ChunkIndex | undefined {
    if (this.header.format === 1 || this.bytes < TAIL) return undefined;
    const length = indexLength(readBytes(this.fd, this.bytes - TAIL, TAIL));
    return length > 0 && length <= this.bytes ? readIndex(readBytes(this.fd, this.bytes - length, length)) : undefined;
  }

  /** The modules that chunks name; may be asked for while the entries are read. */
  modulesIn(chunks: readonly ChunkFacts[]): ModuleEntry[] {
    return modulesIn(this.fd, this.bytes, chunks);
  }

  #damaged(offset: number, next: number, reason: string, torn: boolean): void {
    this.damages.push({ offset, lost: next - offset, reason, torn });
  }
}

/** Why something cannot be read. What is cut off although more comes behind it says a wrong length. */
function cause(reason: string, cut: boolean, torn: boolean): string {
  return cut && !torn ? `${reason}, or its length is damaged: more comes behind it` : reason;
}

// What is in the chunks of a recording, found by looking through them.
import { ChunkReader } from './chunk-reader.js';
import type { ChunkFacts, ChunkIndex } from './chunk-index.js';
import { Kind, type Entry, type ModuleEntry } from './entry.js';
import { FrameKind } from './frame.js';
import { framesOf, readFrame } from './frames.js';

/** The index of a recording that has none, made from its entries. */
export function findChunks(fd: number, size: number): ChunkIndex {
  const chunk = new ChunkReader(2);
  const chunks: ChunkFacts[] = [];
  for (const { offset, head } of framesOf(fd, size)) {
    if (head.kind !== FrameKind.Start && head.kind !== FrameKind.More) continue;
    const frame = readFrame(fd, offset, size);
    if ('reason' in frame) break;
    if (head.kind === FrameKind.Start) {
      chunk.start(frame);
      chunks.push({ offset, first: chunk.index, defines: false, modules: 0 });
    } else chunk.more(frame);
    for (const entry of chunk.rest()) {
      const facts = chunks.at(-1)!;
      if (entry.kind === Kind.Module) facts.modules = chunk.index - facts.first;
      if (entry.kind === Kind.Module || entry.kind === Kind.Site || namesRoot(entry)) facts.defines = true;
    }
  }
  return { chunks, entries: chunk.index };
}

/** The modules that chunks name. */
export function modulesIn(fd: number, size: number, chunks: readonly ChunkFacts[]): ModuleEntry[] {
  const chunk = new ChunkReader(2);
  const found: ModuleEntry[] = [];
  for (const { offset: start, first, modules = Infinity } of chunks) {
    for (let offset = start; offset === start || chunk.index < first + modules;) {
      const frame = readFrame(fd, offset, size);
      if ('reason' in frame || frame.head.kind !== (offset === start ? FrameKind.Start : FrameKind.More)) break;
      if (offset === start) chunk.start(frame);
      else chunk.more(frame);
      for (const entry of chunk.rest()) if (entry.kind === Kind.Module) found.push(entry);
      offset += frame.head.head + frame.head.stored;
    }
  }
  return found;
}

function namesRoot(entry: Entry): boolean {
  return ('target' in entry && isRoot(entry.target)) || ('value' in entry && isRoot(entry.value));
}

function isRoot(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { t?: unknown }).t === 'root';
}

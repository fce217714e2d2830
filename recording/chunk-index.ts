// The index of a recording that was closed: where its chunks begin. It saves looking at the head of every frame, and can
// be made again from them.
import { ByteReader, ByteWriter } from './bytes.js';
import { frame, FrameKind, isIntact, readHead } from './frame.js';

/** What the index knows of a chunk. */
export interface ChunkFacts {
  /** Offset of its first frame in the file. */
  readonly offset: number;
  /** Index of its first entry. */
  readonly first: number;
  /** Whether it names modules, sites or roots, which later chunks refer to by number. */
  defines: boolean;
  /** Its first entries that have all the modules it names; 0 if it names none, undefined if the index does not say. */
  modules: number | undefined;
}

/** The index of a recording. */
export interface ChunkIndex { readonly chunks: readonly ChunkFacts[]; readonly entries: number }

/** Last bytes of a recording that was closed, behind the length of the frame that they end. */
const TAIL_MARK = Buffer.from('RPIX', 'latin1');
/** Bytes of length and mark. */
export const TAIL = 8;

/** An index as the last frame of a recording. */
export function indexFrame(chunks: readonly ChunkFacts[], entries: number): Buffer {
  const writer = new ByteWriter(chunks.length * 8 + 32, false);
  writer.varint(entries);
  writer.varint(chunks.length);
  let before = { offset: 0, first: 0 };
  for (const chunk of chunks) {
    writer.varint(chunk.offset - before.offset);
    writer.varint((chunk.first - before.first) * 2 + (chunk.defines ? 1 : 0));
    before = chunk;
  }
  const naming = chunks.flatMap(({ modules }, at) => (modules === undefined || modules === 0 ? [] : [{ at, modules }]));
  writer.varint(naming.length);
  for (const { at, modules } of naming) {
    writer.varint(at);
    writer.varint(modules);
  }
  const payload = Buffer.concat([writer.view(), Buffer.alloc(4), TAIL_MARK]);
  // The length of the frame is part of what its checksum covers.
  payload.writeUInt32LE(frame(FrameKind.Index, true, 0, payload, payload.length).length, payload.length - TAIL);
  return frame(FrameKind.Index, true, 0, payload, payload.length);
}

/** Which chunks name modules: not in recordings of the first versions. */
function readModules(reader: ByteReader, chunks: readonly ChunkFacts[]): void {
  for (const chunk of chunks) chunk.modules = 0;
  for (let left = reader.varint(); left > 0; left--) chunks[reader.varint()]!.modules = reader.varint();
}

/** Length of the index frame, from the last bytes of a file; 0 if they are no tail. */
export function indexLength(tail: Buffer): number {
  return tail.length === TAIL && tail.subarray(4).equals(TAIL_MARK) ? tail.readUInt32LE(0) : 0;
}

/** Reads an index frame; undefined if it is damaged. */
export function readIndex(bytes: Buffer): ChunkIndex | undefined {
  const head = readHead(bytes);
  if (head?.kind !== FrameKind.Index || head.head + head.stored !== bytes.length || !isIntact(head, bytes)) return undefined;
  const reader = new ByteReader(bytes.subarray(head.head), undefined);
  const entries = reader.varint();
  let offset = 0;
  let first = 0;
  const chunks: ChunkFacts[] = Array.from({ length: reader.varint() }, () => {
    offset += reader.varint();
    const word = reader.varint();
    first += Math.floor(word / 2);
    return { offset, first, defines: word % 2 === 1, modules: undefined };
  });
  if (reader.at < reader.bytes.length - TAIL) readModules(reader, chunks);
  return { chunks, entries };
}

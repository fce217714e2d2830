// Frames of a file: one after another, or found again behind damage.
import { readSync } from 'node:fs';
import { MAGIC } from './header.js';
import { Codec } from './compression.js';
import { FRAME_HEAD, FrameKind, isIntact, MARK, nextMark, readHead, type FrameHead } from './frame.js';

/** Offset of the first frame. */
export const FIRST_FRAME = MAGIC.length + 1;
/** Bytes looked at at once in search of a frame. */
const WINDOW = 65_536;

/** A frame in the file; its payload is not read yet. */
interface FramePlace { readonly offset: number; readonly length: number; readonly head: FrameHead }

/** Reads bytes, fewer if the file ends before. */
export function readBytes(fd: number, offset: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  while (at < size) {
    const count = readSync(fd, bytes, at, size - at, offset + at);
    if (count === 0) break;
    at += count;
  }
  return bytes.subarray(0, at);
}

/** The frames up to the first that is not there to its last byte; checksums are not looked at. */
export function* framesOf(fd: number, size: number): IterableIterator<FramePlace> {
  for (let offset = FIRST_FRAME; offset < size;) {
    const head = readHead(readBytes(fd, offset, FRAME_HEAD));
    const length = head === undefined ? Infinity : head.head + head.stored;
    if (head === undefined || offset + length > size) return;
    yield { offset, length, head };
    offset += length;
  }
}

/** A frame with its payload as stored. */
export interface ReadFrame { readonly head: FrameHead; readonly payload: Buffer }

/** Why there is no frame, or no block, at an offset. */
export interface Unreadable {
  readonly reason: string;
  /** The file ends before it does: torn by a process that was killed, unless an intact one comes behind it. */
  readonly cut: boolean;
}

/** Reads a frame with its payload as stored, or says why there is none. */
export function readFrame(fd: number, offset: number, size: number): ReadFrame | Unreadable {
  const start = readBytes(fd, offset, Math.min(FRAME_HEAD, size - offset));
  const head = readHead(start);
  if (head === undefined) return start.length < FRAME_HEAD ? { reason: 'a frame is cut off in its head', cut: true } : { reason: 'a frame does not start with its mark', cut: false };
  const length = head.head + head.stored;
  if (offset + length > size) return { reason: 'a frame is cut off', cut: true };
  const bytes = readBytes(fd, offset, length);
  return isIntact(head, bytes) ? { head, payload: bytes.subarray(head.head) } : { reason: 'the checksum of a frame does not match', cut: false };
}

/** Offset of the next frame behind damage that builds on nothing before it; undefined if there is none. */
export function nextStart(fd: number, from: number, size: number): number | undefined {
  return nextIntact(fd, from, size, (kind) => kind === FrameKind.Start);
}

/** Whether there is an intact frame from an offset on: then what cannot be read before it is damaged, not torn. */
export function anyIntact(fd: number, from: number, size: number): boolean {
  return nextIntact(fd, from, size, (kind) => kind >= FrameKind.Start && kind <= FrameKind.Index) !== undefined;
}

/** Frames up to this length are compared with their checksum wherever a byte looks like a mark. */
const USUAL = 131_072;

function nextIntact(fd: number, from: number, size: number, wanted: (kind: number) => boolean): number | undefined {
  for (let at = from; at < size; at += WINDOW) {
    const bytes = readBytes(fd, at, Math.min(WINDOW + FRAME_HEAD, size - at));
    for (let mark = nextMark(bytes, 0); mark >= 0 && mark < WINDOW; mark = nextMark(bytes, mark + 1)) {
      const head = readHead(bytes.subarray(mark, mark + FRAME_HEAD));
      if (head === undefined || !wanted(head.kind) || head.codec > Codec.Zstd) continue;
      const end = at + mark + head.head + head.stored;
      // One byte in 256 is a mark, and most of these claim some length: of long ones the checksum is only computed if
      // another mark or the end comes behind, or a search through large payloads would take time by their square.
      if (end > size || (head.stored > USUAL && end < size && readBytes(fd, end, 1)[0] !== MARK)) continue;
      if ('payload' in readFrame(fd, at + mark, size)) return at + mark;
    }
  }
  return undefined;
}

// Frames of a file: one after another, or found again behind damage.
import { readSync } from 'node:fs';
import { MAGIC } from './bytes.js';
import { FRAME_HEAD, FrameKind, isIntact, nextMark, readHead, type FrameHead } from './frame.js';

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

/** Reads a frame with its payload as stored, or says why there is none. */
export function readFrame(fd: number, offset: number, size: number): { readonly head: FrameHead; readonly payload: Buffer } | string {
  const start = readBytes(fd, offset, Math.min(FRAME_HEAD, size - offset));
  const head = readHead(start);
  if (head === undefined) return start.length < FRAME_HEAD ? 'a frame is cut off in its head' : 'a frame does not start with its mark';
  const length = head.head + head.stored;
  if (offset + length > size) return 'a frame is cut off';
  const bytes = readBytes(fd, offset, length);
  return isIntact(head, bytes) ? { head, payload: bytes.subarray(head.head) } : 'the checksum of a frame does not match';
}

/** Offset of the next frame behind damage that builds on nothing before it; undefined if there is none. */
export function nextStart(fd: number, from: number, size: number): number | undefined {
  for (let at = from; at < size; at += WINDOW) {
    const bytes = readBytes(fd, at, Math.min(WINDOW, size - at));
    for (let mark = nextMark(bytes, 0); mark >= 0; mark = nextMark(bytes, mark + 1)) {
      const frame = readFrame(fd, at + mark, size);
      if (typeof frame === 'object' && frame.head.kind === FrameKind.Start) return at + mark;
    }
  }
  return undefined;
}

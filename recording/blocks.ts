// Format 1: blocks of whole entries, each with a mark, a length and a checksum, uncompressed. Only read nowadays.
import { crc32 } from 'node:zlib';
import { MAGIC } from './header.js';
import { readBytes, type Unreadable } from './frames.js';

/** First word of every block. */
const MARK = 0x31425052;
/** Mark, length of the payload, CRC-32 of the payload: three little-endian words. */
const HEAD = 12;

/** Offset of the first block, which is the header. */
export const FIRST_BLOCK = MAGIC.length + 1;

/** Reads the payload of a block, or says why there is none; `next` is the offset behind it. */
export function readBlock(fd: number, offset: number, size: number): { readonly payload: Buffer; readonly next: number } | Unreadable {
  const head = readBytes(fd, offset, Math.min(HEAD, size - offset));
  if (head.length < HEAD) return { reason: 'a block is cut off in its head', cut: true };
  if (head.readUInt32LE(0) !== MARK) return { reason: 'a block does not start with its mark', cut: false };
  const length = head.readUInt32LE(4);
  const next = offset + HEAD + length;
  if (next > size) return { reason: 'a block is cut off', cut: true };
  const payload = readBytes(fd, offset + HEAD, length);
  return crc32(payload) === head.readUInt32LE(8) ? { payload, next } : { reason: 'the checksum of a block does not match', cut: false };
}

/** Whether there is an intact block from an offset on: then what cannot be read before it is damaged, not torn. */
export function anyIntactBlock(fd: number, from: number, size: number): boolean {
  const bytes = readBytes(fd, from, size - from);
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(MARK);
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) if ('payload' in readBlock(fd, from + at, size)) return true;
  return false;
}

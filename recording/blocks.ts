// Format 1: blocks of whole entries, each with a mark, a length and a checksum, uncompressed. Only read nowadays.
import { crc32 } from 'node:zlib';
import { MAGIC } from './bytes.js';
import { readBytes } from './frames.js';

/** First word of every block. */
const MARK = 0x31425052;
/** Mark, length of the payload, CRC-32 of the payload: three little-endian words. */
const HEAD = 12;

/** Offset of the first block, which is the header. */
export const FIRST_BLOCK = MAGIC.length + 1;

/** Reads the payload of a block, or says why there is none; `next` is the offset behind it. */
export function readBlock(fd: number, offset: number, size: number): { readonly payload: Buffer; readonly next: number } | string {
  const head = readBytes(fd, offset, Math.min(HEAD, size - offset));
  if (head.length < HEAD) return 'a block is cut off in its head';
  if (head.readUInt32LE(0) !== MARK) return 'a block does not start with its mark';
  const length = head.readUInt32LE(4);
  const next = offset + HEAD + length;
  if (next > size) return 'a block is cut off';
  const payload = readBytes(fd, offset + HEAD, length);
  return crc32(payload) === head.readUInt32LE(8) ? { payload, next } : 'the checksum of a block does not match';
}

// Frames, of which a recording of format 2 consists: a head, a checksum, a payload. A frame is written whole or torn, and
// a torn one is known by its checksum; a reader that lost its way looks for the next mark whose checksum holds.
import { crc32 } from 'node:zlib';

/** First byte of every frame. */
export const MARK = 0xd7;
/** Most bytes that a head takes: mark, kind, two lengths, checksum. */
export const FRAME_HEAD = 1 + 1 + 8 + 8 + 4;

/** Kinds of frames. Numbers are part of the format and never reused. */
export const FrameKind = {
  /** The header, as JSON: the first frame. */
  Header: 1,
  /** Entries that build on nothing before them: the first frame of a chunk. */
  Start: 2,
  /** Further entries of the chunk. */
  More: 3,
  /** Where the chunks are: the last frame of a recording that was closed. */
  Index: 4,
} as const;

/** Set in a frame at whose end no turn of the event loop is half-way. */
const TURN = 0x10;

/** What the head of a frame says. */
export interface FrameHead {
  readonly kind: number;
  readonly codec: number;
  /** No turn of the event loop is half-way at its end. */
  readonly turn: boolean;
  /** Offset of the payload behind the frame's first byte. */
  readonly head: number;
  /** Bytes of the payload as stored, and before compression. */
  readonly stored: number;
  readonly raw: number;
  readonly sum: number;
}

/** A payload as a frame. */
export function frame(kind: number, turn: boolean, codec: number, payload: Uint8Array, raw: number): Buffer {
  const bytes = Buffer.allocUnsafe(FRAME_HEAD + payload.length);
  bytes[0] = MARK;
  bytes[1] = kind | (turn ? TURN : 0) | (codec << 5);
  let at = putVarint(bytes, 2, payload.length);
  if (codec !== 0) at = putVarint(bytes, at, raw);
  bytes.writeUInt32LE(crc32(payload, crc32(bytes.subarray(1, at))), at);
  bytes.set(payload, at + 4);
  return bytes.subarray(0, at + 4 + payload.length);
}

/** Reads a head; undefined if the bytes are none or end within it. */
export function readHead(bytes: Buffer): FrameHead | undefined {
  if (bytes[0] !== MARK) return undefined;
  const [stored, afterStored] = getVarint(bytes, 2);
  const codec = (bytes[1] ?? 0) >> 5;
  const [raw, at] = codec === 0 ? [stored, afterStored] : getVarint(bytes, afterStored);
  if (at + 4 > bytes.length) return undefined;
  return { kind: bytes[1]! & 0x0f, codec, turn: (bytes[1]! & TURN) !== 0, head: at + 4, stored, raw, sum: bytes.readUInt32LE(at) };
}

/** Whether head and payload are what was written. */
export function isIntact(head: FrameHead, bytes: Buffer): boolean {
  return crc32(bytes.subarray(head.head, head.head + head.stored), crc32(bytes.subarray(1, head.head - 4))) === head.sum;
}

/** Offset of the next byte that may start a frame, or -1. */
export function nextMark(bytes: Buffer, from: number): number {
  return bytes.indexOf(MARK, from);
}

function putVarint(bytes: Buffer, at: number, value: number): number {
  while (value > 127) {
    bytes[at++] = (value % 128) | 128;
    value = Math.floor(value / 128);
  }
  bytes[at++] = value;
  return at;
}

function getVarint(bytes: Buffer, at: number): [value: number, at: number] {
  let value = 0;
  for (let scale = 1; at < bytes.length && scale < 2 ** 53; scale *= 128) {
    const next = bytes[at++]!;
    value += (next & 127) * scale;
    if (next < 128) return [value, at];
  }
  return [value, Infinity];
}

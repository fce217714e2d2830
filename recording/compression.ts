// How the payload of a frame is stored. Which way is chosen frame by frame, so that a reader needs to know them all and
// a writer may change its mind.
import { EventEmitter } from 'node:events';
import zlib = require('node:zlib');
import type { RecordOptions } from '../contract/record-options.js';

/** Ways to store a payload. Numbers are part of the format and never reused. */
export const Codec = { Stored: 0, Deflate: 1, Brotli: 2, Zstd: 3 } as const;
/** The number of one. */
export type Codec = (typeof Codec)[keyof typeof Codec];

type Compression = RecordOptions['compression'];

/** Bytes of a chunk before a frame that help to compress it: the window of deflate. */
export const HISTORY = 32_768;
/** Below this many bytes nothing is gained. */
const WORTHWHILE = 96;
/**
 * Below this many bytes most of what repeats lies before the frame, and deflate takes that as a dictionary: half the
 * size for 500 bytes. Above it brotli at its quickest is both smaller and faster than deflate (measured on recorded
 * requests: 64 KB in 79 µs to 7,666 bytes, against 220 µs and 7,851 bytes).
 */
const SMALL = 4_096;

interface Zstd { zstdCompressSync(bytes: Uint8Array): Buffer; zstdDecompressSync(bytes: Uint8Array, options: { maxOutputLength: number }): Buffer }

/** zstd of this Node, from 22.15 on. */
function zstd(): Zstd | undefined {
  return 'zstdCompressSync' in zlib ? zlib as unknown as Zstd : undefined;
}

/** Whether this Node can compress in a way. */
export function isAvailable(compression: Compression): boolean {
  return compression !== 'zstd' || zstd() !== undefined;
}

/**
 * Compresses a payload, if that makes it smaller.
 *
 * @param history - bytes of the chunk directly before it, at most {@link HISTORY}
 */
export function compress(raw: Uint8Array, compression: Compression, history: Uint8Array): { readonly codec: Codec; readonly bytes: Uint8Array } {
  if (compression !== 'none' && raw.length >= WORTHWHILE) {
    const [codec, bytes] = raw.length < SMALL || compression === 'deflate'
      ? [Codec.Deflate, deflate(raw, history)] as const
      : compression === 'zstd' ? [Codec.Zstd, zstd()!.zstdCompressSync(raw)] as const : [Codec.Brotli, brotli(raw)] as const;
    if (bytes.length < raw.length) return { codec, bytes };
  }
  return { codec: Codec.Stored, bytes: raw };
}

function deflate(raw: Uint8Array, history: Uint8Array): Buffer {
  return unheard(() => zlib.deflateRawSync(raw, history.length > 0 ? { level: 1, dictionary: history } : { level: 1 }));
}

function brotli(raw: Uint8Array): Buffer {
  return unheard(() => zlib.brotliCompressSync(raw, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1, [zlib.constants.BROTLI_PARAM_LGWIN]: 18 } }));
}

/** Emitters of the host's own, before anybody replaced their method. */
const emitters = EventEmitter.prototype as { on: unknown };
const { on } = emitters;

/**
 * The functions of zlib that do all at once make a stream for it, which adds listeners to itself. Packages that put a method of theirs in the
 * place of every emitter's (zone.js, tracers) would hear of it in the middle of an entry, and call the program.
 */
function unheard<T>(compressing: () => T): T {
  const replaced = emitters.on;
  if (replaced === on || !Reflect.set(emitters, 'on', on)) return compressing();
  try {
    return compressing();
  } finally {
    emitters.on = replaced;
  }
}

/**
 * Gives a payload back.
 *
 * @param size - its length before compression
 * @throws RangeError if the bytes give another length; what zlib throws of malformed ones
 */
export function decompress(bytes: Buffer, codec: number, size: number, history: Uint8Array): Buffer {
  // One byte more than expected, so that a payload which is too long shows; all in one piece.
  const options = { maxOutputLength: size + 1, chunkSize: Math.max(size + 1, zlib.constants.Z_MIN_CHUNK) };
  let raw = bytes;
  if (codec === Codec.Deflate) raw = zlib.inflateRawSync(bytes, history.length > 0 ? { ...options, dictionary: history } : options);
  else if (codec === Codec.Brotli) raw = zlib.brotliDecompressSync(bytes, options);
  else if (codec === Codec.Zstd) {
    const known = zstd();
    if (known === undefined) throw new RangeError(`Node ${process.version} cannot read zstd`);
    raw = known.zstdDecompressSync(bytes, options);
  } else if (codec !== Codec.Stored) throw new RangeError(`unknown compression ${codec}`);
  if (raw.length !== size) throw new RangeError('a frame has another length than it says');
  return raw;
}

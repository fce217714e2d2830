// Writes to stdout and stderr past their streams: fs calls on the descriptors 1 and 2, by the program or by a package
// such as a logger. While recording they are noticed in node:fs itself and go on untouched.
import fs from 'node:fs';
import { devNull } from 'node:os';
import { apply, bufferFrom } from '../natives.js';
import type { Recorder } from '../recorder.js';
import { dress } from './leaf.js';
import { insideStream } from './output.js';

type Method = (...args: unknown[]) => unknown;
type Bytes = (args: readonly unknown[], result: unknown) => Uint8Array | undefined;

/** What each method writes, from its arguments and, where it is known by then, the number of bytes written. */
const writers: Readonly<Record<string, Bytes>> = {
  writeSync: (args, count) => bytesOf(args)?.subarray(0, count as number),
  writevSync: (args, count) => joined(args)?.subarray(0, count as number),
  write: bytesOf,
  writev: joined,
  writeFileSync: ([, data, options]) => whole(data, options),
  appendFileSync: ([, data, options]) => whole(data, options),
};

/** While recording: notices the writes of node:fs to stdout and stderr. */
export function watchDescriptors(recorder: Recorder): void {
  const target = fs as unknown as Record<string, Method>;
  let within = false;
  for (const [name, bytes] of Object.entries(writers)) {
    const native = target[name]!;
    target[name] = dress((...args: unknown[]) => {
      const fd = args[0];
      if (fd !== 1 && fd !== 2 || within || !recorder.order.active || insideStream()) return apply(native, fs, args);
      within = true;
      let result: unknown;
      try {
        result = apply(native, fs, args);
      } finally {
        within = false;
      }
      const written = bytes(args, result);
      if (written !== undefined) recorder.note((writer) => { writer.output(fd, written); });
      return result;
    }, native);
  }
}

/**
 * In a replay: what code that runs for real writes there, in a passthrough function or a pure package, goes nowhere. The recording has it
 * and prints it.
 */
export function muteDescriptors(): void {
  const target = fs as unknown as Record<string, Method>;
  let nowhere: number | undefined;
  for (const name of Object.keys(writers)) {
    const native = target[name]!;
    target[name] = dress((...args: unknown[]) => {
      const [fd, ...rest] = args;
      if (fd !== 1 && fd !== 2) return apply(native, fs, args);
      return apply(native, fs, [nowhere ??= fs.openSync(devNull, 'w'), ...rest]);
    }, native);
  }
}

/** The data of `write(fd, string, position, encoding)` or `write(fd, buffer, offset, length)`. */
function bytesOf([, data, third, fourth]: readonly unknown[]): Uint8Array | undefined {
  if (typeof data === 'string') return bufferFrom(data, typeof fourth === 'string' ? fourth as BufferEncoding : 'utf8');
  if (!ArrayBuffer.isView(data)) return undefined;
  const given = typeof third === 'object' && third !== null ? third as { offset?: number; length?: number } : { offset: third, length: fourth };
  const offset = typeof given.offset === 'number' ? given.offset : 0;
  const length = typeof given.length === 'number' ? given.length : data.byteLength - offset;
  return bufferFrom(data.buffer, data.byteOffset + offset, length);
}

function joined([, buffers]: readonly unknown[]): Uint8Array | undefined {
  return Array.isArray(buffers) ? Buffer.concat((buffers as ArrayBufferView[]).map((view) => bufferFrom(view.buffer, view.byteOffset, view.byteLength))) : undefined;
}

function whole(data: unknown, options: unknown): Uint8Array | undefined {
  const encoding = typeof options === 'string' ? options : (options as { encoding?: unknown } | undefined)?.encoding;
  return bytesOf([1, data, undefined, typeof data === 'string' ? encoding : undefined]);
}

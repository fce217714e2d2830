// stdout and stderr. While recording, every write to them is noticed where it happens and goes on untouched; in a
// replay the streams are stand-ins of their own, and what the recording has is printed.
import type { StreamFacts } from '../../recording/header.js';
import { programOf } from '../identity.js';
import { apply, bufferFrom, defineProperty, getOwnPropertyDescriptor } from '../natives.js';
import type { Recorder } from '../recorder.js';
import { print } from '../report.js';

type Name = 'stdout' | 'stderr';
type Write = (this: NodeJS.WriteStream, chunk: unknown, encoding?: unknown, callback?: unknown) => boolean;

/** Collects what is written while a console method runs; undefined otherwise. */
interface Capture { text: string; fd: number; written: boolean }
let capture: Capture | undefined;

/** Runs a function and gives what it wrote. */
export function captured(run: () => void): Capture {
  const outer = capture;
  const mine: Capture = { text: '', fd: 1, written: false };
  capture = mine;
  try {
    run();
  } finally {
    capture = outer;
  }
  return mine;
}

/** Set while a stream writes, which it does by node:fs if it is a file. */
let writing = false;

/** Whether a write to a descriptor is that of a stream, which was noticed there; corked streams write later. */
export function insideStream(): boolean {
  return writing || new Error().stack?.includes('sync_write_stream') === true;
}

/**
 * Of the streams: whether ticks are muted, as while a console method runs, whether the program has them, their
 * stand-ins, and whether the program put a `write` of its own there.
 */
export const quiet = { ticks: false, streamsSeen: false, streams: new WeakMap<object, Name>(), replaced: false };

/** The streams of a replay. */
const replayed = new Map<Name, object>();

/** The program puts something on what may be the stand-in of a stream. */
export function changesStream(shown: object, key: PropertyKey, value: unknown): void {
  if (key !== 'write' && key !== 'isTTY') return;
  const name = quiet.streams.get(shown);
  if (name === undefined) return;
  if (key === 'write') quiet.replaced = true;
  // By this the console colours its texts, which are compared.
  else if (replayed.has(name)) defineProperty(replayed.get(name)!, key, { value, writable: true, configurable: true, enumerable: true });
}

function take(fd: number, chunk: unknown, encoding: unknown): Uint8Array | undefined {
  const bytes = typeof chunk === 'string' ? bufferFrom(chunk, typeof encoding === 'string' ? encoding as BufferEncoding : 'utf8') : chunk;
  if (!(bytes instanceof Uint8Array)) return undefined;
  if (capture === undefined) return bytes;
  capture.text += Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  capture.fd = fd;
  capture.written = true;
  return undefined;
}

/** Streams whose writes are noticed, with what notices them. */
const watchers = new Map<NodeJS.WriteStream, Write>();

/** While recording: whether a package has put something else in the place of a stream's `write`: what is printed is its affair. */
export function isWriteReplaced(): boolean {
  for (const [stream, watching] of watchers) if (stream.write !== watching && !programOf.has(stream.write)) return true;
  return false;
}

/** While recording: notices writes. The streams are made when something first uses them, as without recording. */
export function watchOutput(recorder: Recorder): void {
  for (const [name, fd] of [['stdout', 1], ['stderr', 2]] as const) {
    const descriptor = getOwnPropertyDescriptor(process, name)!;
    let watched: NodeJS.WriteStream | undefined;
    defineProperty(process, name, {
      ...descriptor,
      get(): NodeJS.WriteStream {
        const stream = apply(descriptor.get!, process, []) as NodeJS.WriteStream;
        if (watched !== stream) {
          watched = stream;
          watch(recorder, stream, fd);
        }
        return stream;
      },
    });
  }
}

function watch(recorder: Recorder, stream: NodeJS.WriteStream, fd: number): void {
  const write = stream.write as Write;
  const watching: Write = function (this: NodeJS.WriteStream, chunk, encoding, callback) {
    // What the stream leaves running belongs to a console method as it would to a crossing.
    // Below a crossing, of a `write` of the program's that goes on to this one, it belongs to that.
    if (capture?.written === false && quiet.streamsSeen && !recorder.outside) {
      recorder.order.segment();
      recorder.order.crossed();
    }
    const bytes = recorder.order.active ? take(fd, chunk, encoding) : undefined;
    if (bytes !== undefined) recorder.note((writer) => { writer.output(fd, bytes); });
    const outer = writing;
    writing = true;
    try {
      return apply(write, this, [chunk, encoding, callback]) as boolean;
    } finally {
      writing = outer;
    }
  };
  defineProperty(stream, 'write', { value: watching, writable: true, configurable: true, enumerable: false });
  watchers.set(stream, watching);
}

/** What a program can see of the streams, for the header. */
export function streamFacts(name: Name): StreamFacts {
  const { isatty } = require('node:tty') as typeof import('node:tty');
  if (!isatty(name === 'stdout' ? 1 : 2)) return { isTTY: false, columns: undefined, rows: undefined, colorDepth: 1 };
  const stream = process[name];
  return { isTTY: true, columns: stream.columns, rows: stream.rows, colorDepth: stream.getColorDepth() };
}

/** In a replay: streams that Node's own console writes to, so that its texts can be compared. */
export function replaceOutput(facts: Readonly<Record<Name, StreamFacts>>): void {
  const { Writable } = require('node:stream') as typeof import('node:stream');
  for (const [name, fd] of [['stdout', 1], ['stderr', 2]] as const) {
    const { isTTY, columns, rows, colorDepth } = facts[name];
    const stream = new Writable({ write: (_chunk, _encoding, done) => { done(); } });
    const write: Write = (chunk, encoding) => {
      // Outside a console method only Node itself writes here (warnings): the recording has what it wrote then.
      take(fd, chunk, encoding);
      return true;
    };
    Object.assign(stream, { fd, write, ...(isTTY ? { isTTY, columns, rows, getColorDepth: () => colorDepth, hasColors: (count = 16) => count <= 2 ** colorDepth } : {}) });
    replayed.set(name, stream);
    // An accessor, as without: reading one is one entry, and so is copying it with the rest of `process`.
    defineProperty(process, name, { get: () => stream, configurable: true, enumerable: true });
  }
}

/** Prints what a recording has. */
export function printOutput(fd: number, bytes: Uint8Array): void {
  print(fd, bytes);
}

// The compiled code of the runtime, which one run keeps for the next: compiling what records took half of what it adds to
// the start of a process (50 of 120 ms recorded, 30 of 100 ms replayed; 25 and 15 with it), and functions that are
// compiled when they are called first come with it.
//
// A file for each mode, text of the runtime, and V8 with its flags, with others of which it takes no code. It does not look
// whether the code is whole (11.3 ran some with a byte of another value), so that has a checksum. Where it cannot be written,
// as in a package store that is read-only, each run compiles.
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { crc32 } from 'node:zlib';

/** As they are before the program can put something in their place. */
const { closeSync, mkdirSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } = fs;
const { createCachedData } = Script.prototype;
const { apply } = Reflect;
const Bytes = Uint8Array;

/** What leads the code: its checksum, little-endian. */
const CHECKSUM_BYTES = 4;

type Evaluate = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string) => void;

let mode = 'record';
let loaded: { readonly script: Script; readonly cache: string; readonly stale: boolean } | undefined;

/**
 * An `import()` for modules of that script, which cannot have any of their own: with `USE_MAIN_CONTEXT_DEFAULT_LOADER` it goes past the
 * hooks that a replay has on Node 20.20, and with a function it takes microtasks more.
 *
 * @param url - absolute
 */
export function importModule(url: string): Promise<unknown> {
  return import(url);
}

/** Before anything is loaded: what the run is, which decides what it compiles. */
export function codeOf(run: 'record' | 'replay'): void {
  mode = run;
}

/**
 * Evaluates a script of the runtime, which is a function of what modules have.
 *
 * @param file - absolute
 * @param text - tells one text from another
 */
export function evaluate(file: string, text: string, module: { readonly exports: object }, require: NodeJS.Require): void {
  const cache = join(dirname(file), '../.cache', `${mode}-${text}-${cachedDataVersionTag().toString(16)}.bin`);
  const cachedData = kept(cache);
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, cachedData });
  loaded = { script, cache, stale: cachedData === undefined || script.cachedDataRejected === true };
  (script.runInThisContext() as Evaluate)(module.exports, require, module, file, dirname(file));
}

/** The code that a run kept; undefined if there is none, or it is not whole. */
function kept(cache: string): Buffer | undefined {
  let bytes;
  try {
    bytes = readFileSync(cache);
  } catch {
    return undefined;
  }
  const code = bytes.subarray(CHECKSUM_BYTES);
  return bytes.length > CHECKSUM_BYTES && crc32(code) === bytes.readUInt32LE(0) ? code : undefined;
}

/**
 * The run has ended: keeps what was compiled in it, if that is not kept yet.
 *
 * @param resetFlags - makes V8's flags those that the process started with
 */
export function keepCode(resetFlags: () => void): void {
  if (loaded === undefined || !loaded.stale || !isMainThread) return;
  const { script, cache } = loaded;
  loaded = undefined;
  resetFlags();
  const written = `${cache}.${process.pid}`;
  try {
    mkdirSync(dirname(cache), { recursive: true });
    const file = openSync(written, 'wx');
    try {
      const code = apply(createCachedData, script, []);
      const sum = crc32(code);
      writeWhole(file, new Bytes([sum, sum >>> 8, sum >>> 16, sum >>> 24]));
      writeWhole(file, code);
    } finally {
      closeSync(file);
    }
    // Others may be reading.
    renameSync(written, cache);
  } catch {
    remove(written);
  }
}

/** @throws whatever the system says, for instance that the disk is full */
function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It was not made.
  }
}

// randomUUID. While recording they are made here, in the way Node makes its own: of cryptographic random bytes, from the same
// source, fetched for many at a time. So the sixteen bytes of an entry are at hand; taking Node's text apart again
// costs twice as much as making it.
import { leafNumber } from '../../recording/entry.js';
import type { LeafRecording } from '../leaf-recording.js';
import { sourceHolds } from '../function-text.js';
import { apply } from '../natives.js';
import { builtinModule, setSpecialRoot } from '../roots.js';
import { isOutside, side } from '../side.js';
import { genericStandin, specialStandin } from '../standin.js';
import { dress, replayedLeaf, type Engine } from './leaf.js';

type RandomUuid = (options?: unknown) => string;
type Fill = (bytes: Uint8Array) => void;

/** Makes the program's randomUUID. */
export function installUuid(engine: Engine): void {
  setSpecialRoot('node:crypto.randomUUID', (path, real) => {
    const native = real as RandomUuid;
    const generic = genericStandin(engine.crossings, path, real);
    const withOptions = (args: unknown[]) => apply(generic.shown as (...args: unknown[]) => string, undefined, args);
    const leaf = engine.replaying ? replayedLeaf(engine, 'randomUUID', native) : recordedLeaf(engine.leaves, native);
    const shown = function (...args: unknown[]): string {
      return args.length > 0 ? withOptions(args) : leaf(shown);
    };
    return specialStandin(path, real, dress(shown, native));
  });
}

function recordedLeaf(leaves: LeafRecording, native: RandomUuid): (callee: object) => string {
  const number = leafNumber('randomUUID');
  const fill = sourceOf(native);
  if (fill === undefined) {
    return (callee) => {
      const value = native();
      leaves.text(callee, number, value);
      return value;
    };
  }
  const bytes = new Uint8Array(BATCH * SIZE);
  let at = bytes.length;
  return (callee) => {
    if (side.state !== 0 && isOutside()) return native();
    if (at === bytes.length) {
      fill(bytes);
      at = 0;
    }
    const start = at;
    at += SIZE;
    // Version 4, variant 1.
    bytes[start + 6] = (bytes[start + 6]! & 0x0f) | 0x40;
    bytes[start + 8] = (bytes[start + 8]! & 0x3f) | 0x80;
    leaves.uuid(callee, number, bytes, start);
    return textOf(bytes, start);
  };
}

const SIZE = 16;
/** How many are made of the bytes fetched at a time. */
const BATCH = 512;

/**
 * Where Node's own randomUUID gets its bytes from; undefined if a package has put something else in the place of either
 * function, or the process asked for a heap of its own for secrets.
 */
function sourceOf(randomUuid: RandomUuid): Fill | undefined {
  const crypto = builtinModule('node:crypto') as typeof import('node:crypto');
  const fill = crypto.randomFillSync as Fill;
  const isNative = sourceHolds(randomUuid, 'getBufferedUUID()') && sourceHolds(fill, 'new RandomBytesJob(');
  return isNative && crypto.secureHeapUsed().total === 0 ? fill : undefined;
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const DASHED = PAIRS.map((pair) => `${pair}-`);

function textOf(bytes: Uint8Array, start: number): string {
  // No template: the engine would ask of each part whether it is a string.
  return PAIRS[bytes[start]!]! + PAIRS[bytes[start + 1]!]! + PAIRS[bytes[start + 2]!]! + DASHED[bytes[start + 3]!]!
    + PAIRS[bytes[start + 4]!]! + DASHED[bytes[start + 5]!]! + PAIRS[bytes[start + 6]!]! + DASHED[bytes[start + 7]!]!
    + PAIRS[bytes[start + 8]!]! + DASHED[bytes[start + 9]!]! + PAIRS[bytes[start + 10]!]! + PAIRS[bytes[start + 11]!]!
    + PAIRS[bytes[start + 12]!]! + PAIRS[bytes[start + 13]!]! + PAIRS[bytes[start + 14]!]! + PAIRS[bytes[start + 15]!]!;
}

// Damaged recordings: cut off or flipped anywhere, what can be read is read, and the rest is said.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RepriseError } from '../../contract/errors.js';
import { frame, FrameKind } from '../../recording/frame.js';
import { framesOf } from '../../recording/frames.js';
import { appendEnd, Kind, MAGIC, openRecording, previewText, Tag, type Entry, type ReadOptions, type Recording } from '../../recording/index.js';
import { root } from '../harness/index.js';
import { handmade, header } from '../harness/recording.js';

let folder: string;
let whole: Buffer;
let entries: string[];

/** All that can be read of a recording; a recording without a whole header gives its error's code. */
function read(bytes: Buffer): { entries: string[]; damaged: boolean } | string {
  const file = join(folder, 'cut.reprise');
  writeFileSync(file, bytes);
  try {
    const recording = openRecording(file);
    const found = [...recording.entries()].map((entry: Entry) => JSON.stringify(entry));
    return { entries: found, damaged: recording.damage !== undefined };
  } catch (error) {
    if (error instanceof RepriseError) return error.code;
    throw error;
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reprise-damage-'));
  const file = handmade(join(folder, 'whole.reprise'), (writer) => {
    for (let i = 0; i < 12; i++) {
      writer.clockRead(i, 0, 1_000 + i);
      if (i % 3 === 2) writer.flush(true);
    }
    writer.end('exit', 0, '', 12, 0);
  });
  whole = readFileSync(file);
  const all = read(whole);
  if (typeof all === 'string') throw new Error(all);
  entries = all.entries;
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

describe('a recording that is cut off', () => {
  it('gives its entries up to the last whole block, wherever it is cut', () => {
    let longest = 0;
    for (let length = 0; length < whole.length; length++) {
      const found = read(whole.subarray(0, length));
      if (typeof found === 'string') {
        expect(found).toBe('REPRISE_RECORDING_DAMAGED');
        continue;
      }
      expect(found.entries).toEqual(entries.slice(0, found.entries.length));
      expect(found.entries.length).toBeGreaterThanOrEqual(longest);
      longest = found.entries.length;
    }
    expect(longest).toBeGreaterThan(8);
  });

  it('takes the end that the command line adds behind its last whole block', () => {
    const file = join(folder, 'killed.reprise');
    writeFileSync(file, whole.subarray(0, whole.length - 30));
    appendEnd(file, { signal: 'SIGKILL', code: 137 });
    const recording = openRecording(file);
    const found = [...recording.entries()];
    expect(recording.damage).toBeUndefined();
    expect(recording.end()).toMatchObject({ reason: 'signal', signal: 'SIGKILL', code: 137 });
    expect(found.length).toBeGreaterThan(8);
  });
});

/** Recordings of real runs, of either format, and one of several chunks. */
const golden = (name: string) => () => readFileSync(join(root, 'test', 'golden', name, 'main.reprise'));
const corpus: [name: string, bytes: () => Buffer, step: number][] = [
  ['of format 1', golden('0.1'), 1],
  ['of format 2', golden('0.1-late-handlers'), 1],
  ['of two chunks', () => readFileSync(handmade(join(folder, 'chunks.reprise'), (writer) => {
    for (let i = 0; i < 2; i++) {
      writer.site(i, `src/${i}.ts`, i, 1);
      writer.output(1, Buffer.alloc(1_100_000, 'x'));
      writer.flush(true);
    }
    writer.end('exit', 0, '', 0, 0);
  })), 8],
];

/** Which bits of a recording to flip: all, or one in some, in the heads of frames and in the index; few of the other bytes. */
function* bitsOf(file: string, bytes: Buffer, step: number): Generator<[at: number, bit: number]> {
  const fd = openSync(file, 'r');
  const heads = [...framesOf(fd, bytes.length)].map(({ offset }) => offset);
  closeSync(fd);
  for (let at = 0; at < bytes.length; at++) {
    if (at > bytes.length - 24 || heads.some((head) => at >= head && at < head + 6)) for (let bit = at % step; bit < 8; bit += step) yield [at, bit];
    else if (at % 11 === 0) yield [at, (at / 11) % 8];
  }
}

/** The entries that can be read by index, each as a text. */
function texts(recording: Recording, options: ReadOptions): Map<number, string> {
  const found = new Map<number, string>();
  for (const entry of recording.entries(options)) {
    const shown = entry.kind === Kind.Output ? { ...entry, bytes: crc32(entry.bytes) } : entry;
    found.set(entry.index, JSON.stringify(shown, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)));
  }
  return found;
}

describe('a recording whose frames are intact and make no sense', () => {
  const head = [0, 0, 0];
  const senseless: [reason: string, payload: number[]][] = [
    ['unknown kind of entry 99', [...head, 99]],
    ['unknown tag of a value 99', [...head, Kind.Return, 0, 99, 0]],
    ['unknown leaf', [...head, Kind.Leaf, 99, 0]],
    ['unknown leaf', [...head, Kind.LeafRun, 99, 0]],
    ['unknown kind of call-in', [...head, Kind.CallIn, 0, 99]],
    ['unknown dictionary string', [...head, Kind.Environment, Tag.StringRef, 7]],
    ['unknown shape of an object', [...head, Kind.Return, 0, Tag.Record, 0, 99]],
    ['a module that says nothing of itself', [...head, Kind.Module, 2, 0x7B, 0x7D]],
    ['unknown end', [...head, Kind.End, Tag.Text, 1, 120]],
    ['end of block', [...head, Kind.Output, 1, 9, 0]],
    ['end of block', [...head, Kind.Leaf, 5, 0, 0]],
    ['a leaf that comes in no runs', [...head, Kind.LeafRun, 4, 0]],
    ['a run of timers that has no step', [...head, Kind.TimerRun, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['end of block', []],
  ];

  it.each(senseless)('ends there, and says why: %s', (reason, payload) => {
    const file = join(folder, 'senseless.reprise');
    const text = Buffer.from(JSON.stringify({ format: 2, features: [], ...header() }));
    writeFileSync(file, Buffer.concat([MAGIC, Buffer.of(2), frame(FrameKind.Header, true, 0, text, text.length), frame(FrameKind.Start, true, 0, Buffer.from(payload), payload.length)]));
    const recording = openRecording(file);
    expect([...recording.entries()]).toEqual([]);
    expect(recording.damages).toEqual([expect.objectContaining({ reason, torn: false })]);
  });

  it.each(['null', '{}', 'nonsense'])('is refused if its header is none: %s', (text) => {
    const bytes = Buffer.from(text);
    expect(read(Buffer.concat([MAGIC, Buffer.of(2), frame(FrameKind.Header, true, 0, bytes, bytes.length)]))).toBe('REPRISE_RECORDING_DAMAGED');
  });

  it('says so in the place of arguments that cannot be read, which keep nobody from the entries behind them', () => {
    expect(previewText(Buffer.of(Tag.True, Tag.String, 9), undefined)).toBe('true, <cannot be read: end of block>');
  });

  it.each([['unknown compression 5', 5, 4], ['a frame has another length than it says', 1, 9]])('ends there, and says why: %s', (reason, codec, raw) => {
    const file = join(folder, 'senseless.reprise');
    const text = Buffer.from(JSON.stringify({ format: 2, features: [], ...header() }));
    writeFileSync(file, Buffer.concat([MAGIC, Buffer.of(2), frame(FrameKind.Header, true, 0, text, text.length), frame(FrameKind.Start, true, codec, deflateRawSync(Buffer.alloc(4)), raw)]));
    const recording = openRecording(file);
    expect([...recording.entries()]).toEqual([]);
    expect(recording.damages).toEqual([expect.objectContaining({ reason, torn: false })]);
  });
});

describe('a recording with a flipped bit', () => {
  it.each(corpus)('is found to be damaged, wherever that is, and gives no entry that was not recorded: one %s', (_, bytes, step) => {
    const whole = bytes();
    const file = join(folder, 'flipped.reprise');
    writeFileSync(file, whole);
    const recorded = texts(openRecording(file), {});
    const closed = openRecording(file).closingIndex() !== undefined;
    const missed: string[] = [];
    const check = (what: string, at: number): void => {
      for (const options of [{}, { resume: true }, { resume: true, from: recorded.size >> 1 }]) {
        try {
          const recording = openRecording(file);
          const found = texts(recording, options);
          for (const [index, text] of found) if (recorded.get(index) !== text) missed.push(`${what}: entry ${index} is another one`);
          if (options.from !== undefined) continue;
          const { damage, indexDamage } = recording;
          // Without an index, a wrong length of the last block looks as if that had been torn.
          const told = found.size === recorded.size ? indexDamage !== undefined : damage?.torn === false || (!closed && at > whole.length - 48 && damage !== undefined);
          if (!told) missed.push(`${what}: ${found.size} of ${recorded.size} entries, and nothing is said`);
        } catch (error) {
          if (error instanceof RepriseError && /^REPRISE_RECORDING_(DAMAGED|FOREIGN|NEWER)$/.test(error.code)) return;
          missed.push(`${what}: ${String(error)}`);
        }
      }
    };
    const fd = openSync(file, 'r+');
    for (const [at, bit] of bitsOf(file, whole, step)) {
      writeSync(fd, Buffer.of(whole[at]! ^ (1 << bit)), 0, 1, at);
      check(`bit ${bit} of byte ${at}`, at);
      writeSync(fd, whole, at, 1, at);
    }
    closeSync(fd);
    expect(missed).toEqual([]);
  });
});

// Damaged recordings: cut off or flipped anywhere, what can be read is read, and the rest is said.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RepriseError } from '../../contract/errors.js';
import { appendEnd, openRecording, type Entry } from '../../recording/index.js';
import { handmade } from '../harness/recording.js';

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

describe('a recording with a flipped bit', () => {
  it('never gives an entry that was not recorded', () => {
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 1 << (at % 8);
      const found = read(flipped);
      if (typeof found === 'string') continue;
      expect(found.entries).toEqual(entries.slice(0, found.entries.length));
    }
  });
});

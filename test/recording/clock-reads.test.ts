// Reads of clocks: kept, encoded together, and read back one by one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Kind, leafNumber, openRecording, SeededRandom, type LeafName, type RecordingWriter } from '../../recording/index.js';
import { handmade } from '../harness/recording.js';

interface Read { readonly site: number; readonly leaf: LeafName; readonly value: number | bigint }

const folder = mkdtempSync(join(tmpdir(), 'reprise-clocks-'));
afterAll(() => { rmSync(folder, { recursive: true }); });

function write(writer: RecordingWriter, { site, leaf, value }: Read): void {
  if (typeof value === 'bigint') writer.bigintRead(site, leafNumber(leaf), value);
  else writer.clockRead(site, leafNumber(leaf), value);
}

/** What is read back. */
function roundtrip(reads: readonly Read[], between: (writer: RecordingWriter, at: number) => void = () => { /* nothing */ }): Read[] {
  const file = handmade(join(folder, 'reads.reprise'), (writer) => {
    reads.forEach((read, at) => {
      write(writer, read);
      between(writer, at);
    });
    writer.end('exit', 0, '', 0, 0);
  });
  const found: Read[] = [];
  let index = 0;
  for (const entry of openRecording(file).entries()) {
    if (entry.kind !== Kind.Leaf) {
      index = entry.index + 1;
      continue;
    }
    expect(entry.index).toBe(index++);
    found.push({ site: entry.site, leaf: entry.leaf, value: entry.value as number | bigint });
  }
  return found;
}

/** Numbers near and far of each other, as clocks give them and as they do not. */
const steps = [0, 0, 1, 40, 63, 64, 127, 128, 8_191, 8_192, 16_383, 16_384, 1e6, -1, -64, -8_192, 2 ** 31, -(2 ** 31), 2 ** 33 + 7, -(2 ** 40)];

it('come back as they were, in runs of any length, of any clock, however far apart', () => {
  const random = new SeededRandom([3, 1, 4, 1]);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)]!;
  const leaves = ['Date.now', 'performance.now', 'process.hrtime.bigint', 'new Date', 'Event.timeStamp'] as const;
  const units = { milliseconds: 1_700_000_000_000, times: 50_000_000, nanoseconds: 9_000_000_000_123 };
  const reads: Read[] = [];
  for (let run = 0; run < 150; run++) {
    const leaf = pick(leaves);
    const site = Math.floor(random.next() * 3);
    for (let left = pick([1, 1, 2, 5, 255, 256, 257, 600]); left > 0; left--) {
      const step = random.next() < 0.8 ? Math.floor(random.next() * 200) : pick(steps);
      if (leaf === 'process.hrtime.bigint') reads.push({ site, leaf, value: BigInt(units.nanoseconds = Math.abs(units.nanoseconds + step)) });
      else if (leaf === 'performance.now' || leaf === 'Event.timeStamp') reads.push({ site, leaf, value: (units.times = Math.abs(units.times + step)) / 1e6 });
      else reads.push({ site, leaf, value: units.milliseconds = Math.abs(units.milliseconds + step) });
    }
  }
  expect(roundtrip(reads)).toEqual(reads);
  expect(roundtrip(reads, (writer, at) => {
    if (at % 7 === 0) writer.output(1, Buffer.from('x'));
    if (at % 11 === 0) writer.flush(at % 2 === 0);
    if (at % 13 === 0 && !writer.draw()) writer.firstDraw(9);
  })).toEqual(reads);
});

it('come back as they were where they are no numbers that a clock counts in', () => {
  const times = [0.1, 1 / 3, 5e-7, 0, -0, -1.5, Number.NaN, Infinity, 2 ** 52 / 1e6, Number.MAX_VALUE, 1.000001, 12.5];
  expect(roundtrip(times.map((value) => ({ site: 1, leaf: 'performance.now', value }))).map(({ value }) => value)).toEqual(times);
  const nanoseconds = [1n, 2n ** 52n - 2n, 2n ** 52n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 40n, 2n ** 31n, 2n ** 31n - 1n, 2n ** 32n, 0n];
  expect(roundtrip(nanoseconds.map((value) => ({ site: 1, leaf: 'process.hrtime.bigint', value }))).map(({ value }) => value)).toEqual(nanoseconds);
});

it('are written as they come, also where each is followed by a draw', () => {
  let most = 0;
  const file = handmade(join(folder, 'in-turn.reprise'), (writer) => {
    for (let i = 0; i < 50_000; i++) {
      write(writer, { site: 1, leaf: 'Date.now', value: i });
      if (!writer.draw()) writer.firstDraw(2);
      most = Math.max(most, writer.length);
    }
    writer.end('exit', 0, '', 0, 0);
  });
  expect(most).toBeLessThan(70_000);
  expect([...openRecording(file).entries()].filter(({ kind }) => kind === 5)).toHaveLength(50_000);
});

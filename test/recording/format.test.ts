// Format 2: chunks that stand alone, an index, runs and draws, bounded memory of what was learned.
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frame, FrameKind } from '../../recording/frame.js';
import { Kind, MAGIC, openRecording, operationNames, SeededRandom, type Entry, type ReadOptions, type RecordingWriter } from '../../recording/index.js';
import { handmade } from '../harness/recording.js';

const ROUNDS = 8_000;
let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reprise-format-'));
  file = handmade(join(folder, 'long.reprise'), write);
});
afterAll(() => { rmSync(folder, { recursive: true }); });

/** Several chunks of entries that build on one another. */
function write(writer: RecordingWriter): void {
  writer.module({ module: 0, file: 'src/main.ts', location: '/x/main.js', hash: '0', format: 'commonjs', version: '0.1.0', outside: [], firstSite: 1, sites: [3, 9, 'Date.now', 4, 9, 'Math.random'] });
  for (let i = 0; i < ROUNDS; i++) {
    writer.clockRead(1, 0, 1_000_000 + i);
    if (!writer.draw()) writer.firstDraw(2);
    writer.begin(Kind.Subscription);
    writer.position(256 * (i + 1) + 3, false);
    writer.program(i);
    writer.output(1, Buffer.from(`${i} ${(i * 2_654_435_761) % 4_294_967_296} `.repeat(15)));
    if (i % 100 === 0) writer.elapsed(1);
  }
  writer.end('exit', 0, '', 0, 0);
}

function read(path: string, options?: ReadOptions): Entry[] {
  return [...openRecording(path).entries(options)];
}

/** Comparing strings is a hundred times faster than comparing objects. */
function texts(entries: readonly Entry[]): string[] {
  return entries.map((entry) => JSON.stringify(entry));
}

describe('frames that hardly shrink', () => {
  it('are stored as they are, and compression is tried again soon', () => {
    const random = new SeededRandom([1, 2, 3, 4]);
    const noise = Array.from({ length: 40 }, () => Buffer.from(Float64Array.from({ length: 8_200 }, () => random.next()).buffer));
    const zeros = Buffer.alloc(65_600);
    const path = join(folder, 'noise.reprise');
    handmade(path, (writer) => {
      for (const bytes of noise) writer.output(1, bytes);
      const { size } = statSync(path);
      expect(size).toBeGreaterThan(39 * 65_600 * 0.9);
      for (let i = 0; i < 40; i++) writer.output(1, zeros);
      expect(statSync(path).size - size).toBeLessThan(9 * 65_600);
      writer.end('exit', 0, '', 0, 0);
    });
    const outputs = read(path).flatMap((entry) => entry.kind === Kind.Output ? [entry.bytes] : []);
    expect(outputs).toHaveLength(80);
    expect(outputs.every((bytes, i) => Buffer.compare(bytes, noise[i] ?? zeros) === 0)).toBe(true);
  });
});

describe('a recording of several chunks', () => {
  it('has them in its index, at most a megabyte each', () => {
    const { chunks, entries } = openRecording(file).closingIndex()!;
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks[0]).toMatchObject({ first: 0, defines: true });
    expect(chunks.slice(1).some(({ defines }) => defines)).toBe(false);
    // The module is the first entry.
    expect(chunks.map(({ modules }) => modules)).toEqual(chunks.map((_, at) => (at === 0 ? 1 : 0)));
    expect(entries).toBe(read(file).length);
  });

  it('is read from anywhere as from its start', () => {
    const all = read(file);
    for (const from of [0, 1, 999, Math.floor(all.length / 2), all.length - 1]) {
      const recording = openRecording(file);
      const found = [...recording.entries({ from })].filter(({ index }) => index >= from);
      expect(texts(found)).toEqual(texts(all.slice(from)));
      expect(recording.sites.get(1)).toMatchObject({ file: 'src/main.ts', line: 3 });
      expect(recording.milliseconds).toBe(ROUNDS / 100);
    }
  });

  it('gets an index again where that is cut off', () => {
    const cut = join(folder, 'cut.reprise');
    const bytes = readFileSync(file);
    writeFileSync(cut, bytes);
    truncateSync(cut, bytes.length - 9);
    expect(openRecording(cut).closingIndex()).toBeUndefined();
    const { chunks } = openRecording(cut).index();
    expect(chunks).toEqual(openRecording(file).index().chunks);
  });

  it('goes on behind damage at the next chunk, and says what is lost', () => {
    const { chunks } = openRecording(file).index();
    const bytes = readFileSync(file);
    const damaged = join(folder, 'damaged.reprise');
    bytes[chunks[0]!.offset + 200]! ^= 1;
    writeFileSync(damaged, bytes);
    const stopped = openRecording(damaged);
    expect([...stopped.entries()]).toEqual([]);
    const resumed = openRecording(damaged);
    const found = [...resumed.entries({ resume: true })];
    expect(texts(found)).toEqual(texts(read(file).slice(chunks[1]!.first)));
    expect(resumed.damages).toEqual([{ offset: chunks[0]!.offset, lost: chunks[1]!.offset - chunks[0]!.offset, reason: 'the checksum of a frame does not match', torn: false }]);
  });
});

describe('what a clock or a random number takes', () => {
  it('is less than a byte in a loop', () => {
    const reads = 300_000;
    let time = 1e12;
    let precise = 1_000_000;
    const random = new SeededRandom([5, 6, 7, 8]);
    const clocks = handmade(join(folder, 'clocks.reprise'), (writer) => {
      for (let i = 0; i < reads; i++) writer.clockRead(1, 0, time += random.next() < 0.001 ? 1 : 0);
      for (let i = 0; i < reads; i++) writer.clockRead(2, 5, (precise += 38 + Math.floor(random.next() * 8)) / 1e6);
    });
    expect(readFileSync(clocks).length).toBeLessThan(reads * 2);
    const values = (read(clocks) as { value?: unknown }[]).map(({ value }) => value);
    expect(values.length).toBe(reads * 2);
    expect([values[reads - 1], values.at(-1)]).toEqual([time, precise / 1e6]);
  });

  it('is nothing for a random number, whose count is kept with the entry that follows', () => {
    const draws = handmade(join(folder, 'draws.reprise'), (writer) => {
      for (let i = 0; i < 100_000; i++) if (!writer.draw()) writer.firstDraw(0);
      writer.callInEnd(false);
    });
    expect(readFileSync(draws).length).toBeLessThan(1_200);
    expect(read(draws).filter(({ kind }) => kind === Kind.Draws)).toMatchObject([{ count: 100_000, before: 0 }]);
  });
});

describe('the generator', () => {
  it('gives the numbers of xoshiro128++, two words each', () => {
    // The reference: Blackman and Vigna's algorithm in 32-bit words of unlimited integers.
    const state = [1n, 2n, 3n, 4n];
    const word = (value: bigint) => BigInt.asUintN(32, value);
    const turned = (value: bigint, by: bigint) => word(value << by) | (value >> (32n - by));
    const reference = (): bigint => {
      const [a, b, c, d] = state as [bigint, bigint, bigint, bigint];
      const result = word(turned(word(a + d), 7n) + a);
      const third = c ^ a;
      const fourth = d ^ b;
      state[1] = b ^ third;
      state[0] = a ^ fourth;
      state[2] = third ^ word(b << 9n);
      state[3] = turned(fourth, 11n);
      return result;
    };
    const random = new SeededRandom([1, 2, 3, 4]);
    for (let i = 0; i < 200; i++) {
      const high = reference() >> 5n;
      const low = reference() >> 6n;
      expect(random.next()).toBe(Number(high * 67_108_864n + low) / 2 ** 53);
    }
  });

  it('spreads them evenly', () => {
    const random = new SeededRandom([-7, 1 << 30, 99, 3]);
    const counts = new Array<number>(16).fill(0);
    for (let i = 0; i < 160_000; i++) counts[Math.floor(random.next() * 16)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(600);
  });
});

it('a recording with an unknown feature is refused by name', () => {
  const strange = join(folder, 'strange.reprise');
  const header = Buffer.from(JSON.stringify({ format: 2, features: ['compressed-frames', 'telepathy'] }));
  writeFileSync(strange, Buffer.concat([MAGIC, Uint8Array.of(2), frame(FrameKind.Header, true, 0, header, header.length)]));
  expect(() => openRecording(strange)).toThrow(/has the feature "telepathy", which this reprise does not know\./);
});

it('the page that specifies the format has the numbers of the operations, and every kind of entry', () => {
  const page = readFileSync(join(__dirname, '../../docs/recording-format.md'), 'utf8').replaceAll('\n', ' ');
  expect(page).toContain(`*Operations*: ${operationNames.map((name, number) => `${number} ${name}`).join(', ')}.`);
  for (const [name, number] of Object.entries(Kind)) expect(page, name).toMatch(new RegExp(`\\| (.+, )?${number} ${name}\\b|, ${number} ${name}\\b`));
});

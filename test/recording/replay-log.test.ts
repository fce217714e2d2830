// What a replay reads of a recording, as it goes on: each entry once, what belongs to a turn before the turn begins, and
// no more than that in memory.
import { mkdtempSync, rmSync, truncateSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANCHORS, Kind, type OutputEntry, type TickEntry } from '../../recording/entry.js';
import type { RecordingWriter } from '../../recording/writer.js';
import { ReplayLog } from '../../runtime/replay-log.js';
import { handmade } from '../harness/recording.js';

const TURNS = 20_000;
let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reprise-log-'));
  file = handmade(join(folder, 'long.reprise'), (writer) => {
    const module = { hash: '0123456789abcdef', format: 'commonjs' as const, version: '0.1.0', outside: [], sites: [] };
    writer.module({ ...module, module: 1, file: 'main.ts', location: '/program/main.js', firstSite: 1 });
    for (let turn = 1; turn <= TURNS; turn++) {
      tick(writer, 0, turn);
      // Texts that do not repeat, so that the recording has many chunks.
      for (let i = 0; i < 4; i++) writer.output(1, Buffer.from(`${turn}.${i} ${String(Math.sin(turn * 4 + i)).repeat(3)}`));
      tick(writer, turn * ANCHORS + (turn % 7), -turn);
      if (turn % 3 === 0) writer.tickApart(-turn);
      if (turn % 5 === 0) writer.bare(Kind.MicrotaskPhase);
      if (turn === TURNS - 10) writer.module({ ...module, module: 2, file: 'late.ts', location: '/program/late.js', firstSite: 1 });
    }
    writer.end('exit', 0, '', TURNS * 2, 0);
  });
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function tick(writer: RecordingWriter, position: number, number: number): void {
  writer.tick(number, position, false);
}

/** Reads as a replay does: looks at an entry, and asks for what belongs to its turn. Gives the turns that are not as they were written. */
function wrongTurns(log: ReplayLog): number[] {
  const wrong: number[] = [];
  for (let turn = 1, number = 0; turn <= TURNS; turn++, number += 6) {
    const first = log.at(number) as TickEntry;
    const facts = [first.kind, first.tick, first.position, first.microtask, log.takeChain(turn), log.takeChain(turn)];
    for (let i = 0; i < 4; i++) facts.push(String((log.at(number + 1 + i) as OutputEntry).bytes).startsWith(`${turn}.${i} `));
    const last = log.at(number + 5) as TickEntry;
    facts.push(last.tick, last.apart.length, log.before(number + 5, 2).length);
    if (!isDeepStrictEqual(facts, [Kind.Tick, turn, 0, turn % 5 === 0, turn % 7 || undefined, undefined, true, true, true, true, -turn, turn % 3 === 0 ? 1 : 0, 2])) wrong.push(turn);
  }
  return wrong;
}

describe('ticks', () => {
  it('that are queued one after another are one entry, and those within crossings none but the position', () => {
    const log = new ReplayLog(handmade(join(folder, 'ticks.reprise'), (writer) => {
      tick(writer, 0, 1);
      for (const number of [2, 3, 4]) tick(writer, ANCHORS, number);
      tick(writer, 2 * ANCHORS, 5);
      writer.tickApart(3);
      for (let i = 0; i < 2; i++) writer.innerTick(3 * ANCHORS);
      writer.end('exit', 0, '', 5, 0);
    }));
    const ticks = [0, 1, 2].map((number) => log.at(number) as TickEntry);
    expect(ticks.map((entry) => ({ tick: entry.tick, count: entry.count, apart: entry.apart }))).toEqual([
      { tick: 1, count: 1, apart: [] }, { tick: 2, count: 3, apart: [3] }, { tick: 5, count: 1, apart: [] },
    ]);
    expect(log.at(3)).toMatchObject({ kind: Kind.End });
    expect([log.takeInnerTicks(3 * ANCHORS), log.takeInnerTicks(3 * ANCHORS)]).toEqual([2, 0]);
  });
});

describe('a long recording', () => {
  it('is read to its end, entry by entry', () => {
    const log = new ReplayLog(file);
    expect(wrongTurns(log)).toEqual([]);
    expect(log.at(TURNS * 6)).toMatchObject({ kind: Kind.End });
    expect(log.at(TURNS * 6 + 1)).toBeUndefined();
    expect(log.damage).toBeUndefined();
  });

  it('tells at once of modules that register late', () => {
    expect(new ReplayLog(file).modules.map((module) => module.file)).toEqual(['main.ts', 'late.ts']);
  });

  it('takes no more memory at its end than at its beginning', () => {
    const log = new ReplayLog(file);
    log.at(0);
    const early = log.held.entries;
    let most = 0;
    for (let number = 0; number < TURNS * 6; number++) {
      log.at(number);
      if (number % 6 === 0) log.takeChain(number / 6 + 1);
      most = Math.max(most, log.held.entries, log.held.facts);
    }
    // Read at once up to the last module of the first chunk, then turn by turn.
    expect(early).toBeLessThan(50);
    expect(most).toBeLessThan(50);
  });

  it('that was cut off gives what is there, and tells why it ends', () => {
    const cut = handmade(join(folder, 'cut.reprise'), (writer) => { for (let turn = 1; turn <= 9; turn++) { tick(writer, 0, turn); writer.flush(true); } });
    const reasons = new Set<string | undefined>();
    for (let numbers = 10; numbers > 3;) {
      truncateSync(cut, statSync(cut).size - 1);
      const log = new ReplayLog(cut);
      const before = numbers;
      for (numbers = 0; log.at(numbers) !== undefined;) numbers++;
      expect(numbers).toBeLessThanOrEqual(before);
      reasons.add(log.damage?.replace(/\d+/g, '…'));
    }
    expect(reasons).toContain('a frame is cut off; … bytes from offset … on are lost');
  });
});

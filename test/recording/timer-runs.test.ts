// Awaits of timers, one after another: a byte or two each, and yet the entries that they would be alone.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { CrossingFlag } from '../../recording/flags.js';
import { ByteWriter } from '../../recording/bytes.js';
import { Kind, openRecording, Operation, type Entry, type RecordingWriter } from '../../recording/index.js';
import { isStepNumber, timerForm } from '../../recording/timer-runs.js';
import { PreviewTag } from '../../recording/preview.js';
import { Tag } from '../../recording/value.js';
import { handmade } from '../harness/recording.js';

const folder = mkdtempSync(join(tmpdir(), 'reprise-timer-runs-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
let files = 0;

/** A timeout of so many milliseconds that gives a value, set; or the settlement of the oldest; or something else. */
type Action = { readonly set: { readonly site: number; readonly after: number; readonly value: number | undefined } } | 'settle' | 'clock' | 'output';

const actions: fc.Arbitrary<Action[]> = fc.array(fc.oneof(
  { weight: 8, arbitrary: fc.record({ set: fc.record({ site: fc.integer({ min: 1, max: 2 }), after: fc.constantFrom(0, -0, NaN, 1.5, 7), value: fc.oneof(fc.integer({ min: -3, max: 300 }), fc.constantFrom(undefined, -0, 0.5, 2 ** 28, 2 ** 28 - 1, -(2 ** 28 - 1))) }) }) },
  { weight: 8, arbitrary: fc.constant('settle' as const) },
  { weight: 1, arbitrary: fc.constantFrom('clock' as const, 'output' as const) },
), { maxLength: 200 });

/** @param runs - whether steps come in runs, where they can */
function write(writer: RecordingWriter, list: readonly Action[], runs: boolean): void {
  const waiting: { readonly id: number; readonly value: number | undefined }[] = [];
  let promises = 0;
  const number = (value: number | undefined): void => {
    if (value === undefined) writer.byte(Tag.Undefined);
    else writer.number(value);
  };
  const set = (site: number, after: number, value: number | undefined): void => {
    const id = ++promises;
    waiting.push({ id, value });
    const numbered = isStepNumber(value);
    const steps = runs && (numbered || value === undefined);
    const step = [site, timerForm(1, numbered ? 1 : 2, numbered), after, id] as const;
    if (steps && writer.timerSet(...step, value ?? 0)) return;
    const args = new ByteWriter(64, false);
    args.number(after);
    if (value === undefined) args.byte(PreviewTag.Undefined);
    else args.number(value);
    writer.crossing(Kind.Crossing, CrossingFlag.Args, Operation.Call, site);
    writer.byte(Tag.HandleRef);
    writer.handle(1);
    writer.args(args.bytes, 0, args.length, { handle: -1, program: -1 });
    writer.byte(Tag.TimerPromise);
    writer.promise(id);
    writer.commit();
    if (steps) writer.timerAlone(1, ...step, value ?? 0);
  };
  const settle = ({ id, value }: (typeof waiting)[number]): void => {
    const numbered = isStepNumber(value);
    const steps = runs && (numbered || value === undefined);
    if (steps && writer.timerSettled(1, numbered, id, value ?? 0)) return;
    writer.begin(Kind.Settlement);
    writer.position(0, false);
    writer.promise(id);
    writer.byte(0);
    number(value);
    writer.commit();
    if (steps) writer.settlementAlone(id, value ?? 0);
  };
  for (const action of list) {
    if (action === 'clock') writer.clockRead(3, 0, promises);
    else if (action === 'output') writer.output(1, Buffer.from('a line\n'));
    else if (action !== 'settle') set(action.set.site, action.set.after, action.set.value);
    else {
      const due = waiting.shift();
      if (due !== undefined) settle(due);
    }
  }
  writer.end('exit', 0, '', 0, 0);
}

function written(list: readonly Action[], runs: boolean): string {
  return handmade(join(folder, `${String(++files)}.reprise`), (writer) => { write(writer, list, runs); });
}

/** A number may differ from another by its sign alone. */
function texts(entries: Iterable<Entry>): string[] {
  return [...entries].map((entry) => JSON.stringify(entry, (_, value: unknown) => (Object.is(value, -0) ? '-0' : value === undefined ? 'undefined' : value)));
}

const LONG: readonly Action[] = Array.from({ length: 40_000 }, (_, i) => (i % 2 === 0 ? { set: { site: 1, after: 7, value: i / 2 } } : 'settle'));

describe('awaits of timers', () => {
  it('are read as if each were written alone', () => {
    fc.assert(fc.property(actions, (list) => {
      expect(texts(openRecording(written(list, true)).entries())).toEqual(texts(openRecording(written(list, false)).entries()));
    }), { numRuns: 100 });
  });

  it('take a byte for a call and one for its settlement, before compression', () => {
    const file = written(LONG, true);
    const recording = openRecording(file);
    let bytes = 0;
    for (const { kind } of recording.entries()) if (kind !== Kind.End) bytes += recording.size.raw;
    expect(bytes / LONG.length).toBeLessThan(1.01);
    expect(statSync(file).size).toBeLessThan(2_500);
  });
});

// One entry: the mirror image of what the writer appends.
import { readValue, text, values } from './decode-values.js';
import {
  ANCHORS, Kind, NO_BASES, NO_WRITES, Operation, type BeginEntry, type CrossingEntry, type Entry, type Leak, type ModuleEntry, type Outcome, type Position, type PreviewBases, type Stray,
} from './entry.js';
import { CallInHow, CrossingFlag, PositionFlag, SettlementFlag, WriteFlag } from './flags.js';
import { leafAt, readLeafRun, type Clocks } from './leaf-runs.js';
import { TimerRunReader } from './timer-runs.js';
import type { ValueReader } from './value-bytes.js';
import type { Neutral } from './value.js';

/** What decoding carries from entry to entry of a chunk. */
export class DecodeState implements Clocks {
  /** The format's version. */
  readonly format: number;
  segment = 0;
  clock = 0;
  time = 0;
  bigint = 0n;
  tick = 0;
  /** The tick that was told of last. */
  ran = 0;
  draws = 0;
  /** Whether the position read last is inexact. */
  inexact = false;
  /** The run of timers whose steps come next. */
  timers: TimerRunReader | undefined;

  constructor(format: number, draws: number) {
    this.format = format;
    this.draws = draws;
  }
}

/** What a module tells of itself, as JSON. @throws RangeError if that is something else */
function moduleFacts(json: string): Omit<ModuleEntry, 'kind' | 'index'> {
  const facts = JSON.parse(json) as Omit<ModuleEntry, 'kind' | 'index'> | null;
  if (facts === null || typeof facts !== 'object' || typeof facts.file !== 'string' || typeof facts.location !== 'string' || !Number.isSafeInteger(facts.firstSite) || !Array.isArray(facts.sites) || !Array.isArray(facts.outside)) throw new RangeError('a module that says nothing of itself');
  return facts;
}

/** @throws RangeError if the bytes end within the entry or make no sense */
export function readEntry(r: ValueReader, index: number, state: DecodeState): Entry {
  if (state.timers !== undefined) return timerStep(r, index, state, state.timers);
  const kind = r.byte();
  switch (kind) {
    case Kind.Module: return { ...moduleFacts(r.blob().toString()), kind, index };
    case Kind.Site: return { kind, index, site: r.varint(), file: text(r), line: r.varint(), column: r.varint() };
    case Kind.Binding: return { kind, index, module: r.varint(), slot: r.varint(), value: readValue(r) };
    case Kind.Crossing: case Kind.Begin: return crossing(r, kind, index, state);
    case Kind.Return: {
      const flags = r.byte();
      const value = readValue(r);
      return { kind, index, threw: (flags & CrossingFlag.Threw) !== 0, value, writes: writes(r, flags) };
    }
    case Kind.Leaf: {
      const { leaf, form } = leafAt(r.byte());
      const site = r.varint();
      if (form === 'clock') return { kind, index, site, leaf, value: state.clock += r.zigzag() };
      return { kind, index, site, leaf, value: form === 'double' || form === 'time' ? r.double() : readValue(r) };
    }
    case Kind.LeafRun: return readLeafRun(r, index, state);
    case Kind.TimerRun: return timerStep(r, index, state, new TimerRunReader(r));
    case Kind.Draws: {
      const site = r.varint();
      const count = r.varint();
      const before = state.draws;
      state.draws += count;
      return { kind, index, site, count, before };
    }
    case Kind.CallIn: {
      const position = placement(r, state);
      const { inexact } = state;
      const how = callIns[r.byte()];
      if (how === undefined) throw new RangeError('unknown kind of call-in');
      const fn = r.program();
      const context = r.context();
      const key = how === 'call' || how === 'new' ? undefined : readValue(r);
      return { kind, index, position, inexact, microtask: false, how, fn, context, key, thisArg: readValue(r), args: values(r) };
    }
    case Kind.CallInEnd: return { kind, index, threw: r.byte() === 1 };
    case Kind.Settlement: {
      const position = placement(r, state);
      const { inexact } = state;
      const promise = r.promise();
      const flags = r.byte();
      const value = readValue(r);
      return { kind, index, position, inexact, microtask: false, promise, rejected: (flags & CrossingFlag.Threw) !== 0, handled: (flags & SettlementFlag.Handled) !== 0, value, writes: writes(r, flags) };
    }
    case Kind.Tick: case Kind.Ticks: {
      const position = placement(r, state);
      const tick = state.format === 1 ? r.varint() : state.tick += r.zigzag();
      const count = kind === Kind.Ticks ? r.varint() : 1;
      if (kind === Kind.Ticks) state.tick += count - 1;
      return { kind, index, position, inexact: state.inexact, microtask: false, tick, count, apart: NO_TICKS, live: 0 };
    }
    case Kind.InnerTick: return { kind, index, queued: placement(r, state) };
    case Kind.TickJoined: case Kind.TickApart: return { kind, index, tick: state.format === 1 ? r.varint() : state.ran += r.zigzag() };
    case Kind.Subscription: {
      const position = placement(r, state);
      return { kind, index, position, inexact: state.inexact, microtask: false, promise: r.program() };
    }
    case Kind.ProgramSettled: return { kind, index, promise: r.program() };
    case Kind.OutsideWrite: {
      const position = placement(r, state);
      const { inexact } = state;
      const object = r.program();
      const flags = r.byte();
      const write = { kind, index, position, inexact, microtask: false, object, deleted: (flags & WriteFlag.Deleted) !== 0, key: readValue(r), value: readValue(r) };
      if ((flags & WriteFlag.Defined) === 0) return { ...write, definition: undefined };
      const accessor = (flags & WriteFlag.Accessor) !== 0;
      return { ...write, definition: { enumerable: (flags & WriteFlag.Enumerable) !== 0, writable: (flags & WriteFlag.Writable) !== 0, configurable: (flags & WriteFlag.Fixed) === 0, accessor, setter: accessor ? readValue(r) : undefined } };
    }
    case Kind.ModuleRun: {
      const position = placement(r, state);
      return { kind, index, position, inexact: state.inexact, microtask: false, file: text(r) };
    }
    case Kind.Continuation: {
      const position = placement(r, state);
      return { kind, index, position, inexact: state.inexact, microtask: false };
    }
    case Kind.Exposure: {
      const position = placement(r, state);
      return { kind, index, position, inexact: state.inexact, microtask: false, object: r.program(), key: readValue(r) };
    }
    case Kind.Deposit: return { kind, index, object: r.data(), place: readValue(r) };
    case Kind.MicrotaskPhase: case Kind.Uncaught: case Kind.Heard: return { kind, index };
    case Kind.Unhandled: return { kind, index, promise: r.program() };
    case Kind.Handled: return { kind, index, promise: r.promise() };
    case Kind.Replacement: return { kind, index, name: text(r), value: readValue(r) };
    case Kind.Output: return { kind, index, fd: r.byte(), bytes: r.blob() };
    case Kind.Console: return { kind, index, site: r.varint(), method: text(r), fd: r.byte(), text: text(r) };
    case Kind.Environment: return { kind, index, name: text(r), value: r.byte() === 1 ? text(r) : undefined };
    case Kind.Time: return { kind, index, elapsed: r.varint() };
    case Kind.Leaks: return { kind, index, leaks: Array.from({ length: r.varint() }, (): Leak => ({ operation: text(r), package: text(r), function: text(r), file: text(r), line: r.varint(), column: r.varint(), count: r.varint() })) };
    case Kind.Strays: return { kind, index, strays: Array.from({ length: r.varint() }, (): Stray => ({ function: text(r), file: text(r), line: r.varint(), column: r.varint(), count: r.varint() })) };
    case Kind.End: {
      const reason = text(r);
      if (reason !== 'exit' && reason !== 'uncaught' && reason !== 'signal') throw new RangeError('unknown end');
      return { kind, index, reason, code: readValue(r) as number, signal: text(r), entries: r.varint(), inexact: r.varint() };
    }
    default: throw new RangeError(`unknown kind of entry ${kind}`);
  }
}

const callIns = Object.keys(CallInHow) as (keyof typeof CallInHow)[];
const NOTHING = new Uint8Array(0);
const NO_TICKS: readonly number[] = [];

function crossing(r: ValueReader, kind: typeof Kind.Crossing | typeof Kind.Begin, index: number, state: DecodeState): CrossingEntry | BeginEntry {
  const flags = r.byte();
  const operation = r.byte() as Operation;
  const site = r.varint();
  const target = readValue(r);
  const key = operation === Operation.Call || operation === Operation.Construct ? undefined : readValue(r);
  const args = (flags & CrossingFlag.Args) === 0 ? NOTHING : r.view(r.varint());
  const bases = state.format === 1 ? undefined : previewBases(r, flags);
  const segment = (flags & CrossingFlag.Segment) !== 0;
  const method = (flags & CrossingFlag.Method) !== 0;
  if (kind === Kind.Begin) return { kind, index, operation, site, target, key, args, bases, segment, method };
  const value = readValue(r);
  return { kind, index, operation, site, target, key, args, bases, segment, method, threw: (flags & CrossingFlag.Threw) !== 0, value, writes: writes(r, flags) };
}

function previewBases(r: ValueReader, flags: number): PreviewBases {
  if ((flags & (CrossingFlag.HandleBase | CrossingFlag.ProgramBase)) === 0) return NO_BASES;
  return { handle: (flags & CrossingFlag.HandleBase) === 0 ? -1 : r.handle(), program: (flags & CrossingFlag.ProgramBase) === 0 ? -1 : r.program() };
}

function timerStep(r: ValueReader, index: number, state: DecodeState, run: TimerRunReader): Entry {
  const entry = run.next(r, index);
  state.timers = run.ends(r) ? undefined : run;
  return entry;
}

/** Reads a position; {@link DecodeState.inexact} tells the rest of it. */
function placement(r: ValueReader, state: DecodeState): Position {
  const word = r.varint();
  const code = word >>> 1;
  state.inexact = (word & 1) === 1;
  if (code === PositionFlag.Fresh) return 0;
  const segment = state.segment += r.zigzag();
  return code === PositionFlag.Limbo ? -segment : segment * ANCHORS + code - PositionFlag.Anchor;
}

function writes(r: ValueReader, flags: number): Outcome['writes'] {
  if ((flags & CrossingFlag.Writes) === 0) return NO_WRITES;
  const found: (readonly [number, Neutral])[] = [];
  for (let left = r.varint(); left > 0; left--) found.push([r.varint(), readValue(r)]);
  return found;
}

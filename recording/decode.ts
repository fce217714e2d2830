// One entry, one value: the mirror image of what the writer and the membrane's encoder append.
import type { ByteReader } from './bytes.js';
import { ANCHORS, Kind, leaves, Operation, type Crossing, type Entry, type Leak, type LeafEntry, type LeafRunEntry, type ModuleEntry, type Position } from './entry.js';
import type { ValueReader } from './value-bytes.js';
import { Tag, type Neutral, type PropertyNode } from './value.js';
import { CrossingFlag, PositionFlag, WriteFlag } from './flags.js';

/** What decoding carries from entry to entry of a chunk. */
export class DecodeState {
  /** The format's version. */
  readonly format: number;
  segment = 0;
  /** The clocks: milliseconds since the epoch, nanoseconds of a double, nanoseconds of a bigint. */
  clock = 0;
  time = 0;
  bigint = 0n;
  tick = 0;
  joined = 0;
  draws = 0;

  constructor(format: number, draws: number) {
    this.format = format;
    this.draws = draws;
  }
}

/** @throws RangeError if the bytes end within the entry or make no sense */
export function readEntry(r: ValueReader, index: number, state: DecodeState): Entry {
  const kind = r.byte();
  switch (kind) {
    case Kind.Module: return { ...(JSON.parse(r.blob().toString()) as Omit<ModuleEntry, 'kind' | 'index'>), kind, index };
    case Kind.Site: return { kind, index, site: r.varint(), file: text(r), line: r.varint(), column: r.varint() };
    case Kind.Binding: return { kind, index, module: r.varint(), slot: r.varint(), value: readValue(r) };
    case Kind.Crossing: case Kind.Begin: {
      const flags = r.byte();
      const operation = r.byte() as Operation;
      const head = {
        index, operation, site: r.varint(), target: readValue(r),
        key: operation === Operation.Call || operation === Operation.Construct ? undefined : readValue(r),
        ...preview(r, flags, state),
        segment: (flags & CrossingFlag.Segment) !== 0, method: (flags & CrossingFlag.Method) !== 0,
      };
      return kind === Kind.Begin ? { kind, ...head } : { kind, ...head, ...outcome(r, flags) };
    }
    case Kind.Return: return { kind, index, ...outcome(r, r.byte()) };
    case Kind.Leaf: {
      const [leaf, form] = leaves[r.byte()] ?? [undefined];
      if (leaf === undefined) throw new RangeError('unknown leaf');
      const site = r.varint();
      if (form === 'clock') return { kind, index, site, leaf, value: state.clock += r.zigzag() };
      return { kind, index, site, leaf, value: form === 'double' || form === 'time' ? r.double() : readValue(r) };
    }
    case Kind.LeafRun: return leafRun(r, index, state);
    case Kind.Draws: {
      const site = r.varint();
      const count = r.varint();
      const before = state.draws;
      state.draws += count;
      return { kind, index, site, count, before };
    }
    case Kind.CallIn: {
      const placed = placement(r, state);
      const how = (['call', 'new', 'get', 'set'] as const)[r.byte()];
      if (how === undefined) throw new RangeError('unknown kind of call-in');
      const fn = r.program();
      const context = r.varint();
      const key = how === 'get' || how === 'set' ? readValue(r) : undefined;
      return { kind, index, ...placed, how, fn, context, key, thisArg: readValue(r), args: values(r) };
    }
    case Kind.CallInEnd: return { kind, index, threw: r.byte() === 1 };
    case Kind.Settlement: {
      const placed = placement(r, state);
      const promise = r.promise();
      const flags = r.byte();
      const { threw, value, writes } = outcome(r, flags);
      return { kind, index, ...placed, promise, rejected: threw, value, writes };
    }
    case Kind.Tick: {
      const placed = placement(r, state);
      return { kind, index, ...placed, tick: state.format === 1 ? r.varint() : state.tick += r.zigzag() };
    }
    case Kind.TickJoined: return { kind, index, tick: state.format === 1 ? r.varint() : state.joined += r.zigzag() };
    case Kind.Subscription: return { kind, index, ...placement(r, state), promise: r.program() };
    case Kind.ProgramSettled: return { kind, index, promise: r.program() };
    case Kind.OutsideWrite: {
      const placed = placement(r, state);
      const object = r.program();
      const flags = r.byte();
      const write = { kind, index, ...placed, object, deleted: (flags & WriteFlag.Deleted) !== 0, key: readValue(r), value: readValue(r) };
      if ((flags & WriteFlag.Defined) === 0) return { ...write, definition: undefined };
      const accessor = (flags & WriteFlag.Accessor) !== 0;
      return { ...write, definition: { enumerable: (flags & WriteFlag.Enumerable) !== 0, writable: (flags & WriteFlag.Writable) !== 0, accessor, setter: accessor ? readValue(r) : undefined } };
    }
    case Kind.ModuleRun: return { kind, index, ...placement(r, state), file: text(r) };
    case Kind.Exposure: return { kind, index, ...placement(r, state), object: r.program(), key: readValue(r) };
    case Kind.MicrotaskPhase: case Kind.Uncaught: return { kind, index };
    case Kind.Unhandled: return { kind, index, promise: r.program() };
    case Kind.Output: return { kind, index, fd: r.byte(), bytes: Buffer.from(r.blob()) };
    case Kind.Console: return { kind, index, site: r.varint(), method: text(r), fd: r.byte(), text: text(r) };
    case Kind.Environment: return { kind, index, name: text(r), value: r.byte() === 1 ? text(r) : undefined };
    case Kind.Time: return { kind, index, elapsed: r.varint() };
    case Kind.Leaks: return { kind, index, leaks: Array.from({ length: r.varint() }, (): Leak => ({ operation: text(r), package: text(r), function: text(r), file: text(r), line: r.varint(), column: r.varint(), count: r.varint() })) };
    case Kind.End: {
      const reason = text(r);
      if (reason !== 'exit' && reason !== 'uncaught' && reason !== 'signal') throw new RangeError('unknown end');
      return { kind, index, reason, code: readValue(r) as number, signal: text(r), entries: r.varint(), inexact: r.varint() };
    }
    default: throw new RangeError(`unknown kind of entry ${kind}`);
  }
}

function text(r: ByteReader): string {
  return r.string(r.byte());
}

function preview(r: ValueReader, flags: number, state: DecodeState): Pick<Crossing, 'args' | 'bases'> {
  const args = (flags & CrossingFlag.Args) === 0 ? r.slice(0) : r.blob();
  if (state.format === 1) return { args, bases: undefined };
  return { args, bases: { handle: (flags & CrossingFlag.HandleBase) === 0 ? -1 : r.handle(), program: (flags & CrossingFlag.ProgramBase) === 0 ? -1 : r.program() } };
}

/** Reads a run to its end; its values are decoded when they are asked for. */
function leafRun(r: ValueReader, index: number, state: DecodeState): LeafRunEntry {
  const [leaf, form] = leaves[r.byte()] ?? [undefined];
  if (leaf === undefined || form === 'double' || form === 'value') throw new RangeError('unknown leaf');
  const site = r.varint();
  const start = r.at;
  const base = form === 'bigint' ? state.bigint : BigInt(form === 'clock' ? state.clock : state.time);
  let count = 0;
  let distance = 0;
  for (let code = r.varint(); code !== 0; code = r.varint(), count++) distance += fromCode(code);
  if (form === 'clock') state.clock += distance;
  else if (form === 'time') state.time += distance;
  else state.bigint += BigInt(distance);
  const codes = r.between(start);
  return { kind: Kind.LeafRun, index, site, leaf, count, values: () => runValues(codes, count, base, form) };
}

/** Distances are written as zigzag plus one; 0 ends a run. */
function fromCode(code: number): number {
  return code % 2 === 0 ? -code / 2 : (code - 1) / 2;
}

function* runValues(codes: ByteReader, count: number, base: bigint, form: 'clock' | 'time' | 'bigint'): IterableIterator<number | bigint> {
  codes.at = 0;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    sum += fromCode(codes.varint());
    if (form === 'bigint') yield base + BigInt(sum);
    else yield form === 'time' ? (Number(base) + sum) / 1e6 : Number(base) + sum;
  }
}

/** The reads of a run, one by one. */
export function* leavesOf({ index, site, leaf, values }: LeafRunEntry): IterableIterator<LeafEntry> {
  let at = index;
  for (const value of values()) yield { kind: Kind.Leaf, index: at++, site, leaf, value };
}

function placement(r: ValueReader, state: DecodeState): { position: Position; inexact: boolean; microtask: boolean } {
  const word = r.varint();
  const code = Math.floor(word / 2);
  const inexact = word % 2 === 1;
  if (code === PositionFlag.Fresh) return { position: 0, inexact, microtask: false };
  state.segment += r.zigzag();
  return { position: code === PositionFlag.Limbo ? -state.segment : state.segment * ANCHORS + code - PositionFlag.Anchor, inexact, microtask: false };
}

function outcome(r: ValueReader, flags: number): { threw: boolean; value: Neutral; writes: (readonly [number, Neutral])[] } {
  const value = readValue(r);
  const writes: (readonly [number, Neutral])[] = [];
  if ((flags & CrossingFlag.Writes) !== 0) for (let left = r.varint(); left > 0; left--) writes.push([r.varint(), readValue(r)]);
  return { threw: (flags & CrossingFlag.Threw) !== 0, value, writes };
}

function values(r: ValueReader): Neutral[] {
  return Array.from({ length: r.varint() }, () => readValue(r));
}

function properties(r: ValueReader): PropertyNode[] {
  return Array.from({ length: r.varint() }, () => {
    const enumerable = r.byte() === 1;
    return { enumerable, key: readValue(r), value: readValue(r) };
  });
}

/** Reads one value in neutral form. */
export function readValue(r: ValueReader): Neutral {
  const tag = r.byte();
  switch (tag) {
    case Tag.Undefined: return undefined;
    case Tag.Null: return null;
    case Tag.True: return true;
    case Tag.False: return false;
    case Tag.Int: return r.zigzag();
    case Tag.Double: return r.double();
    case Tag.String: case Tag.StringRef: case Tag.WideString: case Tag.Text: return r.string(tag);
    case Tag.Uuid: return r.uuid();
    case Tag.BigInt: return BigInt(text(r));
    case Tag.WellKnownSymbol: return { t: 'well-known', key: text(r) };
    case Tag.RegisteredSymbol: return { t: 'registered', key: text(r) };
    case Tag.Symbol: return { t: 'symbol', id: r.varint(), description: readValue(r) as string | undefined };
    case Tag.ProgramSymbol: return { t: 'program-symbol', id: r.varint(), description: readValue(r) as string | undefined };
    case Tag.Intrinsic: return { t: 'intrinsic', path: text(r) };
    case Tag.Root: return { t: 'root', id: r.handle(), path: text(r) };
    case Tag.Handle: return { t: 'handle', id: r.handle(), flags: r.byte(), shape: r.varint(), prototype: readValue(r), className: text(r) };
    case Tag.HandleRef: return { t: 'handle-ref', id: r.handle() };
    case Tag.Promise: return { t: 'promise', id: r.promise() };
    case Tag.PromiseObject: return { t: 'promise-object', id: r.promise(), subclass: r.byte() === 1, handle: readValue(r) };
    case Tag.Program: return { t: 'program', id: r.program() };
    case Tag.Hole: return { t: 'hole' };
    case Tag.Iteration: return { t: 'iteration', done: r.byte() === 1, value: readValue(r) };
    case Tag.Rigid: return { t: 'rigid', integrity: r.byte(), value: readValue(r) };
    case Tag.Namespace: return { t: 'namespace', file: text(r) };
    default: return readData(r, tag, r.data());
  }
}

function readData(r: ValueReader, tag: number, id: number): Neutral {
  switch (tag) {
    case Tag.DataRef: return { t: 'data-ref', id };
    case Tag.Array: return { t: 'array', id, items: values(r), properties: properties(r) };
    case Tag.Object: return { t: 'object', id, prototype: readValue(r), properties: properties(r) };
    case Tag.Record: return { t: 'object', id, prototype: { t: 'intrinsic', path: 'Object.prototype' }, properties: r.shape().map((key) => ({ enumerable: true, key, value: readValue(r) })) };
    case Tag.Error: return { t: 'error', id, prototype: readValue(r), properties: properties(r) };
    case Tag.Buffer: return { t: 'buffer', id, bytes: Buffer.from(r.blob()) };
    case Tag.ArrayBuffer: return { t: 'array-buffer', id, bytes: Buffer.from(r.blob()) };
    case Tag.TypedArray: return { t: 'typed-array', id, className: text(r), bytes: Buffer.from(r.blob()) };
    case Tag.DataView: return { t: 'data-view', id, className: text(r), bytes: Buffer.from(r.blob()) };
    case Tag.Date: return { t: 'date', id, time: readValue(r) as number };
    case Tag.RegExp: return { t: 'regexp', id, source: text(r), flags: text(r), lastIndex: r.varint() };
    case Tag.Map: return { t: 'map', id, pairs: Array.from({ length: r.varint() }, () => [readValue(r), readValue(r)] as const) };
    case Tag.Set: return { t: 'set', id, items: values(r) };
    case Tag.Url: return { t: 'url', id, text: text(r) };
    case Tag.UrlSearchParams: return { t: 'url-search-params', id, text: text(r) };
    case Tag.Headers: return { t: 'headers', id, pairs: Array.from({ length: r.varint() }, () => [text(r), text(r)] as const) };
    case Tag.DomException: return { t: 'dom-exception', id, message: text(r), name: text(r), stack: text(r) };
    case Tag.Instance: return { t: 'instance', id, codec: text(r), data: readValue(r) };
    case Tag.Boxed: return { t: 'boxed', id, value: readValue(r) };
    default: throw new RangeError(`unknown tag of a value ${tag}`);
  }
}

// One entry, one value: the mirror image of what the writer and the membrane's encoder append.
import { ByteReader } from './bytes.js';
import { ANCHORS, Kind, leaves, Operation, type Entry, type ModuleEntry, type Position } from './entry.js';
import { Tag, type Neutral, type PropertyNode } from './value.js';
import { CrossingFlag, PositionFlag } from './writer.js';

/** What decoding carries from entry to entry. */
export interface DecodeState { segment: number; clock: number }

/** @throws RangeError if the bytes end within the entry or make no sense */
export function readEntry(r: ByteReader, index: number, state: DecodeState): Entry {
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
        args: (flags & CrossingFlag.Args) === 0 ? r.slice(0) : r.blob(),
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
      return { kind, index, site, leaf, value: form === 'double' ? r.double() : readValue(r) };
    }
    case Kind.CallIn: {
      const placed = placement(r, state);
      const how = (['call', 'new', 'get', 'set'] as const)[r.byte()];
      if (how === undefined) throw new RangeError('unknown kind of call-in');
      const fn = r.varint();
      const context = r.varint();
      const key = how === 'get' || how === 'set' ? readValue(r) : undefined;
      return { kind, index, ...placed, how, fn, context, key, thisArg: readValue(r), args: values(r) };
    }
    case Kind.CallInEnd: return { kind, index, threw: r.byte() === 1 };
    case Kind.Settlement: {
      const placed = placement(r, state);
      const promise = r.varint();
      const flags = r.byte();
      const { threw, value, writes } = outcome(r, flags);
      return { kind, index, ...placed, promise, rejected: threw, value, writes };
    }
    case Kind.Tick: return { kind, index, ...placement(r, state), tick: r.varint(), joined: false };
    case Kind.TickJoined: return { kind, index, tick: r.varint() };
    case Kind.Subscription: return { kind, index, ...placement(r, state), promise: r.varint() };
    case Kind.ProgramSettled: return { kind, index, promise: r.varint() };
    case Kind.OutsideWrite: {
      const placed = placement(r, state);
      const object = r.varint();
      const deleted = r.byte() === 1;
      return { kind, index, ...placed, object, deleted, key: readValue(r), value: readValue(r) };
    }
    case Kind.ModuleRun: return { kind, index, ...placement(r, state), file: text(r) };
    case Kind.Exposure: return { kind, index, ...placement(r, state), object: r.varint(), key: readValue(r) };
    case Kind.MicrotaskPhase: case Kind.Uncaught: return { kind, index };
    case Kind.Unhandled: return { kind, index, promise: r.varint() };
    case Kind.Output: return { kind, index, fd: r.byte(), bytes: Buffer.from(r.blob()) };
    case Kind.Console: return { kind, index, site: r.varint(), method: text(r), fd: r.byte(), text: text(r) };
    case Kind.Environment: return { kind, index, name: text(r), value: r.byte() === 1 ? text(r) : undefined };
    case Kind.Time: return { kind, index, elapsed: r.varint() };
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

function placement(r: ByteReader, state: DecodeState): { position: Position; inexact: boolean; microtask: boolean } {
  const word = r.varint();
  const code = Math.floor(word / 2);
  const inexact = word % 2 === 1;
  if (code === PositionFlag.Fresh) return { position: 0, inexact, microtask: false };
  state.segment += r.zigzag();
  return { position: code === PositionFlag.Limbo ? -state.segment : state.segment * ANCHORS + code - PositionFlag.Anchor, inexact, microtask: false };
}

function outcome(r: ByteReader, flags: number): { threw: boolean; value: Neutral; writes: (readonly [number, Neutral])[] } {
  const value = readValue(r);
  const writes: (readonly [number, Neutral])[] = [];
  if ((flags & CrossingFlag.Writes) !== 0) for (let left = r.varint(); left > 0; left--) writes.push([r.varint(), readValue(r)]);
  return { threw: (flags & CrossingFlag.Threw) !== 0, value, writes };
}

function values(r: ByteReader): Neutral[] {
  return Array.from({ length: r.varint() }, () => readValue(r));
}

function properties(r: ByteReader): PropertyNode[] {
  return Array.from({ length: r.varint() }, () => {
    const enumerable = r.byte() === 1;
    return { enumerable, key: readValue(r), value: readValue(r) };
  });
}

/** Reads one value in neutral form. */
export function readValue(r: ByteReader): Neutral {
  const tag = r.byte();
  switch (tag) {
    case Tag.Undefined: return undefined;
    case Tag.Null: return null;
    case Tag.True: return true;
    case Tag.False: return false;
    case Tag.Int: return r.zigzag();
    case Tag.Double: return r.double();
    case Tag.String: case Tag.StringRef: case Tag.WideString: case Tag.Text: return r.string(tag);
    case Tag.BigInt: return BigInt(text(r));
    case Tag.WellKnownSymbol: return { t: 'well-known', key: text(r) };
    case Tag.RegisteredSymbol: return { t: 'registered', key: text(r) };
    case Tag.Symbol: return { t: 'symbol', id: r.varint(), description: readValue(r) as string | undefined };
    case Tag.Intrinsic: return { t: 'intrinsic', path: text(r) };
    case Tag.Root: return { t: 'root', id: r.varint(), path: text(r) };
    case Tag.Handle: return { t: 'handle', id: r.varint(), flags: r.byte(), shape: r.varint(), prototype: readValue(r), className: text(r) };
    case Tag.HandleRef: return { t: 'handle-ref', id: r.varint() };
    case Tag.Promise: return { t: 'promise', id: r.varint() };
    case Tag.Program: return { t: 'program', id: r.varint() };
    case Tag.Hole: return { t: 'hole' };
    case Tag.Iteration: return { t: 'iteration', done: r.byte() === 1, value: readValue(r) };
    case Tag.Namespace: return { t: 'namespace', file: text(r) };
    default: return readData(r, tag, r.zigzag());
  }
}

function readData(r: ByteReader, tag: number, id: number): Neutral {
  switch (tag) {
    case Tag.DataRef: return { t: 'data-ref', id };
    case Tag.Array: return { t: 'array', id, items: values(r), properties: properties(r) };
    case Tag.Object: return { t: 'object', id, prototype: readValue(r), properties: properties(r) };
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
    case Tag.Boxed: return { t: 'boxed', id, value: readValue(r) };
    default: throw new RangeError(`unknown tag of a value ${tag}`);
  }
}

// One value: the mirror image of what the membrane's encoder appends.
import type { ByteReader } from './bytes.js';
import { readUuid } from './uuid-bytes.js';
import type { ValueReader } from './value-bytes.js';
import { Tag, type Neutral, type PropertyNode } from './value.js';

/** Reads a string with its tag. */
export function text(r: ByteReader): string {
  return r.string(r.byte());
}

/** Reads values behind their number. */
export function values(r: ValueReader): Neutral[] {
  const found: Neutral[] = [];
  for (let left = r.varint(); left > 0; left--) found.push(readValue(r));
  return found;
}

function properties(r: ValueReader): PropertyNode[] {
  const found: PropertyNode[] = [];
  for (let left = r.varint(); left > 0; left--) {
    const enumerable = r.byte() === 1;
    found.push({ enumerable, key: readValue(r), value: readValue(r) });
  }
  return found;
}

const plainPrototype: Neutral = { t: 'intrinsic', path: 'Object.prototype' };

function record(r: ValueReader): PropertyNode[] {
  const found: PropertyNode[] = [];
  for (const key of r.shape()) found.push({ enumerable: true, key, value: readValue(r) });
  return found;
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
    case Tag.Uuid: return readUuid(r);
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
    case Tag.TimerPromise: return { t: 'timer-promise', id: r.promise() };
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
    case Tag.Record: return { t: 'object', id, prototype: plainPrototype, properties: record(r) };
    case Tag.Error: return { t: 'error', id, prototype: readValue(r), properties: properties(r) };
    case Tag.Buffer: return { t: 'buffer', id, bytes: r.blob() };
    case Tag.ArrayBuffer: return { t: 'array-buffer', id, bytes: r.blob() };
    case Tag.TypedArray: return { t: 'typed-array', id, className: text(r), bytes: r.blob() };
    case Tag.DataView: return { t: 'data-view', id, className: text(r), bytes: r.blob() };
    case Tag.View: return { t: 'view', id, className: text(r), memory: r.data(), size: r.varint(), offset: r.varint(), bytes: r.blob() };
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

// Values: what goes into a recording comes out of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readValue } from '../../recording/decode-values.js';
import { ValueReader, ValueWriter } from '../../recording/index.js';
import { putUuid } from '../../recording/uuid-bytes.js';
import { isData } from '../../runtime/data.js';
import { addCodec, type NamedCodec } from '../../runtime/codec-registry.js';
import { Encoder } from '../../runtime/encode.js';
import type { Importer } from '../../runtime/encode-handles.js';
import { dataObjects } from '../../runtime/identity.js';
import { Materialiser, type Restorer } from '../../runtime/materialise.js';
import { addClasses, isPlainClass } from '../../runtime/program-classes.js';

function unexpected(): never {
  throw new Error('data needs nothing of the membrane');
}

const importer: Importer = { standin: unexpected, promise: unexpected, returned: unexpected, refused: (error) => { throw error; }, programPrototype: () => undefined, shape: () => 0, holdsDeposit: () => false, fills: () => false };
const restorer: Restorer = { standin: unexpected, promise: unexpected, timerPromise: unexpected, unknown: unexpected, rewrites: () => undefined, refused: (error) => { throw error; } };

/** What values are encoded and decoded with: a dictionary each, as in two processes. */
function session(): { readonly write: (value: unknown) => unknown; readonly read: (count: number) => unknown[] } {
  // A replay keeps what it may be asked for again: a hundred thousand sessions are more than fits.
  if (dataObjects.count > 100_000) dataObjects.forget(() => false);
  const writer = new ValueWriter(16);
  const encoder = new Encoder(writer, importer);
  const materialiser = new Materialiser(restorer);
  return {
    write: (value) => encoder.value(value),
    read: (count) => {
      const reader = new ValueReader(true);
      reader.load(Buffer.from(writer.view()));
      const values = Array.from({ length: count }, () => materialiser.value(readValue(reader)));
      expect(reader.done).toBe(true);
      return values;
    },
  };
}

function roundtrip(values: readonly unknown[]): unknown[] {
  const { write, read } = session();
  for (const value of values) write(value);
  return read(values.length);
}

/** REPRISE_VALUES sets how many values of each kind are tried. */
const asked = process.env['REPRISE_VALUES'];
const runs = { numRuns: Number(asked ?? 3_000) };
const fewer = { numRuns: Number(asked ?? 300) };

test('numbers, strings and other primitives come back as they were', () => {
  fc.assert(fc.property(fc.array(fc.oneof(
    fc.double(), fc.maxSafeInteger(), fc.integer(), fc.bigInt(), fc.boolean(), fc.constantFrom(null, undefined, -0, NaN, Infinity, 2 ** 46, -(2 ** 46), 2 ** 53),
    fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: fc.integer({ min: 0xd700, max: 0xe000 }).map((unit) => String.fromCharCode(unit)) }),
  )), (values) => { expect(roundtrip(values)).toStrictEqual(values); }), runs);
});

test('UUIDs take sixteen bytes and come back as they were; what only looks like one is a text', () => {
  const digit = fc.constantFrom(...'0123456789abcdef', ...'ABCDEFg-\u0130');
  const like = fc.array(digit, { minLength: 32, maxLength: 32 }).map((all) => [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].map((part) => part.join('')).join('-'));
  fc.assert(fc.property(fc.array(fc.oneof(fc.uuid(), like)), (texts) => {
    const writer = new ValueWriter(16);
    let sixteen = 0;
    for (const text of texts) {
      const before = writer.length;
      if (putUuid(writer, text)) sixteen += writer.length - before;
      else writer.text(text);
    }
    expect(sixteen).toBe(texts.filter((text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)).length * 17);
    const reader = new ValueReader(true);
    reader.load(Buffer.from(writer.view()));
    expect(texts.map(() => readValue(reader))).toEqual(texts);
  }), runs);
});

test('data of any shape comes back as it was', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withNullPrototype: true, withSparseArray: true, withObjectString: true });
  fc.assert(fc.property(anything, (value) => {
    fc.pre(isData(value));
    expect(roundtrip([value])[0]).toStrictEqual(value);
  }), runs);
});

test('cycles and shared references come back as such', () => {
  const shared = { n: 1 };
  const cyclic: Record<string, unknown> = { a: shared, b: [shared, shared] };
  cyclic['self'] = cyclic;
  const [read] = roundtrip([cyclic]) as [{ a: object; b: object[]; self: unknown }];
  expect(read.self).toBe(read);
  expect(read.b[0]).toBe(read.a);
  expect(read.b[1]).toBe(read.a);
});

test('a __proto__ key pollutes nothing', () => {
  const [read] = roundtrip([JSON.parse('{"__proto__": {"polluted": true}}')]) as [object];
  expect(Object.getOwnPropertyNames(read)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('data of the host keeps its class', () => {
  const error = Object.assign(new TypeError('bad', { cause: new RangeError('cause') }), { code: 'E_BAD' });
  const values = [Buffer.from('abc'), new URL('http://a.test/?q=1'), new URLSearchParams('a=1&b=2'), new Headers({ 'x-a': '1' }), new DOMException('no', 'AbortError'), /a+/giu, error, new DataView(new ArrayBuffer(3)), new AggregateError([new Error('one')], 'many')];
  const read = roundtrip(values);
  read.forEach((value, i) => { expect(Object.getPrototypeOf(value)).toBe(Object.getPrototypeOf(values[i])); });
  const [buffer, url, params, headers, aborted, regexp, thrown] = read as [Buffer, URL, URLSearchParams, Headers, DOMException, RegExp, TypeError & { code: string }];
  expect([buffer.toString(), url.href, params.toString(), headers.get('x-a'), aborted.name, regexp.source + regexp.flags]).toEqual(['abc', 'http://a.test/?q=1', 'a=1&b=2', '1', 'AbortError', 'a+giu']);
  expect([thrown.message, thrown.code, thrown.stack, (thrown.cause as Error).message]).toEqual(['bad', 'E_BAD', error.stack, 'cause']);
});

test('an object that crosses again is the same object, with its changes', () => {
  const state: Record<string, unknown> = { hits: 1, gone: true };
  const { write, read } = session();
  write(state);
  state['hits'] = 2;
  delete state['gone'];
  write(state);
  const [first, second] = read(2);
  expect(second).toBe(first);
  expect(second).toEqual({ hits: 2 });
});

class Failure extends Error {
  override readonly name = 'Failure';
  constructor(message: string, readonly status: number, options?: ErrorOptions) { super(message, options); }
}
class Refused extends Failure { readonly detail = { reasons: ['none'] }; }
addClasses({ file: 'test.ts', location: '', classes: { Failure: () => Failure, Refused: () => Refused } });

class Money {
  readonly #cents: bigint;
  readonly #parts: unknown;
  constructor(cents: bigint, parts: unknown) { this.#cents = cents; this.#parts = parts; }
  static readonly codec: NamedCodec = {
    name: 'Money',
    encode: (money) => [(money as Money).#cents, (money as Money).#parts],
    decode: (data) => new Money(...data as [bigint, unknown]),
  };
  static data(money: Money): unknown { return [money.#cents, money.#parts]; }
}
addCodec(Money.prototype, Money.codec);

/** Kinds of values, one by one. */
const kinds: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  Date: fc.date({ noInvalidDate: false }),
  RegExp: fc.tuple(fc.constantFrom('a', '[^b]+', '(?<n>c)|\\/', '\\u{1f600}'), fc.uniqueArray(fc.constantFrom(...'dgimsuy')), fc.nat(9)).map(([source, flags, last]) => Object.assign(new RegExp(source, flags.join('')), { lastIndex: last })),
  Map: fc.array(fc.tuple(fc.anything({ withDate: true }), fc.anything({ withBigInt: true }))).map((pairs) => new Map(pairs)),
  Set: fc.array(fc.anything({ withBigInt: true })).map((items) => new Set(items)),
  'a sparse array': fc.sparseArray(fc.oneof(fc.string(), fc.constant(undefined)), { maxLength: 40 }),
  'an array with properties': fc.tuple(fc.array(fc.nat()), fc.dictionary(fc.string().filter((key) => !/^\d+$|^length$|^__proto__$/.test(key)), fc.string())).map(([items, further]) => Object.assign(items, further)),
  'an object without a prototype': fc.dictionary(fc.string(), fc.double()).map((from) => Object.assign(Object.create(null) as object, from)),
  'a __proto__ key': fc.jsonValue().map((value) => JSON.parse(`{ "__proto__": ${JSON.stringify(value)} }`) as object),
  'hidden properties': fc.string().map((text) => Object.defineProperty({ shown: 1 }, 'hidden', { value: text, enumerable: false, writable: true, configurable: true })),
  ArrayBuffer: fc.uint8Array().map((bytes) => Uint8Array.from(bytes).buffer),
  DataView: fc.uint8Array().map((bytes) => new DataView(Uint8Array.from(bytes).buffer)),
  Buffer: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  'a view of a part': fc.uint8Array({ minLength: 4 }).map((bytes) => bytes.subarray(1, 3)),
  'typed arrays': fc.oneof(fc.int8Array(), fc.uint8Array(), fc.uint8ClampedArray(), fc.int16Array(), fc.uint16Array(), fc.int32Array(), fc.uint32Array(), fc.float32Array(), fc.float64Array(), fc.bigInt64Array(), fc.bigUint64Array()),
  'boxed primitives': fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.bigInt()).map((value) => Object(value) as object),
  URL: fc.webUrl({ withFragments: true, withQueryParameters: true }).map((text) => new URL(text)),
  URLSearchParams: fc.array(fc.tuple(fc.string(), fc.string())).map((pairs) => new URLSearchParams(pairs)),
  Headers: fc.array(fc.tuple(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), fc.stringMatching(/^[!-~]{0,30}$/))).map((pairs) => new Headers(pairs)),
  DOMException: fc.tuple(fc.string(), fc.constantFrom('AbortError', 'TimeoutError', 'DataCloneError', 'Own')).map(([message, name]) => new DOMException(message, name)),
  'errors of the language': fc.tuple(fc.string(), fc.constantFrom(Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError), fc.anything(), fc.dictionary(fc.stringMatching(/^own[a-z]{1,8}$/), fc.jsonValue())).map(([message, type, cause, own]) => Object.assign(new type(message, { cause }), own)),
  AggregateError: fc.tuple(fc.array(fc.string()), fc.string()).map(([messages, message]) => new AggregateError(messages.map((text) => new TypeError(text)), message)),
  'errors of the program': fc.tuple(fc.constantFrom(Failure, Refused), fc.string(), fc.nat(), fc.string()).map(([type, message, status, cause]) => new type(message, status, { cause: new Failure(cause, 0) })),
  'instances with a codec': fc.tuple(fc.bigInt(), fc.anything()).map(([cents, parts]) => new Money(cents, [new Money(1n, 0), parts])),
};

/** Own properties with their attributes: what equality of errors, arrays and boxed values leaves out. From Node 22 on `stack` is an accessor. */
function properties(value: object): unknown {
  const found = Object.getOwnPropertyDescriptors(value) as Record<string, PropertyDescriptor>;
  return 'stack' in found ? { ...found, stack: (value as Error).stack } : found;
}

test('headers with empty values come back as they were', () => {
  for (const values of [['', ''], ['', '', ''], ['', 'a'], ['a', ''], ['', 'a', 'b', '', ''], ['a,', ','], ['']]) {
    const headers = new Headers();
    for (const value of values) headers.append('v', value);
    expect([...roundtrip([headers])[0] as Headers]).toEqual([...headers]);
  }
});

test.each(Object.entries(kinds))('%s comes back as it was', (_kind, arbitrary) => {
  fc.assert(fc.property(arbitrary, (value) => {
    expect(isData(value, undefined, isPlainClass)).toBe(true);
    const [read] = roundtrip([value]);
    expect(read).not.toBe(value);
    expect(read).toStrictEqual(value);
    expect(Object.getPrototypeOf(read)).toBe(Object.getPrototypeOf(value));
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return;
    expect(properties(read as object)).toStrictEqual(properties(value as object));
    if (value instanceof URLSearchParams || value instanceof Headers) expect([...read as Headers]).toEqual([...value]);
    if (value instanceof Money) expect(Money.data(read as Money)).toStrictEqual(Money.data(value));
  }), fewer);
});

test('symbols come back by their names, and as themselves the second time', () => {
  fc.assert(fc.property(fc.array(fc.oneof(
    fc.string().map((key) => Symbol.for(key)), fc.constantFrom(Symbol.iterator, Symbol.asyncIterator, Symbol.toStringTag, Symbol.hasInstance, Symbol.toPrimitive), fc.option(fc.string(), { nil: undefined }).map((text) => Symbol(text)),
  )), (symbols) => {
    const read = roundtrip([...symbols, ...symbols]) as symbol[];
    symbols.forEach((symbol, i) => {
      expect(read[i]).toBe(read[i + symbols.length]);
      if (Symbol.keyFor(symbol) === undefined && symbol.description?.startsWith('Symbol.') !== true) expect(read[i]!.description).toBe(symbol.description);
      else expect(read[i]).toBe(symbol);
    });
  }), fewer);
});

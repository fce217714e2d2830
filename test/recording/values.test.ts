// Values: what goes into a recording comes out of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readValue } from '../../recording/decode.js';
import { ValueReader, ValueWriter } from '../../recording/index.js';
import { isData } from '../../runtime/data.js';
import { Encoder } from '../../runtime/encode.js';
import { Materialiser } from '../../runtime/materialise.js';

function unexpected(): never {
  throw new Error('data needs nothing of the membrane');
}

/** Encodes with one dictionary and decodes with another, as two processes do. */
function roundtrip(values: readonly unknown[]): unknown[] {
  const writer = new ValueWriter(16);
  const encoder = new Encoder(writer, { standin: unexpected, promise: unexpected, programPrototype: () => undefined, shape: () => 0 });
  for (const value of values) encoder.value(value);
  const reader = new ValueReader(true);
  reader.load(Buffer.from(writer.view()));
  const materialiser = new Materialiser({ standin: unexpected, promise: unexpected, unknown: unexpected });
  const read = values.map(() => materialiser.value(readValue(reader)));
  expect(reader.done).toBe(true);
  return read;
}

const runs = { numRuns: Number(process.env['REPRISE_RUNS'] ?? 3_000) };

test('numbers, strings and other primitives come back as they were', () => {
  fc.assert(fc.property(fc.array(fc.oneof(
    fc.double(), fc.maxSafeInteger(), fc.integer(), fc.bigInt(), fc.boolean(), fc.constantFrom(null, undefined, -0, NaN, Infinity, 2 ** 46, -(2 ** 46), 2 ** 53),
    fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: fc.integer({ min: 0xd700, max: 0xe000 }).map((unit) => String.fromCharCode(unit)) }),
  )), (values) => { expect(roundtrip(values)).toStrictEqual(values); }), runs);
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
  const writer = new ValueWriter(16);
  const encoder = new Encoder(writer, { standin: unexpected, promise: unexpected, programPrototype: () => undefined, shape: () => 0 });
  encoder.value(state);
  state['hits'] = 2;
  delete state['gone'];
  encoder.value(state);
  const reader = new ValueReader(true);
  reader.load(Buffer.from(writer.view()));
  const materialiser = new Materialiser({ standin: unexpected, promise: unexpected, unknown: unexpected });
  const first = materialiser.value(readValue(reader));
  expect(first).toEqual({ hits: 1, gone: true });
  expect(materialiser.value(readValue(reader))).toBe(first);
  expect(first).toEqual({ hits: 2 });
});

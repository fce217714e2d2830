// `node bench/values.mjs`: the encoding of values beside libraries for it. docs/values.md holds what it printed.
//   npm install --no-save devalue superjson msgpackr cbor-x     those that are not installed are left out
import { createRequire } from 'node:module';
import { deserialize, serialize } from 'node:v8';
import { isDeepStrictEqual } from 'node:util';

const require = createRequire(import.meta.url);
const { ValueReader, ValueWriter } = require('../dist/recording/value-bytes.js');
const { readValue } = require('../dist/recording/decode.js');
const { addCodec } = require('../dist/runtime/codec-registry.js');
const { addClasses } = require('../dist/runtime/program-classes.js');
const { Encoder } = require('../dist/runtime/encode.js');
const { Materialiser } = require('../dist/runtime/materialise.js');

class Failure extends Error { constructor(message, status) { super(message); this.status = status; } }
class Money { #cents; constructor(cents) { this.#cents = cents; } get cents() { return this.#cents; } }
addClasses('bench', { Failure: () => Failure });
addCodec(Money.prototype, { name: 'Money', encode: ({ cents }) => cents, decode: (cents) => new Money(cents) });

/** `writer` and `reader` go on: what is learned of one value helps with the next. */
function reprise() {
  const none = () => { throw new Error('a handle'); };
  const open = () => {
    const writer = new ValueWriter(1 << 16);
    const encoder = new Encoder(writer, { standin: none, promise: none, returned: none, refused: none, programPrototype: () => undefined, shape: () => 0 });
    return { write: (value) => encoder.value(value), bytes: () => writer.view() };
  };
  return {
    name: 'reprise', open,
    encode(value) {
      const { write, bytes } = open();
      write(value);
      return bytes();
    },
    decode(bytes) {
      const reader = new ValueReader(true);
      reader.load(bytes);
      return new Materialiser({ standin: none, promise: none, unknown: none, refused: none }).value(readValue(reader));
    },
  };
}

function libraries() {
  const found = [reprise(), { name: 'node:v8', encode: serialize, decode: deserialize }];
  const text = (name, stringify, parse) => found.push({ name, encode: (value) => Buffer.from(stringify(value)), decode: (bytes) => parse(bytes.toString()) });
  const tryTo = (name, add) => {
    try {
      add(require(name));
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND' && error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
      console.log(`${name} is not installed and left out (npm install --no-save ${name})`);
    }
  };
  tryTo('devalue', ({ stringify, parse }) => text('devalue', (value) => stringify(value, { Money: (item) => item instanceof Money && [item.cents] }), (bytes) => parse(bytes, { Money: ([cents]) => new Money(cents) })));
  tryTo('superjson', (module) => { const { default: superjson = module } = module; superjson.registerCustom({ isApplicable: (item) => item instanceof Money, serialize: ({ cents }) => cents, deserialize: (cents) => new Money(cents) }, 'Money'); text('superjson', (value) => superjson.stringify(value), (bytes) => superjson.parse(bytes)); });
  tryTo('msgpackr', ({ Packr, addExtension }) => { addExtension({ Class: Money, type: 1, write: ({ cents }) => cents, read: (cents) => new Money(cents) }); const packr = new Packr({ structuredClone: true, moreTypes: true }); found.push({ name: 'msgpackr', encode: (value) => packr.pack(value), decode: (bytes) => packr.unpack(bytes) }); });
  tryTo('cbor-x', ({ Encoder: Cbor, addExtension }) => { addExtension({ Class: Money, tag: 43_311, encode: ({ cents }, encode) => encode(cents), decode: (cents) => new Money(cents) }); const cbor = new Cbor({ structuredClone: true }); found.push({ name: 'cbor-x', encode: (value) => cbor.encode(value), decode: (bytes) => cbor.decode(bytes) }); });
  return found;
}

const shared = { n: 1 };
const cyclic = { shared, again: [shared] };
cyclic.self = cyclic;
const same = (value, read) => isDeepStrictEqual(read, value) && Object.getPrototypeOf(read) === Object.getPrototypeOf(value);
const error = Object.assign(new TypeError('bad', { cause: new RangeError('why') }), { code: 'E_BAD' });

/** Kinds of values, and when one is taken to have come back. */
const kinds = [
  ['undefined, −0, NaN, Infinity', [undefined, -0, NaN, Infinity, null], same],
  ['bigint beyond 64 bits', [2n ** 70n, -1n], same],
  ['string with a lone surrogate', 'a\ud800b', (value, read) => read === value],
  ['symbols of the registry', Symbol.for('a'), (value, read) => read === value],
  ['holes', [1, , 3], (value, read) => read.length === 3 && !(1 in read)],
  ['Date, also an invalid one', [new Date(1), new Date(NaN)], (value, read) => read[0].getTime() === 1 && read[1] instanceof Date && Number.isNaN(read[1].getTime())],
  ['RegExp with lastIndex', Object.assign(/a+/giu, { lastIndex: 2 }), (value, read) => same(value, read) && read.lastIndex === 2],
  ['Map, Set', [new Map([[{ a: 1 }, new Set([1n])]])], same],
  ['typed arrays, DataView', [new Float32Array([1.5]), new BigInt64Array([1n]), new DataView(new ArrayBuffer(2))], same],
  ['Buffer', Buffer.from('abc'), same],
  ['boxed primitives', [Object(1), Object('a'), Object(1n)], same],
  ['cycles, shared references', cyclic, (value, read) => read.self === read && read.again[0] === read.shared],
  ['no prototype', Object.assign(Object.create(null), { a: 1 }), same],
  ['__proto__ as a key, no pollution', JSON.parse('{"__proto__":{"polluted":1}}'), (value, read) => Object.hasOwn(read, '__proto__') && Object.getPrototypeOf(read) === Object.prototype && read.__proto__.polluted === 1],
  ['hidden properties', Object.defineProperty({}, 'a', { value: 1, enumerable: false }), (value, read) => Object.hasOwn(read, 'a') && !Object.keys(read).includes('a')],
  ['errors: class, cause, own fields, stack', error, (value, read) => read instanceof TypeError && read.cause instanceof RangeError && read.code === 'E_BAD' && read.stack === value.stack],
  ['subclasses of Error', new Failure('no', 404), (value, read) => read instanceof Failure && read.status === 404],
  ['URL, URLSearchParams, Headers', [new URL('http://a.test/?q=1'), new URLSearchParams('a=1'), new Headers({ a: '1' })], (value, read) => read[0] instanceof URL && read[0].href === value[0].href && read[1] instanceof URLSearchParams && String(read[1]) === 'a=1' && read[2] instanceof Headers && read[2].get('a') === '1'],
  ['DOMException', new DOMException('no', 'AbortError'), (value, read) => read instanceof DOMException && read.name === 'AbortError'],
  ['class instances by codec', new Money(5n), (value, read) => read instanceof Money && read.cents === 5n],
];

function coverage(all) {
  const rows = kinds.map(([name, value, came]) => [name, ...all.map(({ encode, decode }) => {
    try {
      return came(value, decode(encode(value))) ? 'yes' : 'no';
    } catch {
      return 'throws';
    }
  })]);
  table(['kind of value', ...all.map(({ name }) => name)], rows);
}

const item = (i) => ({ id: i, name: `item ${i}`, price: i * 1.25, tags: ['a', 'b', `t${i % 7}`], stock: { here: i % 5, there: 0 }, at: 1_700_000_000_000 + i });
const loads = {
  'a reply of 300 bytes': () => ({ status: 200, headers: { 'content-type': 'application/json', date: 'Thu, 01 Jan 2026 00:00:00 GMT', etag: 'W/"12-abc"' }, body: item(7) }),
  '1,000 records': () => Array.from({ length: 1000 }, (_, i) => item(i)),
  '64 KB of bytes': () => Buffer.alloc(65_536, 7),
  'an error with its stack': () => new TypeError('bad', { cause: new RangeError('why') }),
};

/** Nanoseconds a call: the fastest of some rounds, since a busy machine only ever adds. */
function time(values, run) {
  let best = Infinity;
  for (let round = 0; round < values.length; round++) {
    const start = process.hrtime.bigint();
    for (const value of values[round]) run(value);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / values[round].length);
  }
  return best < 1e4 ? `${best.toFixed(0)} ns` : `${(best / 1e3).toFixed(0)} µs`;
}

function speed(all) {
  for (const [name, make] of Object.entries(loads)) {
    const count = name === '1,000 records' ? 5 : 400;
    // An object that is encoded again is known to ours: every call gets one of its own.
    const fresh = () => Array.from({ length: 12 }, () => Array.from({ length: count }, make));
    const rows = all.map((library) => {
      try {
        const bytes = library.encode(make());
        return [library.name, time(fresh(), library.encode), time(Array.from({ length: 12 }, () => Array.from({ length: count }, () => bytes)), library.decode), String(bytes.length)];
      } catch {
        return [library.name, 'throws', '', ''];
      }
    });
    console.log(`\n${name}`);
    table(['', 'encode', 'decode', 'bytes'], rows);
  }
}

/** A hundred replies, one after another as they come, each readable once it is written. */
function sequence(all) {
  const replies = () => Array.from({ length: 100 }, (_, i) => ({ ...loads['a reply of 300 bytes'](), body: item(i) }));
  const rows = all.map(({ name, open, encode }) => {
    if (open === undefined) return [name, String(replies().reduce((sum, reply) => sum + encode(reply).length, 0))];
    const { write, bytes } = open();
    replies().forEach(write);
    return [name, String(bytes().length)];
  });
  console.log('\nbytes of a hundred replies, appended one by one');
  table(['', 'bytes'], rows);
}

function table(header, rows) {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  for (const row of [header, header.map((_, column) => '-'.repeat(widths[column])), ...rows]) console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
}

const all = libraries();
coverage(all);
speed(all);
sequence(all);

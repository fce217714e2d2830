// Things that packages do.
'use strict';
const { EventEmitter } = require('node:events');
const { Readable, Writable } = require('node:stream');

exports.soon = (value) => Promise.resolve(value);
exports.hops = async (count, value) => { for (let i = 0; i < count; i++) await null; return value; };
exports.later = (value, ms = 1) => new Promise((resolve) => setTimeout(resolve, ms, value));
exports.tick = (callback) => { process.nextTick(callback, 'tick'); };
exports.micro = (callback) => { queueMicrotask(() => callback('micro')); };
exports.immediate = (callback) => { setImmediate(callback, 'immediate'); };
exports.timer = (callback, ms = 1) => setTimeout(callback, ms, 'timer');
exports.everywhere = (callback) => {
  callback('at once');
  exports.micro(callback);
  exports.tick(callback);
  exports.immediate(callback);
  // Late enough for the immediate to come first on a busy machine, too.
  exports.timer(callback, 45);
};

const shared = Promise.resolve({ n: 1 });
exports.shared = () => shared;
exports.fails = (message) => Promise.reject(Object.assign(new Error(message), { code: 'E_LATE' }));

class CustomError extends Error {
  constructor(message, options) { super(message, options); this.name = 'CustomError'; this.details = { at: 5, deep: [1, 2] }; }
  describe() { return `custom ${this.message}`; }
}
exports.CustomError = CustomError;
exports.raise = (kind) => {
  if (kind === 'custom') throw new CustomError('own class', { cause: new TypeError('root') });
  if (kind === 'string') throw 'just text';
  if (kind === 'null') throw null;
  throw Object.assign(new RangeError('range'), { code: 'E_RANGE', errno: -5 });
};
// A class of errors as it was made before there were classes.
function Refusal(message, code) {
  this.message = message;
  this.code = code;
  Error.captureStackTrace(this, Refusal);
}
Object.setPrototypeOf(Refusal.prototype, Error.prototype);
Object.defineProperty(Refusal.prototype, 'name', { get() { return `Refusal${this.code}Error`; } });
exports.refuse = (message, code) => { throw new Refusal(message, code); };
class Refused extends Error {
  get name() { return 'RefusedError'; }
  constructor(message, detail) { super(message); this.detail = detail; }
}
exports.refuses = async (message, code) => { throw new Refused(message, { code, list: new Map([[code, exports.refuse]]) }); };

exports.complete = (options) => {
  options.check = (n) => `checked ${n}`;
  options.deep = { calls: 0, hook() { this.calls++; return 'hooked'; } };
  return {
    async run(n) {
      await null;
      await null;
      return [options.check(n), options.deep.hook(), { ...options.deep }.calls];
    },
    later(done) { setTimeout(() => { options.deep.hook(); options.deep.calls += 10; done(); }, 1); },
  };
};

exports.hooked = (object, name) => {
  const made = Object.create(object);
  const original = object[name];
  made[name] = function (...args) { return ['hooked', original.apply(this, args)]; };
  return made;
};

let last;
exports.attempt = (fn) => { try { return ['returned', fn()]; } catch (error) { last = error; return ['threw', error instanceof Error, error?.name, error?.message, error?.extra]; } };
exports.lastCaught = () => last;
exports.pass = (value) => value;

class Base {
  static made = 0;
  static make(x) { return new this(x); }
  #secret = 42;
  constructor(x) { this.x = x; Base.made++; this.init(); }
  init() { this.initialised = 'base'; }
  name() { return `base ${this.x}`; }
  hello() { return `hello ${this.name()} ${this.initialised} ${this.#secret}`; }
  get double() { return this.x * 2; }
  set double(value) { this.x = value / 2; }
}
exports.Base = Base;
exports.instanceOfBase = (value) => value instanceof Base;

exports.fill = (buffer) => { buffer.fill(7); return buffer; };
exports.fillLater = (buffer) => new Promise((resolve) => setTimeout(() => { buffer[0] = 9; resolve(buffer.length); }, 1));
exports.assign = (object) => { object.filled = true; object.list = [1, 2]; return object; };
exports.append = (list) => { list.push('more'); return list.length; };
const state = { hits: 0, log: [] };
exports.state = () => { state.hits++; state.log.push(`hit ${state.hits}`); return state; };
exports.touch = () => { state.hits += 10; };
exports.kinds = () => ({ date: new Date(86_400_000), map: new Map([['a', { b: 1 }]]), set: new Set([1, 'x']), regexp: /a+b/gi, bytes: Buffer.from('bytes'), floats: new Float64Array([1.5, -0]), url: new URL('http://host/path?x=1'), big: 12n, nothing: undefined, none: null, nan: NaN, sparse: [1, , 3], symbol: Symbol.for('shared'), bare: Object.assign(Object.create(null), { k: 'v' }) });

exports.items = async function* (count) { try { for (let i = 0; i < count; i++) { await null; yield i; } } finally { state.closed = (state.closed ?? 0) + 1; } };
exports.closed = () => state.closed;
exports.words = function* () { yield 'one'; yield 'two'; return 'three'; };
exports.stream = (chunks) => Readable.from(chunks);
exports.collect = async (iterable) => { const all = []; for await (const item of iterable) all.push(item); return all; };
exports.sink = () => { const seen = []; const sink = new Writable({ highWaterMark: 8, write(chunk, _encoding, done) { seen.push(chunk.toString()); setImmediate(done); } }); return { sink, seen: () => seen.slice() }; };
exports.thenable = (value) => ({ then(resolve) { setTimeout(() => resolve(value), 20); } });
exports.awaits = async (thenable) => `got ${await thenable}`;
exports.emitter = () => { const e = new EventEmitter(); setImmediate(() => { e.emit('data', 1); e.emit('data', { two: 2 }); e.emit('end'); }); return e; };
exports.configure = (options) => {
  const seen = [];
  seen.push(options.name, options.computed, typeof options.nested.onDone, options.list.map((f) => f(2)).join());
  options.onReady?.call({ by: 'this' }, 'ready');
  setImmediate(() => { options.nested.onDone(null, seen.length); options.result = { count: seen.length }; options.nested.state = 'written'; });
  return seen;
};
exports.use = (instance) => { const before = instance.describe(); instance.count = 5; instance.increment(); return [before, instance.describe(), instance.total, 'count' in instance, Object.keys(instance)]; };
exports.once = (target, event) => new Promise((resolve) => target.once(event, resolve));
exports.waits = async (promise) => { try { return await promise; } catch (error) { return `waited for ${error.message}`; } };
exports.replaceUuid = () => { require('crypto').randomUUID = () => 'a double of a package'; };
exports.fillWithZeros = () => { require('crypto').randomFillSync = (bytes) => bytes; };
/** Runs a function, waits, and throws what it threw. */
exports.runs = async (run) => { try { return run(); } catch (error) { await null; throw error; } };

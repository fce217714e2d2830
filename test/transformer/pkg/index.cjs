// The package that fixtures import as an outside module.
'use strict';
const { EventEmitter } = require('node:events');

Object.defineProperty(exports, '__esModule', { value: true });

class Thing {
  constructor(size = 0) { this.size = size; }
}
const box = {
  method() { return this === box; },
  tag(strings, ...values) { return `${this === box} ${strings.join('|')} ${values}`; },
  chain() { return { chain: () => ({ value: 'chained' }) }; },
  self() { return this; },
  inner: { method() { return this === box.inner; } },
};

exports.default = { name: 'pkg' };
exports.name = 'pkg';
exports.named = (value) => value;
exports.Thing = Thing;
exports.make = () => Thing;
exports.tag = (strings, ...values) => `${strings.join('|')} ${values}`;
exports.box = box;
exports.resolves = (value) => new Promise((resolve) => setTimeout(resolve, 1, value));
exports.rejects = (message) => new Promise((_, reject) => setTimeout(() => reject(new Error(message)), 1));
exports.later = (value) => new Promise((resolve) => { setImmediate(resolve, value); });
exports.unique = () => Math.random() + Number(process.hrtime.bigint() % 1000n);
exports.twice = (value) => [value, value];
exports.emitter = (count) => {
  const source = new EventEmitter();
  const send = () => { if (count-- > 0) { source.emit('value', Math.random()); setTimeout(send, 1); } else source.emit('end'); };
  setTimeout(send, 1);
  return source;
};
exports.Counter = class Counter {
  #count = 0;
  next() { return ++this.#count; }
};
exports.sequence = async function* sequence(count) { for (let id = 0; id < count; id++) yield { id, even: id % 2 === 0 }; };
exports.closer = (name, note) => ({ name, [Symbol.dispose ?? Symbol.for('dispose')]() { note(`closed ${name}`); }, async [Symbol.asyncDispose ?? Symbol.for('asyncDispose')]() { note(`closing ${name}`); } });
exports.decorate = (name) => (value, context) => { (globalThis.decorated ??= []).push(name); };

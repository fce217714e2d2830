// The package that fixtures import as an outside module.
'use strict';
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
exports.sequence = async function* sequence(count) { for (let id = 0; id < count; id++) yield { id, even: id % 2 === 0 }; };
exports.closer = (name, log) => ({ name, [Symbol.dispose ?? Symbol.for('dispose')]() { log.push(`closed ${name}`); }, async [Symbol.asyncDispose ?? Symbol.for('asyncDispose')]() { log.push(`closing ${name}`); } });
exports.decorate = (name) => (value, context) => { (globalThis.decorated ??= []).push(name); };
exports.h = (type, props, ...children) => ({ type: typeof type === 'function' ? type({ ...props }) : type, props, children });
exports.Fragment = 'fragment';
exports.Panel = (props) => `panel ${props?.title}`;

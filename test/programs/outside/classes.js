// Classes that inherit from those of the language and of Node.
'use strict';
const { EventEmitter } = require('node:events');
const { StringDecoder } = require('node:string_decoder');
const assert = require('node:assert');

exports.Bus = class Bus extends EventEmitter { say(what) { this.emit('said', what); } };
exports.Index = class Index extends Map {};
exports.Days = class Days extends Date {};
exports.emitterClass = EventEmitter;
exports.check = () => assert.strictEqual(1, 2);
exports.decoder = () => new StringDecoder('utf8');
exports.shift = (date, pattern) => { date.setTime(5); pattern.test('a'); };
exports.Scale = class Scale {
  static get made() { return `by ${this.name}`; }
  static last = 'none';
  constructor(grams) { this.grams = grams; }
  get ounces() { return this.grams / 28; }
  set ounces(value) { this.grams = value * 28; }
};
Object.defineProperty(exports.Scale.prototype, 'maximum', { value: 5000 });
exports.frozen = () => Object.freeze({ n: 1, melt() { return this.n; } });

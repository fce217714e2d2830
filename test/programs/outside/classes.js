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

// Reads the text of functions: to run them elsewhere, to find their parameters, to tell classes from functions.
const vm = require('node:vm');
exports.run = (fn, ...args) => vm.runInNewContext(`(${fn})(...args)`, { args, Math, Promise, parse: JSON.parse, setTimeout });
exports.parameters = (fn) => /\(([^)]*)\)/.exec(Function.prototype.toString.call(fn))[1].split(',').map((name) => name.trim());
exports.isClass = (fn) => /^class\b/.test(fn.toString());
exports.same = (fn, text) => `${fn}` === text && Function.prototype.toString.call(fn) === text;

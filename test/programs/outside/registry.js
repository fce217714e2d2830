// Plain objects that fill with functions and classes as the package is used.
const { EventEmitter } = require('node:events');
exports.Registry = class {
  constructor() { this.models = {}; }
  model(name) { const { models } = this; return models[name] ??= class Model { constructor(title) { this.title = title; this.name = name; } static find() { return [new models[name](`found ${name}`)]; } }; }
  isKept(name, Model) { return this.models[name] === Model; }
};
const bag = {};
exports.bag = () => bag;
exports.add = (name) => { bag[name] = () => name; };
exports.ask = (read) => { read().mine = () => 5; read().more = () => 6; return [...Object.keys(read()), bag.mine === read().mine, typeof bag.mine()]; };
exports.Emitter = class extends EventEmitter {};

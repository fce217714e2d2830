// A package that hears of every listener in the process, as tracers and zones do.
const { EventEmitter } = require('node:events');
exports.overhear = (heard) => {
  const { on } = EventEmitter.prototype;
  EventEmitter.prototype.on = function (name, listener) { heard(String(name)); return on.call(this, name, listener); };
};

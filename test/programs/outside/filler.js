// Writes into what it was given, in every way that the language has.
exports.Cache = class {
  use(stats) { this.stats = stats; return this; }
  get(key) { this.stats.hits = (this.stats.hits ?? 0) + 1; this.stats.keys.push(key); return key; }
};
let options;
exports.configure = (given) => { options = given; };
exports.work = () => { options.runs = (options.runs ?? 0) + 1; };
exports.define = (object) => Object.defineProperties(object, {
  double: { get() { return this.base * 2; }, set(value) { this.base = value / 2; }, enumerable: true, configurable: true },
  fixed: { value: { by: 'filler' }, enumerable: true, writable: false, configurable: false },
});
exports.defineLater = async (object) => { await null; exports.define(object); };
exports.equip = (list) => { list.sum = function () { return this.reduce((a, b) => a + b, 0); }; list[6] = () => 'six'; };
exports.listen = (emitter, name) => {
  const heard = [];
  emitter.on(name, (...args) => { heard.push(args.length); });
  return heard;
};
exports.count = (into) => { const timer = setInterval(() => { into.count = (into.count ?? 0) + 1; if (into.count === 3) clearInterval(timer); }, 1); };
exports.counter = () => { const own = { list: [] }; const timer = setInterval(() => { own.list.push(own.list.length); if (own.list.length === 3) clearInterval(timer); }, 1); return own; };

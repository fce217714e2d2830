// Calls what it finds in its plain data, where programs put functions and objects of their own.
exports.options = { hooks: [], hook: undefined, count: 0, nested: { map: new Map() }, plugins: [], Model: undefined };
exports.run = (n) => {
  const { options } = exports;
  options.count++;
  let sum = 0;
  for (const hook of options.hooks) sum += hook(n) ?? 0;
  sum += options.hook?.(n) ?? 0;
  for (const hook of options.nested.map.values()) sum += hook(n) ?? 0;
  options.plugins.forEach((plugin) => { sum += plugin.setup(n); });
  return sum;
};
exports.later = (n) => new Promise((done) => { setTimeout(() => { done(exports.run(n)); }, 2); });
exports.soon = (n, done) => { setTimeout(() => { done(exports.run(n)); }, 2); };
exports.wait = async (n) => { await exports.options.hook(n); return exports.options.count; };
exports.Schema = class Schema {
  constructor() { this.methods = {}; }
  make(name) { const { methods } = this; return { name, call(method, ...args) { return methods[method].apply(this, args); } }; }
};
exports.has = (fn) => exports.options.hooks.includes(fn);
exports.getOptions = () => exports.options;
exports.addOwn = () => { exports.options.own = (x) => x * 2; return 1; };
exports.useOwn = (x) => exports.options.own(x);
exports.create = (...args) => new exports.options.Model(...args).describe();
exports.locals = () => { const locals = Object.create(null); return { locals, render: () => Object.keys(locals).map((key) => locals[key]('x')).join() }; };
exports.use = (options) => { options.used = true; return options.hooks.map((hook) => hook(0)).length + (options === exports.options ? 10 : 0); };

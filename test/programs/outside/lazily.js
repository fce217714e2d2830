// A package that takes promises of modules: routes that are loaded when they are asked for, plugins.
exports.make = (n) => ({ n, tag: () => `tag ${n}` });
exports.isMade = (x) => typeof x.tag === 'function';
exports.lazy = (load) => async (...args) => {
  const mod = await load();
  const keys = Object.keys(mod);
  const made = Object.entries(mod).filter(([key, x]) => key !== 'default' && key !== 'module.exports' && typeof x === 'object').map(([, x]) => x.tag());
  return { keys, made, ran: mod.run(...args) };
};
exports.register = async (promise) => { const mod = await promise; return mod.default ? mod.default({ name: 'app' }) : mod.run(1); };
exports.take = (mod) => [Object.keys(mod), mod.run(5), typeof mod.run, mod.made.tag(), mod[Symbol.toStringTag], Object.getOwnPropertyDescriptor(mod, 'run').writable, 'run' in mod];
exports.holder = async (o) => [o.ready(), await exports.register(o.plugin)];

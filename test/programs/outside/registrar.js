// A package that keeps what it is given, and calls or changes it when it is asked to.
const kept = [];
exports.keep = (...values) => { kept.push(...values); return kept.length; };
exports.holds = (value) => kept.indexOf(value);
exports.nothing = () => 'nothing';
/** Calls all functions that there are in what was kept. */
exports.fire = (value) => {
  const given = [];
  const visit = (item, depth) => {
    if (typeof item === 'function') given.push(item(value));
    else if (item instanceof Map) for (const part of item.values()) visit(part, depth + 1);
    else if (item !== null && typeof item === 'object' && depth < 3) for (const key of Object.keys(item)) visit(item[key], depth + 1);
  };
  for (const item of kept) visit(item, 0);
  return given;
};
exports.fireLater = (value, ms) => { setTimeout(() => { exports.fire(value); }, ms); };
exports.last = () => kept[kept.length - 1];
const own = { name: 'own' };
const list = ['a', , 'c'];
exports.data = () => own;
exports.sparse = () => list;
exports.later = async () => { await new Promise((resolve) => { setImmediate(resolve); }); return { of: 'later' }; };
exports.Client = class Client {
  configure(options) { this.options = options; return 'configured'; }
  connect() { this.options.host ??= 'localhost'; this.options.tried = (this.options.tried ?? 0) + 1; delete this.options.draft; return 'connected'; }
};
exports.moment = () => new class Moment extends Date {}(5);

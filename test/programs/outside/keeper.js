// Keeps what it is given, and writes into it in its own time.
const { EventEmitter } = require('node:events');
exports.collect = (list, done) => { for (const n of [1, 2, 3]) setTimeout(() => { list.push({ n, at: Date.now() }); if (n === 3) done(list.length); }, n); };
exports.queue = (list) => ({ size: () => list.length, drained: () => new Promise((d) => setTimeout(() => { list.push('drained'); d('ok'); }, 3)), push(x) { setImmediate(() => list.push(x)); return this; } });
exports.fill = (buffer, map, state, each) => { let i = 0; const t = setInterval(() => { buffer[i] = 65 + i; map.set(i, { i }); state.count = i; state.nested = { list: [i] }; each(i); if (++i === 3) { clearInterval(t); } }, 1); };
class Feed extends EventEmitter { constructor(rows) { super(); this.rows = rows; setTimeout(() => { rows.push(1, 2); this.emit('rows'); rows.length = 1; rows[5] = { deep: true }; setImmediate(() => this.emit('end')); }, 2); } }
exports.Feed = Feed;
exports.later = async (opts) => { await new Promise((d) => setTimeout(d, 2)); opts.done = true; return 1; };
// What others import by name, and timers of the package fill.
const models = exports.models = { gone: 1 };
exports.load = () => {
  setTimeout(() => { models.User = class User { constructor(name) { this.name = name; } }; models.list = [1, 2]; }, 1);
  setTimeout(() => { delete models.gone; models.list.push(3); }, 15);
};

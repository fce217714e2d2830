// Keeps data of its own that it hands out, and data that it was given, and goes on changing both.
const { EventEmitter } = require('node:events');

class Exchange {
  cache = new Map([['first', 1]]);
  tags = new Set(['first']);
  queue = [{ id: 1 }, { id: 2 }];
  hub = new EventEmitter();
  record = { a: 1, b: 2 };
  ask(callback) { this.asked = callback(); return 'asked'; }
  fill() { this.asked.filled = 'by a later call'; }
  shift() { this.queue.shift(); return this.queue; }
  take(object) { this.taken = object; return this; }
  put(key, value) { this.taken[key] = value; }
  name(value) { this.taken.named = value; }
  replace() { this.record.a = this.taken; this.record.b = 'replaced'; }
  /** In its own time. */
  later(key) { setImmediate(() => { this.taken[key] = 'later'; }); }
  async give() { return this.record; }
  run() { return Object.entries(this.taken).filter(([, value]) => typeof value === 'function').map(([key, value]) => `${key}: ${value(1)}`); }
  runLater(done) { setImmediate(() => { done(this.run()); }); }
  settings = { level: 1 };
  hook(fn) { this.given = fn; }
  hooks() { this.settings.hook = this.given; }
  helps() { this.settings.help = () => 'helps'; return this.settings; }
  uses(object) { return `${object.settings.help()} ${Object.keys(object.settings)}`; }
  lists = Array.from({ length: 24 }, () => []);
  runLists() { return this.lists.map((list) => list.map((fn) => fn()).join()).join(); }
}
exports.Exchange = Exchange;
exports.look = (object) => Object.keys(object).length;

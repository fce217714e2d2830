// A database client, as far as the tests need one: its methods use private fields, and rows come by events.
'use strict';
const { EventEmitter } = require('node:events');

class Client extends EventEmitter {
  #count = 0;
  #timer = setInterval(() => {}, 1000);
  query(text) { const n = ++this.#count; return new Promise((done) => { setTimeout(done, 1, [`${text}${n}`]); }); }
  count() { return this.#count; }
  self() { return this; }
  async each(visit) { for (const row of await this.query('each')) visit(row); }
  emit(name, ...more) { if (name !== 'x') return super.emit(name, ...more); return new Promise((done) => { setTimeout(() => { super.emit('row', 'row'); done(); }, 1); }); }
  cursor() { let n = 0; return { next: async () => { await null; return ++n + this.#count * 0; } }; }
  end() { clearInterval(this.#timer); }
}
module.exports = { Client };

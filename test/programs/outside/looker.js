// Looks into what it was given, in its own time.
const { EventEmitter } = require('node:events');
exports.Looker = class extends EventEmitter {
  constructor(owner) { super(); this.owner = owner; }
  look() { return Object.keys(this.owner.parent).length; }
  use(fn) { this.emit('used', fn()); return this.owner.parent; }
};

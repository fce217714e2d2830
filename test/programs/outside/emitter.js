// An emitter that does something whenever somebody listens to it, in every way there is to do it later.
const { EventEmitter } = require('node:events');

exports.Eager = class Eager extends EventEmitter {
  constructor() {
    super();
    this.on('newListener', (event) => {
      if (event === 'newListener') return;
      queueMicrotask(() => this.emit(event, 'microtask'));
      process.nextTick(() => this.emit(event, 'tick'));
      Promise.resolve().then(() => this.emit(event, 'promise'));
    });
    this.on('removeListener', (event) => { queueMicrotask(() => this.emit('gone', event)); });
  }
};
exports.Quiet = class Quiet extends EventEmitter {};

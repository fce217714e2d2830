// Puts its own in the place of what Node's modules, the process and the streams have; and globals that the host does not have.
const { EventEmitter } = require('node:events');
const fs = require('node:fs'), http = require('node:http'), os = require('node:os');
let undo = [];
const put = (object, key, value) => { const was = object[key]; object[key] = value; undo.push(() => { object[key] = was; }); };
exports.patch = () => {
  const exists = fs.existsSync;
  put(fs, 'existsSync', (path) => path === '/virtual' || exists(path));
  put(os, 'hostname', () => 'patched');
  put(process, 'cwd', () => '/patched');
  put(process, 'hrtime', Object.assign(() => [7, 8], { bigint: () => 77n }));
  put(http, 'request', (url) => `request of ${url}`);
};
exports.stub = (object, key, body) => {
  const stub = Object.assign((...args) => { stub.calls.push(args); return body(...args); }, { calls: [] });
  put(object, key, stub);
  return stub;
};
exports.ticks = () => { const { nextTick } = process; let count = 0; put(process, 'nextTick', (callback, ...args) => { count++; nextTick(callback, ...args); }); return () => count; };
exports.restore = () => { for (const back of undo.reverse()) back(); undo = []; };
const lines = [];
exports.capture = () => {
  const { write } = process.stdout;
  put(process.stdout, 'write', function (chunk, ...rest) { lines.push(String(chunk)); return write.call(this, `> ${chunk}`, ...rest); });
};
exports.lines = () => lines.slice();
exports.add = () => {
  Object.assign(globalThis, { added: (x) => x + 1, addedValue: 42, addedData: { list: [1, 2] }, addedEmitter: new EventEmitter(), Added: class Added { constructor(x) { this.x = x; } twice() { return this.x * 2; } } });
  setTimeout(() => { globalThis.addedLater = 'later'; }, 2);
};
exports.fire = (value) => globalThis.addedEmitter.emit('event', value);
exports.change = () => { globalThis.addedValue = 43; globalThis.added = (x) => x + 100; };
exports.remove = () => { delete globalThis.added; };
exports.read = (name) => globalThis[name];

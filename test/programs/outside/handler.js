// Does with objects of the program what packages do that keep, freeze, or pass them on to workers.
const { serialize, deserialize } = require('node:v8');
const { Worker } = require('node:worker_threads');
const attempt = (what) => { try { return what(); } catch (error) { return error.name; } };
exports.freeze = (value) => { Object.freeze(value); return [Object.isFrozen(value), Object.keys(value).join()]; };
exports.freezeDeep = function freezeDeep(value) {
  Object.freeze(value);
  for (const part of Object.values(value)) if (typeof part === 'object' && !Object.isFrozen(part)) freezeDeep(part);
};
exports.seal = (value) => { Object.seal(value); return [Object.isSealed(value), Object.isFrozen(value), Reflect.deleteProperty(value, 'call'), Reflect.set(value, 'added', 1)]; };
exports.prevent = (value) => { Object.preventExtensions(value); return [Object.isExtensible(value), Reflect.set(value, 'added', 1), Reflect.deleteProperty(value, 'gone')]; };
exports.facts = (value) => [Object.isExtensible(value), Object.isSealed(value), Object.isFrozen(value), Reflect.ownKeys(value).map(String).join(), 'gone' in value];
exports.fix = (value) => {
  Object.defineProperty(value, 'fixed', { value: 1, enumerable: true });
  return [JSON.stringify(Object.getOwnPropertyDescriptor(value, 'fixed')), Reflect.deleteProperty(value, 'fixed'), Reflect.defineProperty(value, 'fixed', { value: 2 }), Reflect.defineProperty(value, 'fixed', { value: 1 })];
};
exports.clone = (value) => attempt(() => structuredClone({ list: [value], map: new Map([['k', value]]) }));
exports.serialize = (value) => attempt(() => deserialize(serialize(value)));
exports.work = (task) => new Promise((done, failed) => {
  const worker = new Worker('const { parentPort, workerData } = require("node:worker_threads"); parentPort.once("message", (task) => { parentPort.postMessage({ task, workerData }); });', { eval: true, workerData: { task } });
  worker.on('message', done).on('error', failed).postMessage({ name: 'work', task });
});
const { types } = require('node:util');
exports.server = new (require('node:events'))();
exports.proxied = new Proxy(new (require('node:events'))(), {});
exports.proxies = (list) => list.map(types.isProxy).join();

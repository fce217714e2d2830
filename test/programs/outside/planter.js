// A package that finds things on globalThis, puts some there, and replaces functions of the host.
exports.fetches = async (url) => (await (await fetch(url)).text()).toUpperCase();
exports.greets = (text) => (typeof globalThis.app === 'object' ? globalThis.app.greet(text) : 'nobody');
exports.counts = () => { globalThis.settings.count = (globalThis.settings.count ?? 0) + 1; return globalThis.settings.name; };
exports.plant = () => {
  globalThis.planted = (x) => [x, Math.random() < 2, planted.name];
  globalThis.Plant = class Plant { constructor(size) { this.size = size; } grow() { return ++this.size + Math.floor(Math.random()); } };
  globalThis.plantCount = 3;
};
let calls = 0;
exports.replace = () => {
  const { queueMicrotask: queue, structuredClone: clone } = globalThis;
  globalThis.queueMicrotask = (fn) => { calls++; queue(() => fn('replaced')); };
  globalThis.structuredClone = (value) => ({ ...clone(value), call: ++calls });
  return () => { Object.assign(globalThis, { queueMicrotask: queue, structuredClone: clone }); };
};
globalThis.atLoad = (text) => `${text} ${typeof Date.now()}`;

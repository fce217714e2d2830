// Puts its own in the place of host globals, as fake timers and mocked requests do.
const real = { Date, setTimeout, clearTimeout, fetch, performance: Object.getOwnPropertyDescriptor(globalThis, 'performance'), random: Math.random, log: console.log };
let time = 1_000;
let timers = [];
exports.fake = (start) => {
  time = start;
  globalThis.Date = class extends real.Date {
    constructor(...args) { super(...args.length === 0 ? [time] : args); }
    static now() { return time; }
  };
  Object.defineProperty(globalThis, 'performance', { value: { now: () => time - start, mark: (name) => ({ name }) }, configurable: true, writable: true });
  globalThis.setTimeout = Object.assign((fn, delay, ...args) => { const timer = { at: time + delay, fn, args, number: timers.length }; timers.push(timer); return timer; }, { faked: true });
  globalThis.clearTimeout = (timer) => { timers = timers.filter((one) => one !== timer); };
};
exports.tick = (by) => {
  const end = time + by;
  for (let next; (next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]) !== undefined;) {
    exports.forget(next);
    time = next.at;
    next.fn(...next.args);
  }
  time = end;
};
exports.forget = (timer) => { timers = timers.filter((one) => one !== timer); };
exports.restore = () => {
  Object.assign(globalThis, { Date: real.Date, setTimeout: real.setTimeout, clearTimeout: real.clearTimeout, fetch: real.fetch });
  Object.defineProperty(globalThis, 'performance', real.performance);
  Math.random = real.random;
  console.log = real.log;
};
exports.answer = (reply) => globalThis.fetch = Object.assign(async (url) => { exports.calls.push(url); return new Response(await reply(url)); }, { calls: exports.calls });
exports.calls = [];
exports.roll = (number) => { Math.random = () => number; };
exports.capture = (into) => { console.log = (...args) => { into(args.join('/')); }; };

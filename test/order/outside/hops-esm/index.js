// The same spirit as an ES module: promises shared between calls, a class to extend, a queue that answers in batches.
let state = Number(process.env.OSEED ?? 1) * 104729 + 7;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const kinds = [queueMicrotask, (f) => process.nextTick(f), setImmediate, (f) => setTimeout(f, random() * 3), (f) => Promise.resolve().then(() => undefined).then(f)];
const hop = (f) => kinds[Math.floor(random() * kinds.length)](f);

/** Called by a tick of a tick that was queued before the program started. */
const loading = [];
process.nextTick(() => process.nextTick(() => { for (const listener of loading) listener(); }));
export function loaded(listener) { loading.push(listener); }

let shared;
/** The same promise until it settles. */
export function ticket() {
  shared ??= new Promise((resolve) => hop(() => hop(() => { shared = undefined; resolve(Math.floor(random() * 1000)); })));
  return shared;
}

const batch = [];
/** Answers all that was asked in one go. */
export function ask(question, answer) {
  batch.push([question, answer]);
  if (batch.length === 1) hop(() => { for (const [q, a] of batch.splice(0)) a(null, `${q}=${Math.floor(random() * 100)}`); });
}

export class Job {
  constructor(name) {
    this.name = name;
    hop(() => this.run());
  }
  run() { this.done = true; }
  finish() { return new Promise((resolve) => hop(() => resolve(this.result()))); }
  result() { return `${this.name} done ${this.done === true}`; }
}

export default async function* countdown(from) {
  try {
    while (from > 0) {
      await (random() < 0.5 ? null : new Promise(hop));
      yield from--;
    }
  } finally {
    await null;
  }
}

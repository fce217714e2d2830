// An outside that answers after random hops through microtasks, ticks, immediates and timers. Compiled by nothing, so
// what it does to the order is its own. OSEED makes its choices repeatable; when its timers fire is up to the machine.
'use strict';
const { EventEmitter } = require('node:events');

let state = Number(process.env.OSEED ?? 1) * 7919 + 13;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

function hop(done) {
  const r = random();
  if (r < 0.2) queueMicrotask(done);
  else if (r < 0.35) Promise.resolve(Promise.resolve()).then(done);
  else if (r < 0.45) (async () => { await null; await undefined; })().then(done);
  else if (r < 0.65) process.nextTick(done);
  else if (r < 0.8) setImmediate(done);
  else setTimeout(done, random() * 4);
}

function hops(count, done) {
  if (count <= 0) done();
  else hop(() => hops(count - 1, done));
}

const some = (most) => Math.floor(random() * (most + 1));

/** A promise that settles late; now and then it rejects. */
function late(x) {
  return new Promise((resolve, reject) => hops(some(4), () => (random() < 0.2 ? reject(new Error(`late ${x}`)) : resolve(x))));
}

/** Calls back at once and late, and gives what the first call gave. */
function both(callback, x) {
  const result = callback(`${x}!`);
  hops(1 + some(3), () => callback(`${x}?`));
  return result;
}

/** Calls back several times, from different phases. */
function often(callback, x) {
  for (let i = 0; i < 3; i++) hops(1 + some(3), () => callback(`${x}/${i}`));
}

async function steps(x) {
  for (let i = some(4); i > 0; i--) await (random() < 0.5 ? null : new Promise(hop));
  if (random() < 0.1) throw new TypeError(`steps ${x}`);
  return { x, steps: true };
}

/** Two promises, a callback between them, and a function that gives another. */
function mixed(callback, x) {
  let resolveFirst;
  const first = new Promise((resolve) => { resolveFirst = resolve; });
  const second = new Promise((resolve) => hops(some(3), () => { callback(`${x}a`); resolve(`${x}b`); hops(some(2), () => callback(`${x}c`)); }));
  hops(some(3), () => resolveFirst(`${x}d`));
  return { first, second, again: () => first };
}

/** Awaits what the program's function gives. */
async function waits(fn, x) {
  try {
    const value = await fn(x);
    await null;
    return `waited ${value}`;
  } catch (error) {
    return `caught ${error.message}`;
  }
}

/** Subscribes to what the program's function gives, late. */
function subscribes(fn, x) {
  const promise = fn(x);
  return new Promise((resolve) => hops(some(2), () => promise.then((value) => hops(some(2), () => resolve(`then ${value}`)), (error) => resolve(`catch ${error.message}`))));
}

/** Races the program's promise against its own. */
function races(promise, x) {
  return Promise.race([promise, late(x)]).catch((error) => error.message);
}

/** Resolves with a promise of the program. */
function adopts(promise) {
  return new Promise((resolve) => hops(some(2), () => resolve(promise)));
}

function emitter() {
  const emitter = new EventEmitter();
  hops(some(3), () => {
    emitter.emit('data', 1);
    emitter.emit('data', 2);
    hops(some(3), () => { emitter.emit('data', 3); emitter.emit('end'); });
  });
  return emitter;
}

/** An emitter of a shape of its own. */
async function line() {
  const listeners = [];
  for (let i = some(2); i > 0; i--) await null;
  hops(some(2), () => { for (const listener of listeners) listener('first'); hops(some(3), () => { for (const listener of listeners) listener('second'); }); });
  return { on(listener) { listeners.push(listener); return this; }, off(listener) { listeners.splice(listeners.indexOf(listener), 1); } };
}

async function* items(count) {
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => hops(some(3), resolve));
    yield i;
  }
}

function thenable(x) {
  return { then(resolve) { hops(some(3), () => resolve(`thenable ${x}`)); } };
}

/** Calls options.onStart at once, options.onEnd late; reads options.label through its getter. */
function options(options) {
  options.onStart?.(options.label);
  hops(1 + some(3), () => { options.seen = (options.seen ?? 0) + 1; options.nested.onEnd(options.label); });
}

function throwing(fn) {
  try {
    fn();
    return 'returned';
  } catch (error) {
    return `threw ${error.message}`;
  }
}

/** Hears of an abort. */
function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('already');
    else signal.addEventListener('abort', () => hops(some(2), () => resolve('aborted')), { once: true });
  });
}

module.exports = { late, both, often, steps, mixed, waits, subscribes, races, adopts, emitter, line, items, thenable, options, throwing, aborted };

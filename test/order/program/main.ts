// A random program: SEED decides what it does, and the order in which it says so is what a replay must repeat.
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import * as hops from 'hops';
import countdown, { ask, Job, loaded, ticket } from 'hops-esm';
import { hostDeeds, type Deed } from './host.js';

let state = Number(process.env.SEED);
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const lines: string[] = [];
const say = (text: string): void => {
  lines.push(text);
  if (lines.length % 16 === 0) console.log('at', text);
};
const messageOf = (error: unknown): string => (error instanceof Error ? `${error.name}:${error.message}` : String(error));

let budget = 80;
let names = 0;
const FILE = process.env.DATA!;

class Mine extends Job {
  override run(): void { say(`run ${this.name}`); super.run(); }
  override result(): string { return `mine ${super.result()}`; }
}

/** Goes on later, by one of the program's own ways. */
function schedule(next: () => void): void {
  const r = random();
  if (r < 0.2) process.nextTick(next);
  else if (r < 0.4) queueMicrotask(next);
  else if (r < 0.55) void Promise.resolve().then(() => undefined).then(next);
  else if (r < 0.7) setImmediate(next);
  else if (r < 0.85) setTimeout(next, 1);
  else setTimeout(next, random() * 5);
}

async function* letters(name: string): AsyncGenerator<string> {
  try {
    yield `${name}a`;
    if (random() < 0.5) await hops.late(name);
    yield `${name}b`;
  } finally {
    await null;
    say(`closed ${name}`);
  }
}

const deeds: Deed[] = [
  (name, next) => { schedule(() => { say(`scheduled ${name}`); next(); }); },
  (name, next) => { say(`both ${hops.both((v: string) => { say(`called ${v}`); if (random() < 0.5) next(); return 7; }, name)}`); },
  (name, next) => { hops.often((v: string) => { say(`often ${v}`); if (random() < 0.3) next(); queueMicrotask(() => say(`micro ${v}`)); }, name); },
  async (name, next) => {
    try {
      say(`late ${await hops.late(name)}`);
    } catch (error) {
      say(`failed ${messageOf(error)}`);
    } finally {
      next();
    }
    await null;
    say(`after ${name}`);
  },
  async (name, next) => {
    const own = (async () => { for (let i = 0; i < 6; i++) await null; return 'own'; })();
    say(`race ${name} ${JSON.stringify(await Promise.race([hops.steps(name).catch(messageOf), own]))}`);
    next();
  },
  async (name, next) => {
    const m = hops.mixed((v: string) => { say(`mixed ${v}`); if (random() < 0.3) next(); }, name);
    void m.second.then((v: string) => { say(`second ${v}`); if (random() < 0.5) process.nextTick(() => say(`tick ${v}`)); });
    if (random() < 0.3) void m.again().then(() => say(`again ${name}`));
    say(`first ${await m.first}`);
    next();
  },
  async (name) => {
    say(await hops.waits(async (v: string) => { say(`asked ${v}`); await null; if (random() < 0.2) throw new Error('bad'); if (random() < 0.5) await hops.late(v); return v; }, name));
  },
  async (name, next) => { say(await hops.subscribes(async () => { await null; if (random() < 0.2) throw new RangeError('no'); return name; }, name)); next(); },
  async (name, next) => { say(`races ${await hops.races((async () => { await null; await null; return `own ${name}`; })(), name)}`); next(); },
  async (name) => { say(`adopted ${await hops.adopts(Promise.resolve(name))}`); },
  async (name, next) => {
    const emitter = hops.emitter();
    emitter.on('data', (v: number) => { say(`data ${name} ${v}`); if (v === 2) next(); });
    await new Promise((resolve) => emitter.once('end', resolve));
    say(`end ${name}`);
  },
  async (name, next) => {
    const line = await hops.line();
    const heard: string[] = [];
    line.on((m: string) => { heard.push(m); say(`line ${name} ${m}`); next(); });
    for (let i = 0; i < 8; i++) await null;
    say(`heard ${name} ${heard.join()}`);
  },
  async (name, next) => {
    for await (const item of hops.items(3)) {
      say(`item ${name} ${item}`);
      if (item === 1 && random() < 0.3) break;
    }
    next();
  },
  async (name) => { for await (const n of countdown(3)) { say(`count ${name} ${n}`); if (random() < 0.2) break; } },
  async (name, next) => { say(`${await hops.thenable(name)}`); next(); },
  (name) => {
    const options = { label: name, onStart: (l: string) => say(`start ${l}`), nested: { onEnd: (l: string) => { say(`over ${l} ${String(options.seen)}`); } }, seen: undefined as number | undefined };
    hops.options(options);
  },
  (name) => { say(hops.throwing(() => { if (random() < 0.7) throw new SyntaxError(name); })); },
  async (name, next) => {
    const results = await Promise.allSettled([hops.late(`${name}1`), hops.steps(`${name}2`), Promise.reject(new Error(name)), 5]);
    say(`settled ${name} ${results.map(({ status }) => status).join()}`);
    next();
  },
  async (name, next) => {
    try {
      say(`all ${name} ${JSON.stringify(await Promise.all([hops.late(name), ticket(), readFile(FILE, 'utf8')]))}`);
    } catch (error) {
      say(`not all ${messageOf(error)}`);
    }
    next();
  },
  async (name) => {
    try {
      say(`any ${await Promise.any([hops.late(`${name}1`), hops.late(`${name}2`)])}`);
    } catch (error) {
      say(`none ${(error as AggregateError).errors.map(messageOf).join()}`);
    }
  },
  async (name, next) => { say(`ticket ${name} ${ticket() === ticket()} ${await ticket()}`); next(); },
  (name, next) => { ask(name, (_error: unknown, answer: string) => { say(`answer ${answer}`); next(); }); },
  async (name) => { const mine = new Mine(name); say(await mine.finish()); say(`${mine.result()} ${mine instanceof Job}`); },
  (name, next) => {
    let left = 3;
    const interval = setInterval(() => { say(`interval ${name} ${left}`); if (--left === 0) { clearInterval(interval); next(); } }, 1 + random() * 2);
    if (random() < 0.3) clearInterval(interval);
  },
  (name) => { const timer = setTimeout(() => say(`never ${name}`), 2); schedule(() => clearTimeout(timer)); },
  (name) => { for (const ms of [2, 1, 2, 0]) setTimeout(() => say(`timer ${name} ${ms}`), ms); },
  async (name, next) => { await sleep(1 + random() * 3); say(`slept ${name}`); next(); },
  (name) => { say(`sync ${name} ${fs.readFileSync(FILE, 'utf8').length} ${fs.existsSync(`${FILE}.none`)}`); },
  (name, next) => { fs.readFile(FILE, 'utf8', (error, text) => { say(`read ${name} ${error === null} ${text.length}`); process.nextTick(() => say(`read tick ${name}`)); next(); }); },
  (name) => { fs.stat(`${FILE}.none`, (error) => say(`stat ${name} ${error?.code}`)); },
  async (name, next) => {
    try {
      const { size } = await stat(random() < 0.5 ? FILE : `${FILE}.none`);
      say(`size ${name} ${size}`);
    } catch (error) {
      say(`no size ${(error as NodeJS.ErrnoException).code}`);
    }
    next();
  },
  async (name) => {
    try {
      for await (const letter of letters(name)) { say(`letter ${letter}`); if (random() < 0.2) break; }
    } catch (error) {
      say(`letters ${messageOf(error)}`);
    }
  },
  async (name) => {
    const own = new EventEmitter();
    own.on('x', (v) => say(`own ${v}`));
    schedule(() => own.emit('x', name));
    setTimeout(() => own.emit('y', name), 2);
    const [value] = await new Promise<unknown[]>((resolve) => own.once('y', (...args) => resolve(args)));
    say(`once ${String(value)}`);
  },
  async (name, next) => {
    const signal = AbortSignal.timeout(3);
    signal.addEventListener('abort', () => { say(`timeout ${name} ${(signal.reason as Error).name}`); next(); });
    say(`${await hops.aborted(signal)} ${name}`);
  },
  async (name) => {
    const controller = new AbortController();
    const told = hops.aborted(controller.signal);
    schedule(() => controller.abort(new Error('enough')));
    say(`${await told} ${name} ${controller.signal.aborted}`);
  },
  async (name) => { try { await sleep(50, undefined, { signal: AbortSignal.timeout(2) }); } catch (error) { say(`woken ${name} ${(error as Error).name}`); } },
  async (name, next) => { for (let i = 0; i < 5; i++) await null; say(`spun ${name}`); next(); },
  (name) => { void Promise.reject(new Error(`nobody ${name}`)); },
  async (name) => { const failing = hops.late(name); await sleep(6); await failing.then((v: string) => say(`in the end ${v}`), (error: unknown) => say(`at last ${messageOf(error)}`)); },
  (name) => { say(`clock ${name} ${Date.now()} ${Math.random()} ${performance.now()}`); },
  ...hostDeeds({ random, say, file: FILE }),
];

function act(depth: number): void {
  if (budget-- <= 0 || depth > 6) return;
  const name = `n${names++}`;
  for (let i = 1 + Math.floor(random() * 3); i > 0; i--) {
    const deed = Number(process.env.DEED ?? Math.floor(random() * deeds.length));
    const result = deeds[deed]!(`${name}.${i}`, () => act(depth + 1));
    if (result instanceof Promise) result.catch((error: unknown) => say(`lost ${messageOf(error)}`));
  }
}

process.on('unhandledRejection', (reason) => say(`unhandled ${messageOf(reason)}`));
process.on('exit', (code) => {
  process.exitCode = lines.length % 3;
  console.log(lines.join('\n'), code);
});
process.nextTick(() => { process.nextTick(() => say('second tick')); say('first tick'); });
loaded(() => say('loaded'));
act(0);
act(0);

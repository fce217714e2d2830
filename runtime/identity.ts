// Who is who on the two sides of the membrane. One set of tables a process; each is a column of the stamps.
import { Numbered } from './numbered.js';
import { stamp, stampOf } from './stamp.js';
import type { UsualSites } from './usual-sites.js';

/** What a stand-in stands for. */
export interface Standin {
  /** Number in the recording; 0 for a root that has not been mentioned yet. */
  id: number;
  /** Path of a root (`globalThis.Date`, `node:fs.readFile`), or undefined for a handle. */
  readonly path: string | undefined;
  /** The outside's object while recording (and a root's in a replay, to read fixed facts from). */
  readonly real: object | undefined;
  readonly flags: number;
  /** Number of the prototype whose methods it shares with other handles; 0 for none. */
  readonly shape: number;
  /** What the program sees. */
  readonly shown: object;
  /** Name for people. */
  readonly name: string;
  /** It copies its arguments before it uses them, as `postMessage` does. */
  readonly copies: boolean;
  /** While recording: where it is usually called from. */
  sites: UsualSites | undefined;
  /** While recording: it stands in data that the outside holds as well, and may be used by it. */
  shared: boolean;
  /** While recording: it is part of what the program imports, and stays. */
  imported: boolean;
}

/** A promise of the outside as the program knows it. */
export interface InPromise {
  readonly id: number;
  /** What the program's subscriptions go to: the outside's own promise, or its twin in a replay. */
  readonly base: Promise<unknown>;
  /** What the program holds. */
  readonly shown: Promise<unknown>;
  /** The settled value as the program is to see it. */
  value: unknown;
  /** Someone in the program subscribed: an unhandled rejection is no longer ours to report. */
  handled: boolean;
  /** It is rejected. */
  rejected: boolean;
  /** In a replay: the settlement is a fresh entry. */
  fresh: boolean;
  /** While recording: the outside does nothing but settle it, as timers do. */
  quiet: boolean;
  /** Gives an iteration result that the engine of a `for await` reads, not the program. */
  iteration: boolean;
  /** Of an `import()` of a program module. */
  specifier: string | undefined;
  /** The program gave it to the outside, which may have subscribed. */
  handedOut: boolean;
}

/** Objects by objects. */
interface Table<V> {
  get(object: object): V | undefined;
  has(object: object): boolean;
  set(object: object, value: V): void;
}

/** Outside object → what the program sees. */
export const shownOf: Table<object> = {
  get: (object) => stampOf(object)?.shown,
  has: (object) => stampOf(object)?.shown !== undefined,
  set: (object, shown) => { stamp(object).shown = shown; },
};
/** What the program sees → what it stands for. */
export const standinOf: Table<Standin> = {
  get: (object) => stampOf(object)?.standin,
  has: (object) => stampOf(object)?.standin !== undefined,
  set: (object, standin) => { stamp(object).standin = standin; },
};
/** Program's promise stand-in → its facts. */
export const inPromiseOf: Table<InPromise> = {
  get: (object) => stampOf(object)?.promise,
  has: (object) => stampOf(object)?.promise !== undefined,
  set: (object, promise) => { stamp(object).promise = promise; },
};
/** Copies of outside errors that the program sees → the outside's own. */
export const originalOf: Table<object> = {
  get: (object) => stampOf(object)?.original,
  has: (object) => stampOf(object)?.original !== undefined,
  set: (object, original) => { stamp(object).original = original; },
};
/** Program object → what the outside sees of it. */
export const wrapperOf: Table<object> = {
  get: (object) => stampOf(object)?.wrapper,
  has: (object) => stampOf(object)?.wrapper !== undefined,
  set: (object, wrapper) => { stamp(object).wrapper = wrapper; },
};
/** What the outside sees → the program's object. */
export const programOf: Table<object> = {
  get: (object) => stampOf(object)?.program,
  has: (object) => stampOf(object)?.program !== undefined,
  set: (object, program) => { stamp(object).program = program; },
};

/** In a replay: the program's own objects, by number. */
export const programObjects = new Numbered<object>();
/** In a replay: data of the outside by number. */
export const dataObjects = new Numbered<object>();
/** In a replay: stand-ins by number. */
export const handles = new Numbered<object>();

let lastProgram = 0;
let lastData = 0;
let lastHandle = 0;
let lastPromise = 0;
/** Set once at start: whether `objects` is kept. */
let replaying = false;

/** Replays find objects by number again; recordings need not, and so leak none. */
export function keepObjects(): void {
  replaying = true;
}

/** Number of an object that crossed in either direction: negative if it is the program's; undefined if it never did. */
export function idOf(value: object): number | undefined {
  return stampOf(value)?.id || undefined;
}

/** Number of a program's object, given on first sight. Negative. */
export function programId(value: object, known = stamp(value)): number {
  if (known.id === 0) {
    known.id = --lastProgram;
    if (replaying) programObjects.set(-known.id, value);
  }
  return known.id;
}

/** Number of data, given on first sight while recording. */
export function dataId(value: object): number {
  const known = stamp(value);
  return known.id === 0 ? known.id = ++lastData : known.id;
}

/** In a replay: data gets the number it had. */
export function nameData(value: object, id: number): void {
  stamp(value).id = id;
  if (id < 0) programObjects.set(-id, value);
  else dataObjects.set(id, value);
}

/** In a replay: data by its number, which is negative if it is the program's own. */
export function objectOf(id: number): object | undefined {
  return id < 0 ? programObjects.get(-id) : dataObjects.get(id);
}

/** The number of a new handle. */
export function nextHandle(): number {
  return ++lastHandle;
}

/** The number of a new promise of the outside. */
export function nextPromise(): number {
  return ++lastPromise;
}

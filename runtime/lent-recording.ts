// What the outside was given and may have kept, while recording: it may write into it whenever it runs. See
// lent-objects.ts; this is what becomes of it in the recording.
import { isBinary } from './binary.js';
import { watchArguments, type Snapshot } from './crossing.js';
import { isContainer, isData } from './data.js';
import { idOf, shownOf, standinOf, type Standin } from './identity.js';
import { heldFrom, hold, isLender, keep, lend, lentChanges, link, watchLending, type Change } from './lent-objects.js';
import { apply, isNativeError, isPrimitive } from './natives.js';
import { isPlainClass } from './program-classes.js';
import type { Recorder } from './recorder.js';

const NONE: readonly unknown[] = [];
/** Objects of the outside that gave data or were given any, those used last: what they write by timers of their own is looked for in each turn. */
const MOST_GIVERS = 4;
/** In so many turns after one was used last. */
const TURNS = 64;
/** What is larger is not looked at whenever the object that was given it is called. */
const MOST_KEYS = 64;
const { includes } = Array.prototype;

/** Looks after lent data, and makes entries of what changed. */
export class LentRecording {
  /** Whether the outside gave data or was given any that it may have kept. */
  fills = false;
  /** Whoever it is that finds what the program put on globalThis. */
  #globals: object | undefined;

  readonly #givers: object[] = [];
  #turns = 0;
  /** Whether functions that are called without an object are among those that gave data or were given any. */
  #isGiver = false;

  constructor(private readonly recorder: Recorder) {
    watchLending(() => { recorder.notFollowed('more objects than are looked after later'); }, (frame) => recorder.sites.namesProgram(frame));
  }

  /** A package may keep what it was given, together with functions of the program and an object that it gave. */
  lend(target: Standin, args: readonly unknown[], given: readonly Snapshot[], raw: unknown): void {
    // Node itself keeps nothing but buffers.
    const lent = target.path === undefined ? given : given.filter(({ object }) => isBinary(object));
    if (lent.length === 0) return;
    if (target.path === undefined) this.#fillable(lent);
    for (const arg of args) if (typeof arg === 'function' && !standinOf.has(arg)) lend(arg, lent);
    if (target.path === undefined && !isPrimitive(raw) && standinOf.has(shownOf.get(raw as object) ?? raw as object)) lend(raw as object, lent);
  }

  /** A package may keep what it was given with the object that was called for it; buffers come back with a callback. */
  keep(giver: object, given: readonly Snapshot[]): void {
    const data = given.filter(({ object, keys }) => keys.length <= MOST_KEYS && isContainer(object));
    if (data.length === 0) return;
    keep(giver, data);
    this.#used(giver);
  }

  /** The program may put something into its own data later, which the outside has from now on. */
  #fillable(given: readonly Snapshot[]): void {
    for (const { object } of given) if ((idOf(object) ?? 0) < 0) this.recorder.deposits.lent(object);
  }

  #used(giver: object): void {
    this.fills = true;
    if (giver === this) {
      this.#isGiver = true;
      return;
    }
    const givers = this.#givers;
    this.#turns = TURNS;
    if (givers.length > 0 && givers[givers.length - 1] === giver) return;
    const at = givers.indexOf(giver);
    if (at >= 0) givers.splice(at, 1);
    givers.push(giver);
    if (givers.length > MOST_GIVERS) givers.shift();
  }

  /**
   * The outside gave data.
   *
   * @param from - the object whose method or property gave it; this one for functions that are called without an object
   */
  hold(from: object, data: object, shown: unknown): void {
    if (shown === data && (isContainer(data) || isBinary(data)) && (idOf(data) ?? 0) > 0) {
      hold(from, data);
      this.#used(from);
    }
  }

  /** A function of the program gave something to the outside, or threw it, which may write into it then. */
  gave(fn: object, value: unknown): void {
    // What a crossing gets is looked at when that ends. Packages make more of errors later, and pass them on.
    const met = this.recorder.open.met(value) && !isNativeError(value);
    const given = watchArguments([value]);
    if (given === undefined) return;
    this.#fillable(given);
    if (met) {
      this.settled(value, given);
      return;
    }
    lend(fn, given);
    // It may come back by itself.
    link(value as object, fn);
  }

  /** The outside got something that may come back by itself, written into: what a promise of the program came to. */
  settled(value: unknown, given: readonly Snapshot[]): void {
    lend(value as object, given);
  }

  /** The outside comes back with a value: if that is what a function of the program gave, it may have written into it. */
  returns(value: unknown): void {
    if (!isPrimitive(value) && isLender(value as object) && (idOf(value as object) ?? 0) < 0) this.writes(value as object, NONE);
  }

  /** The program puts something on globalThis: packages that write into it come back by their functions. */
  global(value: object): void {
    const given = watchArguments([value]);
    if (given !== undefined) lend(this.#globals ??= {}, given);
  }

  /** What a handle gets and gives may bring back what it was given before. */
  through(raw: object, args: readonly unknown[] | undefined, shown: unknown): void {
    this.recorder.promises.through(shown, raw);
    if (args !== undefined) for (const arg of args) if (typeof arg === 'function' && !standinOf.has(arg)) link(arg, raw);
  }

  /** A turn begins: packages may have written since the last one, by timers of their own. */
  ownTime(): void {
    this.writes(this, NONE);
    if (this.#turns-- <= 0) {
      this.#givers.length = 0;
      this.fills = this.#isGiver;
    }
    for (let i = 0; i < this.#givers.length; i++) this.writes(this.#givers[i]!, NONE);
  }

  /**
   * The outside comes back, by a function of the program or an object of its own: what it wrote meanwhile into data that
   * it was given with it, or that it gave by it, is an entry before.
   *
   * @param by - this one for functions that are called without an object
   * @param args - data among these is appended anyway
   */
  writes(by: object, args: ArrayLike<unknown>): void {
    if (this.#globals !== undefined) this.#changes(lentChanges(this.#globals), args);
    this.#changes(lentChanges(by), args);
    for (const data of heldFrom(by)?.changed() ?? []) {
      // What the program put there is told of by what holds it.
      if ((idOf(data) ?? 0) <= 0 || apply(includes, args, [data])) continue;
      if (isData(data, undefined, isPlainClass)) this.recorder.writes.whole(data, 0);
      else if (isContainer(data)) this.recorder.deposits.written(data);
    }
  }

  #changes(changes: readonly Change[], args: ArrayLike<unknown>): void {
    const { recorder } = this;
    for (const [object, keys] of changes) {
      const id = idOf(object);
      if (id === undefined || id > 0 || (apply(includes, args, [object]) && isData(object, undefined, isPlainClass))) continue;
      if (keys !== undefined) {
        for (const key of keys) recorder.writes.property(object, key);
        continue;
      }
      recorder.writes.whole(object, id);
    }
  }
}

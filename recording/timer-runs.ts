// Awaits of timers one after another, or many at once: calls of one site and what they come to, with nothing between, are one
// stretch of bytes, one or two for each step. A reader gives every step as the entry that it would be alone. Writer and
// reader side by side.
import { ByteWriter } from './bytes.js';
import { Kind, NO_BASES, NO_WRITES, Operation, type CrossingEntry, type SettlementEntry } from './entry.js';
import { Tag, type ValueNode } from './value.js';
import type { ValueReader, ValueWriter } from './value-bytes.js';

/** Numbers from this on, of either sign, are the value of no step: the distance between two is a small integer of the engine. */
const FAR = 2 ** 28;

/** Whether a value can be that of a step in a run of numbers. */
export function isStepNumber(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value && value < FAR && value > -FAR && !Object.is(value, -0);
}

/**
 * What calls of a timer must have in common to be of one run, as a number.
 *
 * @param timer - which function
 * @param common - how many arguments they share: a number, `undefined`, or both
 * @param numbered - whether one more comes behind these, the value: a number that differs from call to call
 */
export function timerForm(timer: 0 | 1, common: number, numbered: boolean): number {
  return timer * 16 + common * 2 + (numbered ? 1 : 0);
}

/** The run that goes on, and what the next one begins with: what the last call and the last settlement were. */
export class TimerRuns {
  #target = 0;
  #site = 0;
  #form = -1;
  #first: unknown = undefined;
  #nextSet = 0;
  #set = 0;
  #nextSettled = 0;
  #settled = 0;
  /** How many entries there were behind the last settlement, … */
  #settlementsEnd = -1;
  /** … and behind the last entry of a timer that no other parts from the one before; -1 for none. */
  #end = -1;

  /** Whether a call is like the one before. */
  continues(site: number, form: number, first: unknown, promise: number): boolean {
    return site === this.#site && form === this.#form && promise === this.#nextSet && Object.is(first, this.#first);
  }

  /** Whether a settlement is the one behind the last, and its value as in runs of these calls. */
  settles(timer: 0 | 1, numbered: boolean, promise: number): boolean {
    return promise === this.#nextSettled && this.#form >> 4 === timer && (this.#form & 1) === (numbered ? 1 : 0);
  }

  /** Whether a call may begin a run behind so many entries: the one before is one that the run could hold. */
  mayBeginSet(entries: number): boolean {
    return entries === this.#end;
  }

  /** {@link mayBeginSet} for a settlement. */
  mayBeginSettled(entries: number): boolean {
    return entries === Math.max(this.#end, this.#settlementsEnd);
  }

  /**
   * Takes note of a call that is an entry of its own.
   *
   * @param target - number of the function
   * @param entries - how many there are, with this one
   */
  called(target: number, site: number, form: number, first: unknown, promise: number, value: number, entries: number): void {
    this.#target = target;
    this.#site = site;
    this.#form = form;
    this.#first = first;
    this.#nextSet = promise + 1;
    this.#set = value;
    this.#end = entries;
  }

  /** {@link called} for a settlement: where time passed between a call and it, a run would end each time. */
  settled(promise: number, value: number, entries: number): void {
    this.#nextSettled = promise + 1;
    this.#settled = value;
    this.#end = this.#end === entries - 1 ? entries : -1;
    this.#settlementsEnd = entries;
  }

  /** Appends the head of a run, behind its kind. */
  begin(writer: ValueWriter): void {
    writer.varint(this.#site);
    writer.handle(this.#target);
    const common = new ByteWriter(32, false);
    for (let i = 0, count = (this.#form & 15) >> 1; i < count; i++) {
      if (i === 0 && typeof this.#first === 'number') common.number(this.#first);
      else common.byte(Tag.Undefined);
    }
    writer.byte(this.#form & 1);
    writer.blob(common.view());
    writer.promise(this.#nextSet);
    writer.zigzag(this.#set);
    writer.promise(this.#nextSettled);
    writer.zigzag(this.#settled);
  }

  /** Appends a call. */
  set(writer: ByteWriter, value: number): void {
    step(writer, value - this.#set, 0);
    this.#nextSet++;
    this.#set = value;
  }

  /** Appends a settlement. */
  settle(writer: ByteWriter, value: number): void {
    step(writer, value - this.#settled, 1);
    this.#nextSettled++;
    this.#settled = value;
  }
}

/** Appends a step: 0 ends a run, so that there is one more. */
function step(writer: ByteWriter, distance: number, settles: 0 | 1): void {
  writer.varint((distance < 0 ? -distance * 2 - 1 : distance * 2) * 2 + settles + 1);
}

/** A run that is being read: gives the entries that its steps would be alone. */
export class TimerRunReader {
  readonly #site: number;
  readonly #target: ValueNode & { readonly t: 'handle-ref' };
  readonly #numbered: boolean;
  /** The common arguments as a preview, and room for all. */
  readonly #common: Uint8Array;
  readonly #args = new ByteWriter(64, false);
  #nextSet: number;
  #set: number;
  #nextSettled: number;
  #settled: number;

  /** @param r - a reader behind the kind */
  constructor(r: ValueReader) {
    this.#site = r.varint();
    this.#target = { t: 'handle-ref', id: r.handle() };
    this.#numbered = r.byte() === 1;
    this.#common = Uint8Array.from(r.view(r.varint()));
    for (const byte of this.#common) this.#args.byte(byte);
    this.#nextSet = r.promise();
    this.#set = r.zigzag();
    this.#nextSettled = r.promise();
    this.#settled = r.zigzag();
  }

  /** The next step: there is one until {@link ends}. */
  next(r: ValueReader, index: number): CrossingEntry | SettlementEntry {
    const code = r.varint() - 1;
    if (code < 0) throw new RangeError('a run of timers that has no step');
    const zigzag = code >>> 1;
    const distance = (zigzag & 1) === 0 ? zigzag >>> 1 : -((zigzag + 1) >>> 1);
    return (code & 1) === 0 ? this.#call(r, index, distance) : this.#settlement(r, index, distance);
  }

  /** Whether the step before was the last; passes what says so. */
  ends(r: ValueReader): boolean {
    if (r.bytes[r.at] !== 0) return false;
    r.at++;
    return true;
  }

  #call(r: ValueReader, index: number, distance: number): CrossingEntry {
    this.#set += distance;
    const id = this.#nextSet++;
    r.named(id, this.#target.id);
    return {
      kind: Kind.Crossing, index, operation: Operation.Call, site: this.#site, target: this.#target, key: undefined, args: this.#arguments(), bases: NO_BASES,
      segment: false, method: false, threw: false, value: { t: 'timer-promise', id }, writes: NO_WRITES,
    };
  }

  #arguments(): Uint8Array {
    if (!this.#numbered) return this.#common;
    const { length } = this.#common;
    const args = this.#args;
    args.length = length;
    args.number(this.#set);
    // Made and filled byte by byte: a view and a copy take ten times as long.
    const made = new Uint8Array(args.length);
    for (let i = 0; i < made.length; i++) made[i] = args.bytes[i]!;
    return made;
  }

  #settlement(r: ValueReader, index: number, distance: number): SettlementEntry {
    this.#settled += distance;
    const promise = this.#nextSettled++;
    r.named(promise);
    return { kind: Kind.Settlement, index, position: 0, inexact: false, microtask: false, promise, rejected: false, handled: false, value: this.#numbered ? this.#settled : undefined, writes: NO_WRITES };
  }
}

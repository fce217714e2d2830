// What the outside writes into objects of the program, while recording: into arguments of its crossings, and in its own time.
import { Kind } from '../recording/entry.js';
import { WriteFlag } from '../recording/flags.js';
import { changedApart, changedProperties, isPlain, watchArguments, type Snapshot } from './crossing.js';
import { isContainer } from './data.js';
import { share } from './encode.js';
import { flush } from './hidden-state.js';
import { idOf } from './identity.js';
import { defineProperty, getOwnPropertyDescriptor, microtask, ownKeys } from './natives.js';
import { Runner } from './open-crossings.js';
import type { Recorder } from './recorder.js';

/** Of more objects that the outside read meanwhile, each callback would look at all of them. */
const FEW_MET = 32;

/** Makes the entries of what the outside writes. */
export class WriteRecording {
  /** What the outside has read in its own time, and was empty. */
  #read: Snapshot[] = [];
  readonly #forget = (): void => { this.#read.length = 0; };

  constructor(private readonly recorder: Recorder) {}

  /** The outside reads data of the program in its own time, below no crossing. If that is empty, it may be about to fill it: an emitter's table of listeners. */
  reads(data: object): void {
    if (!isContainer(data) || ownKeys(data).length > (Array.isArray(data) ? 1 : 0)) return;
    const snapshots = watchArguments([data]);
    if (snapshots === undefined) return;
    if (this.#read.length === 0) microtask(this.#forget);
    this.#read.push(...snapshots);
  }

  /** The program runs: what it puts there is its own. */
  programRuns(): void {
    if (this.#read.length > 0) this.#forget();
  }

  /** The outside goes on to write into an object that it uses by a proxy: what it filled before is an entry before. */
  filled(): void {
    if (this.#read.length === 0) return;
    const snapshots = this.#read;
    this.#read = [];
    this.#soFar(snapshots);
  }

  /** Appends arguments that the outside changed, as a part of another entry. */
  arguments(changed: readonly Snapshot[]): void {
    const { recorder } = this;
    const { writer } = recorder;
    writer.varint(changed.length);
    for (const { index, object } of changed) {
      writer.varint(index);
      recorder.encodeChanged(object);
    }
  }

  /**
   * The outside wrote into data that it got below a crossing: what is written apart from the rest.
   *
   * @returns whether there was any
   */
  apart(snapshots: readonly Snapshot[]): boolean {
    let any = false;
    for (const snapshot of snapshots) {
      if ((idOf(snapshot.object) ?? 0) >= 0) continue;
      for (const key of changedApart(snapshot)) {
        any = true;
        this.property(snapshot.object, key);
      }
    }
    return any;
  }

  /** The program is about to run below crossings: it sees what the outside has written into their arguments so far. */
  soFar(): void {
    const { open } = this.recorder;
    for (let i = 0; i < open.frames.length; i++) {
      const { watched, met } = open.frames[i]!;
      if (watched !== undefined) this.#soFar(watched);
      if (met !== undefined && met.length <= FEW_MET) this.#soFar(met);
    }
  }

  #soFar(snapshots: readonly Snapshot[]): void {
    // Data of the outside's own that it was given back is written when the crossing ends.
    for (const snapshot of snapshots) if ((idOf(snapshot.object) ?? 0) < 0) for (const key of changedProperties(snapshot)) this.property(snapshot.object, key);
  }

  /**
   * Data that the outside got below a crossing has something with behaviour in it now, and is about to be seen as an object that
   * is no data: what the outside put there must not pass for the program's own, nor the other way round.
   */
  mixed(object: object): void {
    const { frames, runner } = this.recorder.open;
    for (const { watched, met } of frames) {
      for (const snapshots of [watched, met]) {
        for (const snapshot of snapshots ?? []) {
          if (snapshot.object !== object) continue;
          const changed = changedProperties(snapshot);
          if (runner !== Runner.Program) for (const key of changed) this.property(object, key);
        }
      }
    }
  }

  /**
   * Appends that the outside wrote into an object, as it is now.
   *
   * @param id - number of the program's object, which is negative; 0 for data of the outside
   */
  whole(object: object, id: number): void {
    const { recorder } = this;
    recorder.entries.place(Kind.OutsideWrite);
    recorder.writer.program(-id);
    recorder.writer.byte(0);
    recorder.encode(undefined);
    recorder.encodeChanged(object);
    recorder.writer.commit();
    recorder.order.segment();
  }

  /** Head of an entry: the outside writes a property of a program's object, or all of it where there is no key. */
  begin(object: object, flags: number, key: PropertyKey | undefined): void {
    const { recorder } = this;
    recorder.entries.place(Kind.OutsideWrite);
    recorder.writer.program(-idOf(object)!);
    recorder.writer.byte(flags);
    recorder.encode(key);
  }

  /** Appends that the outside wrote a property of a program's object, as it is now. */
  property(object: object, key: string | symbol): void {
    const { recorder } = this;
    const id = idOf(object);
    if (id === undefined || id > 0) return;
    const descriptor = getOwnPropertyDescriptor(object, key);
    this.begin(object, flagsOf(descriptor), key);
    if (descriptor !== undefined && !('value' in descriptor)) this.#accessor(object, key, descriptor);
    else {
      const value: unknown = descriptor?.value;
      const shown = recorder.encode(value);
      recorder.writer.commit();
      if (shown !== value) {
        if (descriptor!.writable === true) (object as Record<PropertyKey, unknown>)[key] = shown;
        // Node puts a function so onto an error that nobody listens for.
        else if (descriptor!.configurable === true) defineProperty(object, key, { ...descriptor, value: shown });
        share(shown);
      }
    }
    flush(object);
    recorder.order.segment();
  }

  /** The outside's functions read and write the property from now on: the program gets their stand-ins, if it can be made to. */
  #accessor(object: object, key: PropertyKey, { get, set, enumerable, configurable }: PropertyDescriptor): void {
    const { recorder } = this;
    const shown = { get: recorder.encode(get) as () => unknown, set: recorder.encode(set) as (value: unknown) => void };
    recorder.writer.commit();
    if (configurable !== true) return;
    defineProperty(object, key, { ...shown, enumerable, configurable });
    share(shown.get);
    share(shown.set);
    // What they write into the object itself comes back by it.
    const given = watchArguments([object]);
    if (given !== undefined) recorder.lent.settled(object, given);
  }
}

/** How the outside wrote a property, as it is now. */
function flagsOf(descriptor: PropertyDescriptor | undefined): number {
  if (descriptor === undefined) return WriteFlag.Deleted;
  if (isPlain(descriptor)) return 0;
  const { enumerable, configurable, writable } = descriptor;
  return WriteFlag.Defined | (enumerable === true ? WriteFlag.Enumerable : 0) | (configurable === true ? 0 : WriteFlag.Fixed) | ('value' in descriptor ? writable === true ? WriteFlag.Writable : 0 : WriteFlag.Accessor);
}

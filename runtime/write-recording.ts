// What the outside writes into objects of the program, while recording: into arguments of its crossings, and in its own time.
import { Kind } from '../recording/entry.js';
import { WriteFlag } from '../recording/flags.js';
import { changedProperties, changedSymbols, type Snapshot } from './crossing.js';
import { share } from './encode.js';
import { flush } from './hidden-state.js';
import { idOf } from './identity.js';
import { getOwnPropertyDescriptor } from './natives.js';
import { Runner } from './open-crossings.js';
import type { Recorder } from './recorder.js';

/** Of more objects that the outside read meanwhile, each callback would look at all of them. */
const FEW_MET = 32;

/** Makes the entries of what the outside writes. */
export class WriteRecording {
  constructor(private readonly recorder: Recorder) {}

  /** Appends arguments that the outside changed, as a part of another entry. */
  arguments(changed: readonly Snapshot[]): void {
    const { writer, encoder } = this.recorder;
    writer.varint(changed.length);
    for (const { index, object } of changed) {
      writer.varint(index);
      encoder.changed(object);
    }
  }

  /** The outside wrote properties with symbols as keys, into data that it got below a crossing. */
  symbols(snapshots: readonly Snapshot[]): void {
    for (const snapshot of snapshots) if ((idOf(snapshot.object) ?? 0) < 0) for (const key of changedSymbols(snapshot)) this.property(snapshot.object, key);
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
    recorder.place(Kind.OutsideWrite);
    recorder.writer.program(-id);
    recorder.writer.byte(0);
    recorder.encode(undefined);
    recorder.encoder.changed(object);
    recorder.writer.commit();
    recorder.order.segment();
  }

  /** Head of an entry: the outside writes a property of a program's object, or all of it where there is no key. */
  begin(object: object, flags: number, key: PropertyKey | undefined): void {
    const { recorder } = this;
    recorder.place(Kind.OutsideWrite);
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
    this.begin(object, descriptor === undefined ? WriteFlag.Deleted : 0, key);
    const shown = recorder.encode(descriptor?.value);
    recorder.writer.commit();
    if (shown !== descriptor?.value) {
      (object as Record<PropertyKey, unknown>)[key] = shown;
      share(shown);
    }
    flush(object);
    recorder.order.segment();
  }
}

// What the outside writes into objects of the program, while recording: into arguments of its crossings, and in its own time.
import { Kind } from '../recording/entry.js';
import { WriteFlag } from '../recording/flags.js';
import { changedProperties, type Snapshot } from './crossing.js';
import { share } from './encode.js';
import { flush } from './hidden-state.js';
import { idOf } from './identity.js';
import { getOwnPropertyDescriptor } from './natives.js';
import type { Recorder } from './recorder.js';

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

  /** The program is about to run below crossings: it sees what the outside has written into their arguments so far. */
  soFar(): void {
    const { open } = this.recorder;
    for (let i = 0; i < open.frames.length; i++) {
      const { watched } = open.frames[i]!;
      if (watched === undefined) continue;
      // Data of the outside's own that it was given back is written when the crossing ends.
      for (const snapshot of watched) if ((idOf(snapshot.object) ?? 0) < 0) for (const key of changedProperties(snapshot)) this.property(snapshot.object, key);
    }
  }

  /**
   * Data that the outside got below a crossing has something with behaviour in it now, and is about to be seen as an object that
   * is no data: what the outside put there must not pass for the program's own.
   */
  mixed(object: object): void {
    for (const { watched, met } of this.recorder.open.frames) {
      for (const snapshots of [watched, met]) {
        for (const snapshot of snapshots ?? []) if (snapshot.object === object) for (const key of changedProperties(snapshot)) this.property(object, key);
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

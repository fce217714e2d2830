// The state of pure packages while recording: what the outside wrote there since the program ran last is an entry, and the program
// finds stand-ins. When the outside runs it finds its own again.
import { Kind } from '../recording/entry.js';
import { standinOf } from './identity.js';
import { enumerableKeys, getOwnPropertyDescriptor, isPrimitive } from './natives.js';
import { awaitsPureState, pureStates, type PureState } from './pure-state.js';
import type { Recorder } from './recorder.js';

/** A property as the outside has it, and as the program does. */
interface Known { readonly real: unknown; readonly shown: unknown }

/** Writes down what the outside put into the state of pure packages, and shows each side its own. */
export class PureStateRecording {
  readonly #known = new Map<object, Map<string, Known>>();
  #states: readonly PureState[] = [];
  /** Whether the outside may have run since the program did. */
  #left = true;

  constructor(private readonly recorder: Recorder) {}

  /**
   * The program is about to run.
   *
   * @param calledIn - the outside calls it: it ran, whether or not it was seen that the program's reaction before had ended
   */
  enter(calledIn: boolean): void {
    if (!this.recorder.order.active) return;
    if (awaitsPureState()) this.#find();
    if (!this.#left && !calledIn) return;
    this.#left = false;
    let changed = false;
    for (const { name, object } of this.#states) {
      const known = this.#known.get(object)!;
      for (const key of enumerableKeys(object)) {
        const real: unknown = getOwnPropertyDescriptor(object, key)?.value;
        let now = known.get(key);
        if (now === undefined || !Object.is(now.real, real) && !Object.is(now.shown, real)) {
          now = { real, shown: this.#write(`${name}.${key}`, real) };
          known.set(key, now);
        }
        if (now.shown !== real) {
          (object as Record<string, unknown>)[key] = now.shown;
          changed = true;
        }
      }
    }
    if (changed) this.recorder.order.expectTurnEnd();
  }

  /** The outside is about to run. What the package itself wrote meanwhile is there in a replay, too. */
  leave(): void {
    // Before a renderer runs: what is there then is the package's own.
    if (awaitsPureState()) this.#find();
    this.#left = true;
    for (const { object } of this.#states) {
      const known = this.#known.get(object)!;
      for (const key of enumerableKeys(object)) {
        const shown: unknown = getOwnPropertyDescriptor(object, key)?.value;
        if (known.get(key)?.shown === shown && !isPrimitive(shown)) (object as Record<string, unknown>)[key] = known.get(key)!.real;
        else known.set(key, { real: (isPrimitive(shown) ? undefined : standinOf.get(shown as object)?.real) ?? shown, shown });
      }
    }
  }

  #find(): void {
    this.#states = pureStates();
    for (const { object } of this.#states) {
      if (this.#known.has(object)) continue;
      // A function of one letter's name is a renderer's, which set it when it was loaded.
      const own = enumerableKeys(object).map((key) => [key, getOwnPropertyDescriptor(object, key)?.value as unknown] as const).filter(([key, value]) => typeof value !== 'function' || key.length > 1);
      this.#known.set(object, new Map(own.map(([key, value]) => [key, { real: value, shown: value }])));
    }
  }

  #write(path: string, value: unknown): unknown {
    const { recorder } = this;
    recorder.entries.place(Kind.OutsideWrite);
    recorder.writer.program(0);
    recorder.writer.byte(0);
    recorder.encode(path);
    const shown = recorder.encode(value);
    recorder.writer.commit();
    recorder.order.segment();
    return shown;
  }
}

// What the outside does to the program, in a replay: call-ins, writes into the program's objects, and what else has a place
// in the sequence. The mirror image of CallInRecording, and of the writes of the recorder.
import { Kind, type Definition, type OutsideWriteEntry } from '../recording/entry.js';
import { inContext } from './contexts.js';
import { flush, refresh } from './hidden-state.js';
import { programId } from './identity.js';
import { invoke, throws } from './invocation.js';
import { metadataAt } from './metadata.js';
import { defineProperty, getOwnPropertyDescriptor, isPrimitive, noop } from './natives.js';
import { programModules } from './package-requires.js';
import { writePureState } from './pure-state.js';
import type { SequenceEntry } from './replay-log.js';
import type { Replayer } from './replayer.js';
import { exposedSymbol } from './symbols.js';
import { unnamedPart } from './unnamed-parts.js';

/** Performs what entered the program, when its turn comes. */
export class CallInReplay {
  readonly #replayer: Replayer;
  /** What the last call-in threw, if that went uncaught in the recording. */
  thrown: { readonly error: unknown } | undefined;

  constructor(replayer: Replayer) {
    this.#replayer = replayer;
  }

  /** Performs a call-in, a write or a subscription of the outside. */
  perform(entry: SequenceEntry): void {
    const replayer: Replayer = this.#replayer;
    switch (entry.kind) {
      case Kind.CallIn: this.#callIn(entry); return;
      // The segment that starts behind any such entry is all of it.
      case Kind.Continuation: return;
      case Kind.Subscription: replayer.handedOut.subscribe(entry.promise); return;
      case Kind.OutsideWrite: {
        if (entry.object === 0 && entry.key === undefined) {
          // Data of the outside, by the numbers in the value.
          replayer.value(entry.value);
          return;
        }
        if (entry.object === 0) {
          const path = entry.key as string;
          if (!writePureState(path, replayer.value(entry.value))) replayer.unknown(path);
          return;
        }
        const object = replayer.program(entry.object) as Record<PropertyKey, unknown>;
        const key = replayer.value(entry.key) as PropertyKey | undefined;
        refresh(object);
        // Without a key it is all of the object, in place.
        if (key === undefined) replayer.value(entry.value);
        else if (entry.deleted) Reflect.deleteProperty(object, key);
        else if (entry.definition !== undefined) this.#define(object, key, entry, entry.definition);
        else object[key] = replayer.value(entry.value, getOwnPropertyDescriptor(object, key)?.value);
        flush(object);
        return;
      }
      case Kind.Exposure: {
        const object = replayer.program(entry.object) as Record<PropertyKey, unknown>;
        const key = exposedSymbol(entry.key, object) ?? replayer.value(entry.key);
        const value = unnamedPart(object, key) ?? metadataAt(object, key) ?? object[key as PropertyKey];
        if (isPrimitive(value)) replayer.unknown('an object of the program that the outside met');
        programId(value as object);
        replayer.outward.value(value);
        return;
      }
      default: replayer.diverged({ what: 'unknown', name: 'an entry that cannot be performed', site: 0 });
    }
  }

  #define(object: object, key: PropertyKey, entry: OutsideWriteEntry, { accessor, writable, enumerable, configurable, setter }: Definition): void {
    const replayer: Replayer = this.#replayer;
    const value = replayer.value(entry.value, getOwnPropertyDescriptor(object, key)?.value);
    const kind = accessor ? { get: value as () => unknown, set: replayer.value(setter) as (value: unknown) => void } : { value, writable };
    defineProperty(object, key, { ...kind, enumerable, configurable });
  }

  #callIn(entry: Extract<SequenceEntry, { kind: typeof Kind.CallIn }>): void {
    const replayer: Replayer = this.#replayer;
    replayer.order.marks.flush();
    const fn = entry.fn !== 0 ? replayer.program(entry.fn) : entry.how === 'method' ? programModules : throws;
    const key = replayer.value(entry.key) as PropertyKey;
    const thisArg = replayer.value(entry.thisArg);
    const args: unknown[] = [];
    for (let i = 0; i < entry.args.length; i++) args.push(replayer.value(entry.args[i]));
    let threw = false;
    let thrown: unknown;
    inContext(entry.context, () => {
      try {
        replayer.goesOut(invoke(fn, entry.how, key, thisArg, args));
      } catch (error) {
        threw = true;
        thrown = error;
        replayer.goesOut(error);
      }
    });
    replayer.order.marks.flush();
    replayer.due();
    const end = replayer.order.next;
    if (end?.kind !== Kind.CallInEnd || end.threw !== threw) replayer.diverged({ what: 'call-in end', threw, error: thrown, entry, site: 0 });
    replayer.order.advance();
    if (threw && replayer.order.next?.kind === Kind.Uncaught) {
      replayer.order.advance();
      this.thrown = { error: thrown };
      if (replayer.takeHeard()) process.once('uncaughtException', noop);
    }
  }
}

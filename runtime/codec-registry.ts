// Classes whose instances cross by value because the program said how. Loads next to nothing: processes in which nothing
// is recorded register codecs, too.
import { RepriseError } from '../contract/errors.js';

/** How instances of a class are recorded and made again. None of the functions is recorded; they must depend on their arguments alone. */
export interface Codec<T extends object, D> {
  /** What recordings call the class; its own name by default. A recording replays as long as the name stays. */
  readonly name?: string;
  /**
   * Gives what an instance consists of: data, which may hold instances of registered classes again, but not the
   * instance itself. Called while recording, each time an instance comes in from outside.
   */
  encode(instance: T): D;
  /** Makes the instance again, from equal data. Called in a replay. */
  decode(data: D): T;
  /**
   * Brings an instance that came in before up to date, in a replay. Without it instances are taken to never change:
   * one that did, and comes in again, ends the recording.
   */
  update?(instance: T, data: D): void;
}

/** A codec under its name. */
export interface NamedCodec extends Codec<object, unknown> { readonly name: string }

const byPrototype = new Map<object, NamedCodec>();
const byName = new Map<string, NamedCodec>();

/**
 * Adds a codec.
 *
 * @throws RepriseError REPRISE_CODEC if the class or the name has one
 */
export function addCodec(prototype: object, codec: NamedCodec): void {
  const { name } = codec;
  if (byPrototype.has(prototype)) throw wrong(`${name} has a codec already.`, 'Register one codec for a class, once.');
  if (byName.has(name)) throw wrong(`another class has a codec of the name ${JSON.stringify(name)}.`, "Give one of them a name of its own: registerCodec(type, { name: '…', encode, decode })");
  byPrototype.set(prototype, codec);
  byName.set(name, codec);
}

/** The codec of the class whose prototype this is. */
export function codecOf(prototype: object): NamedCodec | undefined {
  return byPrototype.size === 0 ? undefined : byPrototype.get(prototype);
}

/**
 * The codec that a recording names.
 *
 * @throws RepriseError REPRISE_CODEC if the program has none of the name
 */
export function codecNamed(name: string): NamedCodec {
  const found = byName.get(name);
  if (found === undefined) throw wrong(`the recording holds an instance of ${name}, for which the program has registered no codec yet.`, `Register it before the first instance comes in, as when it was recorded: registerCodec(${name}, { encode, decode })`);
  return found;
}

/** An error of a codec. */
export function wrong(what: string, next: string, cause?: unknown): RepriseError {
  return new RepriseError('REPRISE_CODEC', what, cause === undefined ? { next } : { next, cause });
}

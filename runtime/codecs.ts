// `registerCodec` as a program has it.
import { addCodec, wrong, type Codec, type NamedCodec } from './codec-registry.js';
import { state } from './emitted.js';

/** Constructors of all types: parameters are contravariant, so only `any` takes every one. */
type Class<T> = abstract new (...args: any[]) => T;

const PASS_CLASS = 'Pass the class itself: registerCodec(Money, { encode, decode })';

/**
 * Lets instances of a class cross by value. Without a codec an instance that the outside gives is a handle: what the
 * program does with it is recorded operation by operation. With one, the program gets the instance itself while
 * recording, and in a replay one that {@link Codec.decode} made.
 *
 * Instances of subclasses are not meant. Register at the top level of the module that declares the class, so that it
 * happens before the first instance comes in.
 *
 * @throws RepriseError REPRISE_CODEC if the class or the name has a codec already, the class is none, crosses by value
 * anyway, or belongs to an outside package
 */
export function registerCodec<T extends object, D>(type: Class<T>, codec: Codec<T, D>): void {
  if (typeof type !== 'function') throw wrong(`a codec is registered for ${type === null ? 'null' : `a value of type ${typeof type}`}, which is no class.`, PASS_CLASS);
  const { name = type.name, encode, decode, update } = codec;
  if (typeof name !== 'string' || name === '') throw wrong('the codec of a class without a name has no name.', "Give it one: registerCodec(type, { name: 'Money', encode, decode })");
  for (const [part, value] of Object.entries({ encode, decode, ...(update === undefined ? {} : { update }) })) {
    if (typeof value !== 'function') throw wrong(`the codec of ${name} has no function ${part}.`, 'A codec is an object with the functions encode and decode, and with update if instances change.');
  }
  const prototype: unknown = type.prototype;
  if (typeof prototype !== 'object' || prototype === null) throw wrong(`${name} is a function without a prototype, which is no class.`, PASS_CLASS);
  const reason = state().codecs?.refuses(type, prototype);
  if (reason !== undefined) throw wrong(`${name} ${reason.why}.`, reason.next);
  addCodec(prototype, { name, encode, decode, ...(update === undefined ? {} : { update }) } as NamedCodec);
}

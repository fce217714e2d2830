// Codecs at work: instances to data while recording, data to instances in a replay. Their functions run as part of the
// outside, so that nothing they do becomes an entry.
import { crc32 } from 'node:zlib';
import type { RepriseError } from '../contract/errors.js';
import { codecNamed, codecOf, wrong, type NamedCodec } from './codec-registry.js';
import { crossesByItself, isData } from './data.js';
import { standinOf } from './identity.js';
import { getPrototypeOf, isProxy } from './natives.js';
import { Preview } from './preview.js';
import type { CodecCheck } from './program.js';
import { isPlainClass } from './program-classes.js';
import { enterOutside, restore } from './side.js';

/** Which classes can have no codec. */
export const codecCheck: CodecCheck = { refuses };

function refuses(type: Function, prototype: object): ReturnType<CodecCheck['refuses']> {
  if (standinOf.has(type)) return { why: 'belongs to the outside: a replay does not load it, so nothing could make its instances', next: 'If its package computes from its arguments alone, name that in the option "pure" of the plugin. Otherwise do without a codec.' };
  if (isProxy(type) || crossesByItself(prototype)) return { why: 'is a class of the language or the host, whose instances cross in their own way', next: 'Do without a codec.' };
  return undefined;
}

/** Instances that came in, with a checksum of what they consisted of. */
const sums = new WeakMap<object, number>();
/** Instances that are being encoded. */
const open = new Set<object>();

/** Whether an instance is being encoded. */
export function isHalfWay(instance: object): boolean {
  return open.size > 0 && open.has(instance);
}

/** Of an instance that is, and comes in its own data: it would have to be there before it is made. */
export function holdsItself(instance: object): RepriseError {
  return wrong(`the codec of ${codecOf(getPrototypeOf(instance)!)!.name} gives data that holds the same instance again.`, 'Leave it out of what encode gives, and let decode put it back.');
}

/**
 * Gives the data that an instance consists of to a function that writes it.
 *
 * @throws RepriseError REPRISE_CODEC
 */
export function encodeInstance(instance: object, codec: NamedCodec, write: (data: unknown) => void): void {
  const { name } = codec;
  const data = call(name, 'encode', () => codec.encode(instance));
  if (!isData(data, undefined, isPlainClass)) throw wrong(`the codec of ${name} gives something that is not data.`, 'encode has to give primitives, arrays, objects without a class, Map, Set, Date, Buffer … or instances of classes with a codec.');
  const sum = sumOf(data);
  const before = sums.get(instance);
  if (before !== undefined && before !== sum && codec.update === undefined) throw wrong(`an instance of ${name} came in a second time and had changed, but its codec has no update.`, `Add it: registerCodec(${name}, { encode, decode, update(instance, data) { … } })`);
  sums.set(instance, sum);
  open.add(instance);
  try {
    write(data);
  } finally {
    open.delete(instance);
  }
}

/**
 * Makes an instance, or brings the one that the program has up to date.
 *
 * @throws RepriseError REPRISE_CODEC
 */
export function decodeInstance(name: string, data: unknown, known: object | undefined): object {
  const codec = codecNamed(name);
  if (known !== undefined) {
    call(name, 'update', () => { codec.update?.(known, data); });
    return known;
  }
  const instance = call(name, 'decode', () => codec.decode(data));
  if (typeof instance !== 'object' || instance === null || isProxy(instance) || codecOf(getPrototypeOf(instance) ?? instance) !== codec) throw wrong(`decode of the codec of ${name} gave something that is no instance of ${name}.`, `Let it give what encode took: an instance of ${name} itself, not of a subclass.`);
  return instance;
}

function call<T>(name: string, part: string, run: () => T): T {
  const before = enterOutside();
  try {
    return run();
  } catch (error) {
    throw wrong(`${part} of the codec of ${name} threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}.`, 'Correct the codec.', error);
  } finally {
    restore(before);
  }
}

const preview = new Preview('full', false);

function sumOf(data: unknown): number {
  const { writer } = preview;
  const start = preview.add([data], true);
  const sum = crc32(writer.bytes.subarray(start, writer.length));
  writer.length = start;
  return sum;
}

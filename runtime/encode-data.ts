// Data that crosses from the outside to the program, while recording: see data.ts for what that is.
import { inspect as nativeInspect } from 'node:util';
import { crc32 } from 'node:zlib';
import { RepriseError } from '../contract/errors.js';
import { Tag } from '../recording/value.js';
import type { ValueWriter } from '../recording/value-bytes.js';
import { encodeInstance, holdsItself, isHalfWay } from './codec-use.js';
import { codecOf, type NamedCodec } from './codec-registry.js';
import { bytesOf } from './binary.js';
import { headerPairs, mapForEach, mapSize, paramsText, setForEach, setSize } from './collection-methods.js';
import { flatParts, type FlatData } from './data.js';
import { makeStack } from './error-stacks.js';
import { dataId, idOf } from './identity.js';
import { integrityOf } from './integrity.js';
import { intrinsicPath, isHeadersPrototype, methodsOfHeaders } from './intrinsics.js';
import { enumerableKeys, getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf, getTime, hasSymbols, isNativeError, isPrimitive, ownKeys } from './natives.js';
import { lenderOf, placeOf, type Place } from './memory.js';
import { isShared, sharedMemory } from './shared-memory.js';
import { brandOf } from './slots.js';
import { classPath } from './program-classes.js';
import { writeSymbol } from './symbols.js';

/** Captured before the program's own is put there. */
const inspect = nativeInspect;

/** Bytes beyond which data is worth a checksum. */
const LARGE = 64;

/** Writes data. */
export class DataEncoder {
  /** @param refused - called for what a codec of the program does wrong */
  constructor(protected readonly writer: ValueWriter, private readonly refused: (error: RepriseError) => never) {}

  /** Checksums of program data as it was appended last. */
  readonly #sums = new WeakMap<object, number>();

  /**
   * Appends data; data of the program that has not changed since it was appended last as a reference. A function that
   * hands its whole collection to each callback would otherwise write it once an item.
   */
  protected dataOnce(object: object): void {
    const { writer } = this;
    const start = writer.length;
    const { learned } = writer;
    const known = (idOf(object) ?? 0) < 0;
    const flat = flatParts(object);
    if (flat === undefined) this.data(object, new Set());
    else this.#flat(flat);
    if (!known || writer.length - start < LARGE) return;
    const sum = crc32(writer.bytes.subarray(start, writer.length));
    // What the reader learns from here must stay.
    if (this.#sums.get(object) === sum && writer.learned === learned) {
      writer.length = start;
      this.dataReference(object);
    } else this.#sums.set(object, sum);
  }

  protected dataReference(shown: object): object {
    this.writer.byte(Tag.DataRef);
    this.id(dataId(shown));
    return shown;
  }

  protected id(id: number): void {
    this.writer.data(id);
  }

  protected primitive(value: unknown): void {
    const { writer } = this;
    switch (typeof value) {
      case 'undefined': writer.byte(Tag.Undefined); return;
      case 'boolean': writer.byte(value ? Tag.True : Tag.False); return;
      case 'number': writer.number(value); return;
      case 'string': writer.string(value); return;
      case 'bigint': writer.byte(Tag.BigInt); writer.string(String(value)); return;
      case 'symbol': writeSymbol(writer, value); return;
      default: writer.byte(Tag.Null);
    }
  }

  /** Appends what {@link isData} accepted. */
  protected data(value: unknown, seen: Set<object>): void {
    if (isPrimitive(value)) {
      this.primitive(value);
      return;
    }
    const { writer } = this;
    const object = value as object;
    const isNew = idOf(object) === undefined;
    const id = dataId(object);
    if (seen.has(object)) {
      if (isHalfWay(object)) this.refused(holdsItself(object));
      writer.byte(Tag.DataRef);
      this.id(id);
      return;
    }
    seen.add(object);
    this.integrity(object);
    const codec = id > 0 && !Array.isArray(object) ? codecOf(getPrototypeOf(object) ?? object) : undefined;
    if (codec !== undefined) this.#instance(object, id, codec, seen);
    else if (Array.isArray(object)) {
      writer.byte(Tag.Array);
      this.id(id);
      writer.varint(object.length);
      for (let i = 0; i < object.length; i++) {
        if (i in object) this.data(object[i], seen);
        else writer.byte(Tag.Hole);
      }
      this.#properties(object, ownKeys(object).filter((key) => key !== 'length' && !isIndex(key, object.length)), seen);
    } else if (ArrayBuffer.isView(object)) this.#view(object, id, isNew);
    else if (object instanceof ArrayBuffer || object instanceof SharedArrayBuffer) {
      if (isNew && id > 0 && isShared(object)) this.refused(sharedMemory('comes in', undefined));
      const lender = isNew ? lenderOf(object) : undefined;
      if (lender === undefined) this.#bytes(Tag.ArrayBuffer, id, undefined, bytesOf(object));
      else this.#placed(id, 'ArrayBuffer', { memory: lender, size: object.byteLength, offset: 0 }, bytesOf(object));
    } else if (object instanceof Date) this.head(Tag.Date, id).number(getTime(object));
    else if (object instanceof RegExp) {
      const head = this.head(Tag.RegExp, id);
      head.string(object.source);
      head.string(object.flags);
      head.varint(object.lastIndex);
    } else if (object instanceof Map) {
      this.head(Tag.Map, id).varint(mapSize(object));
      mapForEach(object, (item, key) => {
        this.data(key, seen);
        this.data(item, seen);
      });
    } else if (object instanceof Set) {
      this.head(Tag.Set, id).varint(setSize(object));
      setForEach(object, (item) => { this.data(item, seen); });
    } else if (object instanceof URL) this.head(Tag.Url, id).string(object.href);
    else if (object instanceof URLSearchParams) this.head(Tag.UrlSearchParams, id).string(paramsText(object));
    else if (isHeaders(object)) {
      const pairs = asWritten(object);
      const head = this.head(Tag.Headers, id);
      head.varint(pairs.length);
      for (const [name, text] of pairs) {
        head.string(name);
        head.string(text);
      }
    } else if (object instanceof DOMException) {
      const head = this.head(Tag.DomException, id);
      head.string(object.message);
      head.string(object.name);
      head.string(String(object.stack));
    } else if (object instanceof Number || object instanceof String || object instanceof Boolean || object instanceof BigInt) {
      this.head(Tag.Boxed, id);
      this.primitive(object.valueOf());
    } else {
      const error = isNativeError(object);
      if (error) makeStack(object);
      const prototype = getPrototypeOf(object);
      if (!error && prototype === Object.prototype && this.#record(object, id, seen)) return;
      this.#objectHead(object, error ? Tag.Error : Tag.Object, id);
      this.#properties(object, ownKeys(object), seen);
    }
  }

  /** Appends that an object is not extensible, sealed or frozen, if it is; the object comes next. */
  protected integrity(object: object): void {
    if (Object.isExtensible(object)) return;
    this.writer.byte(Tag.Rigid);
    this.writer.byte(integrityOf(object));
  }

  /** {@link data} of an object whose parts are known. */
  #flat({ object, keys, values }: FlatData): void {
    const { writer } = this;
    const id = dataId(object);
    this.integrity(object);
    const isRecord = getPrototypeOf(object) !== null && this.#recordHead(id, keys);
    if (!isRecord) this.#objectHead(object, Tag.Object, id).varint(keys.length);
    for (let i = 0; i < keys.length; i++) {
      if (!isRecord) {
        writer.byte(1);
        writer.string(keys[i]!);
      }
      this.primitive(values[i]);
    }
  }

  /** Appends an object whose properties are all enumerable by its shape; false if its shape is not kept. */
  #record(object: object, id: number, seen: Set<object>): boolean {
    const keys = enumerableKeys(object);
    if (keys.length !== getOwnPropertyNames(object).length || hasSymbols(object) || !this.#recordHead(id, keys)) return false;
    for (const key of keys) {
      const descriptor = getOwnPropertyDescriptor(object, key)!;
      this.data('value' in descriptor ? descriptor.value : (object as Record<PropertyKey, unknown>)[key], seen);
    }
    return true;
  }

  #recordHead(id: number, keys: readonly string[]): boolean {
    const shape = this.writer.shapeOf(keys);
    if (shape !== undefined) this.head(Tag.Record, id).shape(shape, keys);
    return shape !== undefined;
  }

  #objectHead(object: object, tag: number, id: number): ValueWriter {
    const head = this.head(tag, id);
    const prototype = getPrototypeOf(object);
    if (prototype === null) head.byte(Tag.Null);
    else {
      head.byte(Tag.Intrinsic);
      head.string(intrinsicPath(prototype) ?? classPath(prototype)!);
    }
    return head;
  }

  /** Appends an instance of a class with a codec: the codec's name, and the data that it gives. */
  #instance(object: object, id: number, codec: NamedCodec, seen: Set<object>): void {
    try {
      encodeInstance(object, codec, (data) => {
        this.head(Tag.Instance, id).string(codec.name);
        this.data(data, seen);
      });
    } catch (error) {
      if (!(error instanceof RepriseError)) throw error;
      this.refused(error);
    }
  }

  protected head(tag: number, id: number): ValueWriter {
    this.writer.byte(tag);
    this.id(id);
    return this.writer;
  }

  #view(view: ArrayBufferView, id: number, isNew: boolean): void {
    const name = Buffer.isBuffer(view) ? 'Buffer' : view.constructor.name;
    if (isNew && id > 0 && isShared(view)) this.refused(sharedMemory('comes in', undefined));
    const place = isNew ? placeOf(view) : undefined;
    const bytes = bytesOf(view);
    if (place !== undefined) this.#placed(id, name, place, bytes);
    else if (name === 'Buffer') this.#bytes(Tag.Buffer, id, undefined, bytes);
    else this.#bytes(view instanceof DataView ? Tag.DataView : Tag.TypedArray, id, name, bytes);
  }

  #placed(id: number, name: string, { memory, size, offset }: Place, bytes: Uint8Array): void {
    const head = this.head(Tag.View, id);
    head.string(name);
    head.data(memory);
    head.varint(size);
    head.varint(offset);
    head.blob(bytes);
  }

  #bytes(tag: number, id: number, name: string | undefined, bytes: Uint8Array): void {
    const head = this.head(tag, id);
    if (name !== undefined) head.string(name);
    head.blob(bytes);
  }

  #properties(object: object, keys: readonly PropertyKey[], seen: Set<object>): void {
    const { writer } = this;
    writer.varint(keys.length);
    for (const key of keys) {
      const descriptor = getOwnPropertyDescriptor(object, key)!;
      writer.byte(descriptor.enumerable === true ? 1 : 0);
      writer.string(String(key));
      this.data('value' in descriptor ? descriptor.value : (object as Record<PropertyKey, unknown>)[key], seen);
    }
  }
}

function isHeaders(object: object): object is Headers {
  const brand = getPrototypeOf(object) === Object.prototype ? undefined : brandOf(object);
  return brand !== undefined && isHeadersPrototype(brand);
}

/** Whether a key is that of an item of an array. */
export function isIndex(key: PropertyKey, length: number): boolean {
  return typeof key === 'string' && String(Number(key)) === key && Number(key) < length && Number(key) >= 0 && Number.isInteger(Number(key));
}

/** Headers as their text shows them: an iteration sorts them, and gives their names in lower case. */
function asWritten(headers: Headers): readonly (readonly [string, string])[] {
  const sorted = headerPairs(methodsOfHeaders(), headers);
  if (sorted.length === 0) return sorted;
  const names: string[] = [];
  for (const [, , quoted, bare] of inspect(headers, SHORT).matchAll(NAME)) names.push((quoted ?? bare)!);
  const pairs = names.flatMap((name) => sorted.filter(([lower]) => lower === name.toLowerCase()).map(([, text]) => [name, text] as const));
  return pairs.length === sorted.length ? pairs : sorted;
}

const SHORT = { maxStringLength: 0, breakLength: Infinity, compact: true, customInspect: true } as const;
/** No name has a space or a colon. */
const NAME = /(?:\{ |, )(?:(['"`])([^ :]+)\1|([\w$]+)): ''/g;

// Arguments of a crossing as bytes: written while recording, made anew and compared in a replay. No getter, proxy or
// custom method of the program runs for it.
import { crc32 } from 'node:zlib';
import type { RecordOptions } from '../contract/record-options.js';
import { ByteWriter } from '../recording/bytes.js';
import type { PreviewBases } from '../recording/entry.js';
import { comparedText, PreviewTag } from '../recording/preview.js';
import { bytesOf } from './binary.js';
import { className, functionName } from './class-names.js';
import type { FlatData } from './data.js';
import { standinOf } from './identity.js';
import { intrinsicPath } from './intrinsics.js';
import { stampOf } from './stamp.js';
import { withoutFrames } from './stack-text.js';
import { getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf, isAnyArrayBuffer, isBoxedPrimitive, isDate, isMap, isNativeError, isProxy, isRegExp, isSet } from './natives.js';

/**
 * How much of arguments is kept: strings up to a length whole, the first bytes of buffers, and how many values before
 * the rest is left out of the comparison.
 */
const limits = {
  preview: { string: 120, bytes: 16, values: 2_000 },
  digest: { string: 120, bytes: 16, values: 2_000 },
  full: { string: Infinity, bytes: Infinity, values: Infinity },
} as const;

/** Of a long string the frames are left out when it is written: here, where a stack is short in one of the runs, or all of strings is kept. */
export function differsInFrames(args: Uint8Array, bases: PreviewBases | undefined, others: Uint8Array, otherBases: PreviewBases | undefined): boolean {
  let frames = false;
  const kept = (text: string): string => {
    const without = withoutFrames(text);
    frames ||= without !== text;
    return without;
  };
  const { string } = limits.preview;
  return comparedText(args, bases, kept, string) === comparedText(others, otherBases, kept, string) && frames;
}

/** Bytes of strings and buffers are checked by CRC-32: a changed argument is found, however long it is. */
export class Preview {
  readonly writer = new ByteWriter(4096, false);
  /** What numbers in the arguments added last are relative to; -1 where they name nothing of the kind. */
  handleBase = -1;
  programBase = -1;
  readonly #kept: RecordOptions['arguments'];
  readonly #limits: (typeof limits)[RecordOptions['arguments']];
  readonly #relative: boolean;
  #left = 0;
  #contents = true;
  #flat: FlatData | undefined;
  readonly #seen = new Set<object>();

  /** @param relative - whether numbers are distances: not in recordings of format 1 */
  constructor(kept: RecordOptions['arguments'], relative: boolean) {
    this.#kept = kept;
    this.#limits = limits[kept];
    this.#relative = relative;
  }

  /**
   * Appends the arguments; gives the offset of their first byte.
   *
   * @param contents - whether bytes of buffers count: not where the operation is there to fill them, since
   * `Buffer.allocUnsafe` holds whatever was there before
   * @param flat - what is known of one of them
   */
  add(args: readonly unknown[], contents: boolean, flat?: FlatData): number {
    const start = this.writer.length;
    this.#contents = contents;
    this.#flat = flat;
    this.#left = this.#limits.values;
    this.handleBase = this.programBase = -1;
    for (let i = 0; i < args.length; i++) this.#value(args[i]);
    this.#flat = undefined;
    if (this.#seen.size > 0) this.#seen.clear();
    if (this.#kept === 'digest' && this.writer.length > start) this.#digest(start);
    return start;
  }

  #digest(start: number): void {
    const { writer } = this;
    const sum = crc32(writer.bytes.subarray(start, writer.length));
    writer.length = start;
    writer.byte(PreviewTag.Digest);
    writer.varint(sum);
  }

  #handle(id: number): void {
    if (!this.#relative) {
      this.writer.varint(id);
      return;
    }
    if (this.handleBase < 0) this.handleBase = id;
    this.writer.zigzag(id - this.handleBase);
  }

  #id(id: number): void {
    if (!this.#relative) {
      this.writer.varint(id);
      return;
    }
    if (this.programBase < 0) this.programBase = id;
    this.writer.zigzag(id - this.programBase);
  }

  #value(value: unknown): void {
    const { writer } = this;
    if (this.#left-- <= 0) {
      writer.byte(PreviewTag.More);
      return;
    }
    switch (typeof value) {
      case 'undefined': writer.byte(PreviewTag.Undefined); return;
      case 'boolean': writer.byte(value ? PreviewTag.True : PreviewTag.False); return;
      case 'number': writer.number(value); return;
      case 'string': this.#string(value); return;
      case 'bigint': writer.byte(PreviewTag.BigInt); writer.string(String(value)); return;
      case 'symbol': writer.byte(PreviewTag.Symbol); writer.string(value.description ?? ''); return;
      default: if (value === null) writer.byte(PreviewTag.Null); else this.#object(value as object);
    }
  }

  #string(value: string): void {
    const { writer } = this;
    if (value.length <= this.#limits.string) {
      writer.string(value);
      return;
    }
    const text = withoutFrames(value);
    writer.byte(PreviewTag.LongString);
    writer.string(text.slice(0, this.#limits.string));
    writer.varint(text.length);
    writer.varint(crc32(text));
  }

  #object(value: object): void {
    const { writer } = this;
    const known = stampOf(value);
    // What the program put into data is dressed already: the outside's own may stand where the program has a stand-in.
    const standin = known === undefined ? undefined : known.standin ?? (known.shown === undefined || known.id < 0 || known.promise !== undefined ? undefined : standinOf.get(known.shown));
    if (standin !== undefined) {
      if (standin.path === undefined) {
        writer.byte(PreviewTag.Handle);
        this.#handle(standin.id);
      } else {
        writer.byte(PreviewTag.Root);
        writer.string(standin.path);
      }
      return;
    }
    // What the program put into data of the outside.
    if (known?.program !== undefined) {
      this.#object(known.program);
      return;
    }
    // What the program made has a number; intrinsics have none.
    const intrinsic = known !== undefined && known.id < 0 ? undefined : intrinsicPath(value);
    if (intrinsic !== undefined) {
      writer.byte(PreviewTag.Intrinsic);
      writer.string(intrinsic);
      return;
    }
    const promise = known?.promise;
    if (promise !== undefined) {
      this.#program(promise.id, 'Promise of the outside');
      return;
    }
    const id = known?.id || undefined;
    if (typeof value === 'function') {
      writer.byte(PreviewTag.Function);
      this.#id(id === undefined ? 0 : Math.abs(id));
      writer.string(functionName(value));
      return;
    }
    if (this.#seen.has(value)) {
      writer.byte(PreviewTag.Seen);
      return;
    }
    this.#seen.add(value);
    if (isProxy(value)) this.#program(Math.abs(id ?? 0), 'Proxy');
    // What most objects are, asked first: each of the questions below is a call into the host.
    else if (getPrototypeOf(value) === Object.prototype && !isNativeError(value)) this.#plain(value);
    else if (ArrayBuffer.isView(value)) this.#bytes(value.constructor.name, bytesOf(value));
    else if (isAnyArrayBuffer(value)) this.#bytes('ArrayBuffer', bytesOf(value));
    else if (isDate(value)) this.#text('Date', String(value.getTime()));
    else if (isRegExp(value)) this.#text('RegExp', `/${value.source}/${value.flags}`);
    else if (getPrototypeOf(value) === URL.prototype) this.#text('URL', (value as URL).href);
    else if (getPrototypeOf(value) === URLSearchParams.prototype) this.#text('URLSearchParams', (value as URLSearchParams).toString());
    else if (isBoxedPrimitive(value)) this.#text('Object', String(value.valueOf()));
    else if (isNativeError(value) || known?.original !== undefined) this.#text('Error', String(getOwnPropertyDescriptor(value, 'message')?.value));
    else if (Array.isArray(value)) {
      writer.byte(PreviewTag.Array);
      writer.varint(Math.min(value.length, this.#left));
      for (let i = 0, end = Math.min(value.length, this.#left); i < end; i++) this.#property(value, i);
    } else if (isMap(value)) {
      writer.byte(PreviewTag.Map);
      writer.varint(value.size);
      for (const [key, item] of value as Map<unknown, unknown>) {
        this.#value(key);
        this.#value(item);
      }
    } else if (isSet(value)) {
      writer.byte(PreviewTag.Set);
      writer.varint(value.size);
      for (const item of value as Set<unknown>) this.#value(item);
    } else {
      const prototype = getPrototypeOf(value);
      if (prototype !== null && prototype !== Object.prototype) this.#program(Math.abs(id ?? 0), className(prototype));
      else this.#plain(value);
    }
  }

  #plain(value: object): void {
    const flat = this.#flat?.object === value ? this.#flat : undefined;
    const keys = flat?.keys ?? getOwnPropertyNames(value);
    const count = Math.min(keys.length, Math.max(this.#left, 0));
    this.writer.byte(PreviewTag.Object);
    this.writer.varint(count);
    for (let i = 0; i < count; i++) {
      this.#string(keys[i]!);
      if (flat === undefined) this.#property(value, keys[i]!);
      else this.#value(flat.values[i]);
    }
  }

  #property(object: object, key: PropertyKey): void {
    const descriptor = getOwnPropertyDescriptor(object, key);
    if (descriptor !== undefined && 'value' in descriptor) this.#value(descriptor.value);
    else this.writer.byte(PreviewTag.More);
  }

  #bytes(name: string, bytes: Uint8Array): void {
    this.writer.byte(PreviewTag.Bytes);
    this.writer.string(name);
    this.writer.varint(bytes.length);
    this.writer.varint(this.#contents ? crc32(bytes) : 0);
    this.writer.blob(bytes.subarray(0, this.#contents ? this.#limits.bytes : 0));
  }

  #text(name: string, text: string): void {
    this.writer.byte(PreviewTag.Text);
    this.writer.string(name);
    this.#string(text);
  }

  #program(id: number, name: string): void {
    this.writer.byte(PreviewTag.Program);
    this.#id(id);
    this.writer.string(name);
  }
}

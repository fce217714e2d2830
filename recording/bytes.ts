// The byte level: varints, numbers, strings with a dictionary. Writer and reader side by side.
import { Tag } from './value.js';

/** Strings up to this many UTF-16 units enter the dictionary … */
const DICTIONARY_LENGTH = 96;
/** … while it has fewer entries than this, so that a long run's memory stays bounded. */
const DICTIONARY_SIZE = 65_536;

/** Strings up to this long are written byte by byte; their length fits one byte. */
const SHORT = 64;

/** Up to this many bytes are copied one by one: a view of them costs more. */
const FEW_BYTES = 64;

const double = new Float64Array(1);
const doubleBytes = new Uint8Array(double.buffer);

/** Appends encoded primitives to a buffer that grows and is reused. */
export class ByteWriter {
  bytes: Buffer;
  length = 0;
  readonly #dictionary: Map<string, number> | undefined;

  /** @param dictionary - whether repeated strings are stored once; off for bytes that must compare by themselves */
  constructor(size: number, dictionary: boolean) {
    this.bytes = Buffer.allocUnsafeSlow(size);
    this.#dictionary = dictionary ? new Map() : undefined;
  }

  /** Strings in the dictionary. */
  get strings(): number {
    return this.#dictionary?.size ?? 0;
  }

  protected forgetStrings(): void {
    this.#dictionary?.clear();
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + count));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = value;
  }

  /** Unsigned, up to 2^53 - 1. */
  varint(value: number): void {
    // Most are one byte; what is inlined wherever values are written should be no more than that.
    if (value < 128 && this.length < this.bytes.length) this.bytes[this.length++] = value;
    else this.#longVarint(value);
  }

  #longVarint(value: number): void {
    if (this.length + 8 > this.bytes.length) this.reserve(8);
    const { bytes } = this;
    let at = this.length;
    while (value >= 0x80000000) {
      bytes[at++] = (value % 128) | 128;
      value = Math.floor(value / 128);
    }
    while (value > 127) {
      bytes[at++] = (value & 127) | 128;
      value >>>= 7;
    }
    bytes[at++] = value;
    this.length = at;
  }

  /** Signed, up to 2^52. */
  zigzag(value: number): void {
    this.varint(value < 0 ? -value * 2 - 1 : value * 2);
  }

  /** A number with its tag: whole numbers as zigzag varints, all else (and -0) as eight bytes. */
  number(value: number): void {
    if (Number.isInteger(value) && value <= 0x3fffffffffff && value >= -0x3fffffffffff && !Object.is(value, -0)) {
      this.byte(Tag.Int);
      this.zigzag(value);
      return;
    }
    this.byte(Tag.Double);
    this.double(value);
  }

  /** Eight bytes, little endian, without a tag. */
  double(value: number): void {
    if (this.length + 8 > this.bytes.length) this.reserve(8);
    const { bytes } = this;
    const at = this.length;
    double[0] = value;
    bytes[at] = doubleBytes[0]!;
    bytes[at + 1] = doubleBytes[1]!;
    bytes[at + 2] = doubleBytes[2]!;
    bytes[at + 3] = doubleBytes[3]!;
    bytes[at + 4] = doubleBytes[4]!;
    bytes[at + 5] = doubleBytes[5]!;
    bytes[at + 6] = doubleBytes[6]!;
    bytes[at + 7] = doubleBytes[7]!;
    this.length = at + 8;
  }

  /** A string with its tag. */
  string(value: string): void {
    if (this.#dictionary !== undefined && value.length <= DICTIONARY_LENGTH) {
      const known = this.#dictionary.get(value);
      if (known !== undefined) {
        this.byte(Tag.StringRef);
        this.varint(known);
        return;
      }
      if (value.isWellFormed() && this.#dictionary.size < DICTIONARY_SIZE) this.#dictionary.set(value, this.#dictionary.size);
    }
    this.#text(Tag.String, value);
  }

  /** A string that is not expected again: it stays out of the dictionary. */
  text(value: string): void {
    this.#text(Tag.Text, value);
  }

  #text(tag: number, value: string): void {
    if (value.length <= SHORT && this.#ascii(tag, value)) return;
    if (value.isWellFormed()) {
      const size = Buffer.byteLength(value);
      this.byte(tag);
      this.varint(size);
      this.reserve(size);
      this.length += this.bytes.write(value, this.length, 'utf8');
    } else {
      this.byte(Tag.WideString);
      this.varint(value.length * 2);
      this.reserve(value.length * 2);
      this.length += this.bytes.write(value, this.length, 'utf16le');
    }
  }

  /** Writes a short string byte by byte, which is faster than a call into the host; false if it is not ASCII. */
  #ascii(tag: number, value: string): boolean {
    const { length } = value;
    this.reserve(length + 2);
    const { bytes } = this;
    let at = this.length;
    bytes[at++] = tag;
    bytes[at++] = length;
    for (let i = 0; i < length; i++) {
      const unit = value.charCodeAt(i);
      if (unit > 127) return false;
      bytes[at++] = unit;
    }
    this.length = at;
    return true;
  }

  /** Bytes behind their length. */
  blob(value: Uint8Array): void {
    this.varint(value.byteLength);
    this.reserve(value.byteLength);
    this.bytes.set(value, this.length);
    this.length += value.byteLength;
  }

  /** {@link blob} of a part of other bytes. */
  part(bytes: Uint8Array, start: number, end: number): void {
    const size = end - start;
    if (size > FEW_BYTES) {
      this.blob(bytes.subarray(start, end));
      return;
    }
    this.varint(size);
    if (this.length + size > this.bytes.length) this.reserve(size);
    for (let i = 0; i < size; i++) this.bytes[this.length + i] = bytes[start + i]!;
    this.length += size;
  }

  /** The bytes so far; valid until the next write. */
  view(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}

/** Reads what {@link ByteWriter} wrote. Running past the end throws a RangeError. */
export class ByteReader {
  constructor(public bytes: Buffer, private readonly dictionary: string[] | undefined, public at = 0) {}

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new RangeError('end of block');
    return value;
  }

  varint(): number {
    // Most are one byte.
    const first = this.bytes[this.at];
    if (first === undefined || first > 127) return this.#longVarint();
    this.at++;
    return first;
  }

  #longVarint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const next = this.byte();
      value += (next & 127) * scale;
      if (next < 128) return value;
    }
  }

  zigzag(): number {
    const value = this.varint();
    // Whole numbers of the machine, if it is one: most are small.
    if (value < 0x40000000) return (value & 1) === 0 ? value >> 1 : -((value + 1) >> 1);
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  double(): number {
    if (this.at + 8 > this.bytes.length) throw new RangeError('end of block');
    const value = this.bytes.readDoubleLE(this.at);
    this.at += 8;
    return value;
  }

  /** A string whose tag was read already. */
  string(tag: number): string {
    if (tag === Tag.StringRef) {
      const value = this.dictionary?.[this.varint()];
      if (value === undefined) throw new RangeError('unknown dictionary string');
      return value;
    }
    const size = this.varint();
    const start = this.at;
    this.#skip(size);
    const value = this.bytes.toString(tag === Tag.WideString ? 'utf16le' : 'utf8', start, this.at);
    if (tag === Tag.String && this.dictionary !== undefined && value.length <= DICTIONARY_LENGTH && this.dictionary.length < DICTIONARY_SIZE) this.dictionary.push(value);
    return value;
  }

  blob(): Buffer {
    return this.slice(this.varint());
  }

  /** A part of the bytes: a view, not a copy. */
  slice(size: number): Buffer {
    const start = this.at;
    this.#skip(size);
    return this.bytes.subarray(start, this.at);
  }

  /** {@link slice} as an array of bytes, which is quicker to make than a Buffer. */
  view(size: number): Uint8Array {
    const start = this.at;
    this.#skip(size);
    return new Uint8Array(this.bytes.buffer, this.bytes.byteOffset + start, size);
  }

  #skip(size: number): void {
    if (this.at + size > this.bytes.length) throw new RangeError('end of block');
    this.at += size;
  }
}

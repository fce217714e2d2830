// Arguments as a comparable preview: what `record` keeps of them, what `replay` compares byte by byte, and what
// people read. Small values are whole; long ones are a beginning with their length and a checksum of the rest.
import { crc32 } from 'node:zlib';
import { ByteReader } from './bytes.js';
import type { PreviewBases } from './entry.js';

/** Tags of previews. Numbers are part of the format and never reused. */
export const PreviewTag = {
  Undefined: 0, Null: 1, True: 2, False: 3, Int: 4, Double: 5, String: 6, WideString: 8, BigInt: 9, Symbol: 12,
  /** The beginning of a string, its length and CRC-32. */
  LongString: 32,
  /** A program function: number, name. */
  Function: 33,
  /** A stand-in: path of a root, or number of a handle. */
  Root: 34, Handle: 35,
  /** Any other object of the program: number, class name. */
  Program: 36,
  Array: 37, Object: 38,
  /** Class name, length in bytes, CRC-32, first bytes. */
  Bytes: 39,
  /** Class name and text of a Date, RegExp, URL, error … */
  Text: 40,
  /** An object met before within the same arguments. */
  Seen: 41,
  /** More than the budget allows: not compared. */
  More: 42,
  Intrinsic: 43,
  Map: 44, Set: 45,
  /** CRC-32 of the preview, where it is all that is kept. */
  Digest: 46,
} as const;

/**
 * Text of a preview for people, the arguments separated by commas.
 *
 * @param bases - what its numbers are relative to; undefined if they are absolute, as in format 1
 */
export function previewText(bytes: Uint8Array, bases: PreviewBases | undefined): string {
  return textOf(new PreviewText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), bases));
}

/**
 * The same for a comparison that leaves out a part of strings: all of them as the long ones are kept.
 *
 * @param kept - what of a string is compared
 * @param length - how much of a long one is kept whole
 */
export function comparedText(bytes: Uint8Array, bases: PreviewBases | undefined, kept: (text: string) => string, length: number): string {
  return textOf(new ComparedText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), bases, kept, length));
}

function textOf(text: PreviewText): string {
  const parts: string[] = [];
  try {
    while (!text.reader.done) parts.push(text.item());
  } catch (error) {
    // A preview is only compared and shown: what is wrong with one keeps nobody from the entries behind it.
    if (!(error instanceof RangeError)) throw error;
    parts.push(`<cannot be read: ${error.message}>`);
  }
  return parts.join(', ');
}

class PreviewText {
  readonly reader: ByteReader;

  constructor(bytes: Buffer, private readonly bases: PreviewBases | undefined) {
    this.reader = new ByteReader(bytes, undefined);
  }

  #list(each: () => string): string {
    return Array.from({ length: this.reader.varint() }, each).join(', ');
  }

  #text(): string {
    return this.reader.string(this.reader.byte());
  }

  #id(space: keyof PreviewBases): number {
    return this.bases === undefined ? this.reader.varint() : this.bases[space] + this.reader.zigzag();
  }

  protected whole(text: string): string {
    return JSON.stringify(text);
  }

  item(): string {
    const { reader } = this;
    const tag = reader.byte();
    switch (tag) {
      case PreviewTag.Undefined: return 'undefined';
      case PreviewTag.Null: return 'null';
      case PreviewTag.True: return 'true';
      case PreviewTag.False: return 'false';
      case PreviewTag.Int: return String(reader.zigzag());
      case PreviewTag.Double: { const value = reader.double(); return Object.is(value, -0) ? '-0' : String(value); }
      case PreviewTag.String: case PreviewTag.WideString: return this.whole(reader.string(tag));
      case PreviewTag.BigInt: return `${this.#text()}n`;
      case PreviewTag.Symbol: return `Symbol(${this.#text()})`;
      case PreviewTag.LongString: { const start = this.#text(); const length = reader.varint(); const sum = reader.varint(); return longText(start, length, sum); }
      case PreviewTag.Function: { const id = this.#id('program'); const name = this.#text(); return `[function ${name || '(anonymous)'} #${id}]`; }
      case PreviewTag.Root: case PreviewTag.Intrinsic: return this.#text();
      case PreviewTag.Handle: return `[handle #${this.#id('handle')}]`;
      case PreviewTag.Program: { const id = this.#id('program'); return `[${this.#text()} #${id}]`; }
      case PreviewTag.Array: return `[${this.#list(() => this.item())}]`;
      case PreviewTag.Set: return `Set {${this.#list(() => this.item())}}`;
      case PreviewTag.Map: return `Map {${this.#list(() => `${this.item()} => ${this.item()}`)}}`;
      case PreviewTag.Object: return `{${this.#list(() => `${this.item().replace(/^"([A-Za-z_$][\w$]*)"$/, '$1')}: ${this.item()}`)}}`;
      case PreviewTag.Bytes: { const name = this.#text(); const length = reader.varint(); const sum = reader.varint(); const start = reader.blob(); return `${name}(${length}) <${start.toString('hex')}${length > start.length ? '…' : ''}> crc ${sum.toString(16)}`; }
      case PreviewTag.Text: { const name = this.#text(); return `${name}(${this.#text()})`; }
      case PreviewTag.Seen: return '[seen]';
      case PreviewTag.More: return '…';
      case PreviewTag.Digest: return `crc ${reader.varint().toString(16)}`;
      default: return `?${tag}`;
    }
  }
}

class ComparedText extends PreviewText {
  constructor(bytes: Buffer, bases: PreviewBases | undefined, private readonly kept: (text: string) => string, private readonly length: number) {
    super(bytes, bases);
  }

  protected override whole(text: string): string {
    const kept = this.kept(text);
    return longText(kept.slice(0, this.length), kept.length, crc32(kept));
  }
}

function longText(start: string, length: number, sum: number): string {
  return `${JSON.stringify(start)}… (${length} characters, crc ${sum.toString(16)})`;
}

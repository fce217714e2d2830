// Arguments as a comparable preview: what `record` keeps of them, what `replay` compares byte by byte, and what
// people read. Small values are whole; long ones are a beginning with their length and a checksum of the rest.
import { ByteReader } from './bytes.js';

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
} as const;

/** Text of a preview for people, the arguments separated by commas. */
export function previewText(bytes: Uint8Array): string {
  const reader = new ByteReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), undefined);
  const parts: string[] = [];
  while (!reader.done) parts.push(item(reader));
  return parts.join(', ');
}

function list(reader: ByteReader, each: () => string): string {
  const count = reader.varint();
  return Array.from({ length: count }, each).join(', ');
}

function text(reader: ByteReader): string {
  return reader.string(reader.byte());
}

function item(reader: ByteReader): string {
  const tag = reader.byte();
  switch (tag) {
    case PreviewTag.Undefined: return 'undefined';
    case PreviewTag.Null: return 'null';
    case PreviewTag.True: return 'true';
    case PreviewTag.False: return 'false';
    case PreviewTag.Int: return String(reader.zigzag());
    case PreviewTag.Double: { const value = reader.double(); return Object.is(value, -0) ? '-0' : String(value); }
    case PreviewTag.String: case PreviewTag.WideString: return JSON.stringify(reader.string(tag));
    case PreviewTag.BigInt: return `${text(reader)}n`;
    case PreviewTag.Symbol: return `Symbol(${text(reader)})`;
    case PreviewTag.LongString: { const start = text(reader); const length = reader.varint(); const sum = reader.varint(); return `${JSON.stringify(start)}… (${length} characters, crc ${sum.toString(16)})`; }
    case PreviewTag.Function: { const id = reader.varint(); const name = text(reader); return `[function ${name || '(anonymous)'} #${id}]`; }
    case PreviewTag.Root: case PreviewTag.Intrinsic: return text(reader);
    case PreviewTag.Handle: return `[handle #${reader.varint()}]`;
    case PreviewTag.Program: { const id = reader.varint(); return `[${text(reader)} #${id}]`; }
    case PreviewTag.Array: return `[${list(reader, () => item(reader))}]`;
    case PreviewTag.Set: return `Set {${list(reader, () => item(reader))}}`;
    case PreviewTag.Map: return `Map {${list(reader, () => `${item(reader)} => ${item(reader)}`)}}`;
    case PreviewTag.Object: return `{${list(reader, () => `${item(reader).replace(/^"([A-Za-z_$][\w$]*)"$/, '$1')}: ${item(reader)}`)}}`;
    case PreviewTag.Bytes: { const name = text(reader); const length = reader.varint(); const sum = reader.varint(); const start = reader.blob(); return `${name}(${length}) <${start.toString('hex')}${length > start.length ? '…' : ''}> crc ${sum.toString(16)}`; }
    case PreviewTag.Text: { const name = text(reader); return `${name}(${text(reader)})`; }
    case PreviewTag.Seen: return '[seen]';
    case PreviewTag.More: return '…';
    default: return `?${tag}`;
  }
}

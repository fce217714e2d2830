// Random UUIDs, which are the most frequent texts that nobody expects again, as the sixteen bytes that they are. Writer and
// reader side by side.
import type { ByteReader, ByteWriter } from './bytes.js';
import { Tag } from './value.js';

/** Values of hexadecimal digits by their character, {@link NO_DIGIT} for all else. */
const digits = new Uint8Array(128).fill(16);
for (let value = 0; value < 16; value++) digits[value.toString(16).charCodeAt(0)] = value;
const NO_DIGIT = 16;
/** Where the two digits of each byte of a UUID stand in its text. */
const uuidPairs = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const;
const UUID_LENGTH = 36;
const DASH = 45;

/** Appends a UUID as sixteen bytes behind their tag; false, and nothing is written, if the text is not one in lower case. */
export function putUuid(writer: ByteWriter, value: string): boolean {
  if (value.length !== UUID_LENGTH || value.charCodeAt(8) !== DASH || value.charCodeAt(13) !== DASH || value.charCodeAt(18) !== DASH || value.charCodeAt(23) !== DASH) return false;
  writer.reserve(17);
  const { bytes } = writer;
  let at = writer.length;
  bytes[at++] = Tag.Uuid;
  for (let i = 0; i < 16; i++) {
    const place = uuidPairs[i]!;
    const high = digits[value.charCodeAt(place)] ?? NO_DIGIT;
    const low = digits[value.charCodeAt(place + 1)] ?? NO_DIGIT;
    if (high === NO_DIGIT || low === NO_DIGIT) return false;
    bytes[at++] = high * 16 + low;
  }
  writer.length = at;
  return true;
}

/** Appends a UUID of sixteen bytes. */
export function putUuidBytes(writer: ByteWriter, value: Uint8Array, start: number): void {
  if (writer.length + 17 > writer.bytes.length) writer.reserve(17);
  const { bytes, length } = writer;
  bytes[length] = Tag.Uuid;
  for (let i = 0; i < 16; i++) bytes[length + 1 + i] = value[start + i]!;
  writer.length = length + 17;
}

/** Reads a UUID behind its tag. */
export function readUuid(reader: ByteReader): string {
  const text = reader.slice(16).toString('hex');
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

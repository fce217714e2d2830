// Reads a recording, block by block and entry by entry, in the order in which they were written.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { RepriseError } from '../contract/errors.js';
import { BLOCK_HEAD, BLOCK_MARK, ByteReader, FORMAT_VERSION, MAGIC } from './bytes.js';
import { readEntry } from './decode.js';
import { ASSUMED, Kind, type EndEntry, type Entry, type Header, type ModuleEntry } from './entry.js';

/** A place in the source; `assumed` where the recorder took it from earlier crossings of the kind (`~` in what people read). */
export interface Site { readonly file: string; readonly line: number; readonly column: number; readonly operation: string; readonly assumed?: true }

/** Where a recording stops being readable before its end. */
export interface Damage { readonly offset: number; readonly lost: number; readonly reason: string }

/** Sites by number; filled while the entries are read. */
export class SiteTable {
  readonly #sites: (Site | undefined)[] = [];

  get(site: number): Site | undefined {
    return this.#sites[site];
  }

  add(entry: Entry): void {
    if (entry.kind === Kind.Site) {
      const { file, line, column } = entry;
      this.#sites[entry.site] = file.startsWith(ASSUMED) ? { file: file.slice(ASSUMED.length), line, column, operation: '', assumed: true } : { file, line, column, operation: '' };
    }
    if (entry.kind !== Kind.Module) return;
    for (let i = 0; i * 3 < entry.sites.length; i++) {
      this.#sites[entry.firstSite + i] = { file: entry.file, line: Number(entry.sites[i * 3]), column: Number(entry.sites[i * 3 + 1]), operation: String(entry.sites[i * 3 + 2]) };
    }
  }
}

/** A recording that is being read. */
export class Recording {
  readonly sites = new SiteTable();
  readonly modules: ModuleEntry[] = [];
  /** Known once the entries were read to the end. */
  damage: Damage | undefined;
  #end: EndEntry | undefined;
  readonly #dictionary: string[] = [];

  /** Use {@link openRecording}. */
  constructor(readonly file: string, readonly header: Header, readonly bytes: number, private readonly fd: number, private readonly start: number) {}

  /** How the run ended; undefined if the recording was cut off, or before the entries were read to the end. */
  end(): EndEntry | undefined {
    return this.#end;
  }

  /**
   * The entries in order. A block that is cut off or damaged ends them, since later ones build on it; see
   * {@link damage}. May be iterated once.
   */
  *entries(): IterableIterator<Entry> {
    let offset = this.start;
    let index = 0;
    const state = { segment: 0, clock: 0 };
    try {
      while (offset < this.bytes) {
        const payload = this.#block(offset);
        if (payload === undefined) return;
        const reader = new ByteReader(payload, this.#dictionary);
        while (!reader.done) {
          let entry: Entry;
          try {
            entry = readEntry(reader, index, state);
          } catch (error) {
            this.damage = { offset, lost: this.bytes - offset, reason: (error as Error).message };
            return;
          }
          index++;
          this.sites.add(entry);
          if (entry.kind === Kind.Module) this.modules.push(entry);
          if (entry.kind === Kind.End) this.#end ??= entry;
          yield entry;
        }
        offset += BLOCK_HEAD + payload.length;
      }
    } finally {
      closeSync(this.fd);
    }
  }

  #block(offset: number): Buffer | undefined {
    const lost = this.bytes - offset;
    const head = read(this.fd, offset, Math.min(BLOCK_HEAD, lost));
    if (head.length < BLOCK_HEAD) return this.#damaged(offset, 'a block is cut off in its head');
    if (head.readUInt32LE(0) !== BLOCK_MARK) return this.#damaged(offset, 'a block does not start with its mark');
    const size = head.readUInt32LE(4);
    if (offset + BLOCK_HEAD + size > this.bytes) return this.#damaged(offset, 'a block is cut off');
    const payload = read(this.fd, offset + BLOCK_HEAD, size);
    if (crc32(payload) !== head.readUInt32LE(8)) return this.#damaged(offset, 'the checksum of a block does not match');
    return payload;
  }

  #damaged(offset: number, reason: string): undefined {
    this.damage = { offset, lost: this.bytes - offset, reason };
  }
}

function read(fd: number, offset: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  while (at < size) {
    const count = readSync(fd, bytes, at, size - at, offset + at);
    if (count === 0) break;
    at += count;
  }
  return bytes.subarray(0, at);
}

/**
 * Opens a recording and reads its header.
 *
 * @throws RepriseError REPRISE_RECORDING_MISSING, REPRISE_RECORDING_FOREIGN, REPRISE_RECORDING_NEWER,
 * REPRISE_RECORDING_DAMAGED
 */
export function openRecording(file: string): Recording {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new RepriseError('REPRISE_RECORDING_MISSING', code === 'ENOENT' ? `there is no recording ${file}.` : `the recording ${file} cannot be read: ${message}.`, { next: 'Make one with: reprise record -- node dist/main.js', cause: error });
  }
  try {
    return header(file, fd);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function header(file: string, fd: number): Recording {
  const facts = fstatSync(fd);
  if (!facts.isFile()) throw new RepriseError('REPRISE_RECORDING_FOREIGN', `${file} is not a file.`, { next: 'Name a recording: a file that reprise record made (*.reprise).' });
  const { size } = facts;
  const start = read(fd, 0, Math.min(size, MAGIC.length + 1 + BLOCK_HEAD));
  if (start.length === 0) throw damaged(file, 'it is empty');
  const compared = Math.min(start.length, MAGIC.length);
  if (!start.subarray(0, compared).equals(MAGIC.subarray(0, compared))) {
    throw new RepriseError('REPRISE_RECORDING_FOREIGN', `${file} is not a recording of reprise.`, { next: 'Name a file that reprise record made (*.reprise).' });
  }
  const version = start[MAGIC.length];
  if (version === undefined) throw damaged(file, 'it is cut off in its first bytes');
  if (version > FORMAT_VERSION) {
    throw new RepriseError('REPRISE_RECORDING_NEWER', `${file} has format version ${version}; this reprise reads up to version ${FORMAT_VERSION}.`, { next: 'Update reprise: npm install reprise@latest' });
  }
  if (start.length < MAGIC.length + 1 + BLOCK_HEAD) throw damaged(file, 'it is cut off before its header');
  const length = start.readUInt32LE(MAGIC.length + 5);
  const begin = MAGIC.length + 1 + BLOCK_HEAD;
  if (begin + length > size) throw damaged(file, 'it is cut off in its header');
  const payload = read(fd, begin, length);
  if (crc32(payload) !== start.readUInt32LE(MAGIC.length + 9)) throw damaged(file, 'the checksum of its header does not match');
  return new Recording(file, JSON.parse(payload.toString()) as Header, size, fd, begin + length);
}

function damaged(file: string, why: string): RepriseError {
  return new RepriseError('REPRISE_RECORDING_DAMAGED', `the recording ${file} cannot be used: ${why}.`, { next: 'Record again with: reprise record -- node dist/main.js' });
}

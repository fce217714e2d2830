// Opens a recording: finds out whether a file is one that this version can read, and reads its header.
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { RepriseError } from '../contract/errors.js';
import { anyIntactBlock, FIRST_BLOCK, readBlock } from './blocks.js';
import { isAvailable } from './compression.js';
import { FrameKind } from './frame.js';
import { anyIntact, FIRST_FRAME, readBytes, readFrame, type Unreadable } from './frames.js';
import { FEATURES, FORMAT_VERSION, MAGIC, type Header } from './header.js';
import { Recording } from './reader.js';

/**
 * Opens a recording and reads its header.
 *
 * @throws RepriseError REPRISE_RECORDING_MISSING, REPRISE_RECORDING_UNREADABLE, REPRISE_RECORDING_FOREIGN, REPRISE_RECORDING_NEWER,
 * REPRISE_RECORDING_DAMAGED
 */
export function openRecording(file: string): Recording {
  let fd: number;
  try {
    // A pipe without a writer would never open.
    fd = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new RepriseError('REPRISE_RECORDING_MISSING', `there is no recording ${file}.`, { next: 'Make one with: reprise record -- node dist/main.js', cause: error });
    const denied = code === 'EACCES' || code === 'EPERM';
    throw new RepriseError('REPRISE_RECORDING_UNREADABLE', `the recording ${file} cannot be read: ${message}.`, { next: denied ? 'Recordings can be read by their owner alone: ask for a copy, or for the right to read it.' : 'Check the path and the disk.', cause: error });
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
  const start = readBytes(fd, 0, Math.min(size, MAGIC.length + 1));
  if (start.length === 0) throw damaged(file, 'it is empty');
  const compared = Math.min(start.length, MAGIC.length);
  if (!start.subarray(0, compared).equals(MAGIC.subarray(0, compared))) {
    throw new RepriseError('REPRISE_RECORDING_FOREIGN', `${file} is not a recording of reprise.`, { next: 'Name a file that reprise record made (*.reprise).' });
  }
  const version = start[MAGIC.length];
  if (version === undefined) throw damaged(file, 'it is cut off in its first bytes');
  if (version < 1) throw damaged(file, 'its version is 0');
  if (version > FORMAT_VERSION) throw newer(file, `format version ${version}; this reprise reads up to version ${FORMAT_VERSION}`);
  if (version === 1) {
    const block = readBlock(fd, FIRST_BLOCK, size);
    if ('reason' in block) throw headerDamaged(file, block, anyIntactBlock(fd, FIRST_BLOCK + 1, size));
    return new Recording(file, complete(file, parsed(file, block.payload)), size, fd, block.next);
  }
  const frame = readFrame(fd, FIRST_FRAME, size);
  if ('reason' in frame) throw headerDamaged(file, frame, anyIntact(fd, FIRST_FRAME + 1, size));
  const { head, payload } = frame;
  if (head.kind !== FrameKind.Header) throw damaged(file, 'it does not start with a header');
  const found = parsed(file, payload);
  const unknown = found.features?.find((feature) => !FEATURES.has(feature));
  if (unknown !== undefined) throw newer(file, `the feature "${unknown}", which this reprise does not know`);
  if (found.features?.includes('zstd') === true && !isAvailable('zstd')) throw new RepriseError('REPRISE_RECORDING_NEWER', `${file} is compressed with zstd, which Node ${process.version} cannot read.`, { next: 'Use Node 22.15 or later; or record with --compression brotli, which every version reads.' });
  return new Recording(file, complete(file, found), size, fd, FIRST_FRAME + head.head + head.stored);
}

/** The checksum of the header is right; what it says may still be anything. */
function parsed(file: string, payload: Buffer): Header {
  let facts: unknown;
  try {
    facts = JSON.parse(payload.toString());
  } catch { /* said below */ }
  if (typeof facts !== 'object' || facts === null) throw damaged(file, 'its header is none');
  return facts as Header;
}

/** What all that read a recording rely on; asked when its version and features are known. */
function complete(file: string, facts: Header): Header {
  if (typeof facts.entry !== 'string' || typeof facts.node !== 'string' || !Array.isArray(facts.argv) || !Array.isArray(facts.execArgv) || typeof facts.env !== 'object') throw damaged(file, 'its header is none');
  return facts;
}

function newer(file: string, what: string): RepriseError {
  return new RepriseError('REPRISE_RECORDING_NEWER', `${file} has ${what}.`, { next: 'Update reprise: npm install reprise@latest' });
}

function headerDamaged(file: string, { reason, cut }: Unreadable, goesOn: boolean): RepriseError {
  return damaged(file, cut && !goesOn ? 'it is cut off in its header' : `its header cannot be read: ${reason}`);
}

function damaged(file: string, why: string): RepriseError {
  return new RepriseError('REPRISE_RECORDING_DAMAGED', `the recording ${file} cannot be used: ${why}.`, { next: 'Record again with: reprise record -- node dist/main.js' });
}

// The last entry of a recording; and how it gets one if the process could not write it.
import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { ByteWriter } from './bytes.js';
import { unwritable } from './chunk-writer.js';
import { Kind, type EndReason } from './entry.js';
import { frame, FrameKind } from './frame.js';
import { framesOf } from './frames.js';

/** Appends what follows the kind of an End. */
export function endFacts(writer: ByteWriter, reason: EndReason, code: number, signal: string, entries: number, inexact: number): void {
  writer.string(reason);
  writer.number(code);
  writer.string(signal);
  writer.varint(entries);
  writer.varint(inexact);
}

/**
 * Ends the recording of a process that was killed and could not do it itself.
 *
 * @throws RepriseError REPRISE_RECORDING_UNWRITABLE
 */
export function appendEnd(file: string, end: { signal: string; code: number }): void {
  const writer = new ByteWriter(64, false);
  writer.byte(Kind.End);
  endFacts(writer, 'signal', end.code, end.signal, 0, 0);
  try {
    const fd = openSync(file, 'r+');
    try {
      // What the process was writing when it was killed may be torn.
      const size = wholeFrames(fd);
      ftruncateSync(fd, size);
      // Nobody knows whether the turn was half-way.
      const block = frame(FrameKind.More, false, 0, writer.view(), writer.length);
      writeSync(fd, block, 0, block.length, size);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** Offset behind the last frame that is there to its last byte. */
function wholeFrames(fd: number): number {
  let end = 0;
  for (const { offset, length } of framesOf(fd, fstatSync(fd).size)) end = offset + length;
  return end;
}

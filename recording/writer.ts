// Writes the entries of a recording. Each method writes the fixed part of one entry; values follow through the membrane's
// encoder. The decoder beside this file is its mirror image.
import type { RepriseError } from '../contract/errors.js';
import { defaultRecordOptions } from '../contract/record-options.js';
import type { WriterOptions } from './chunk-writer.js';
import { Kind, type EndReason, type Leak, type ModuleEntry, type Operation, type Position, type PreviewBases, type Stray } from './entry.js';
import { endFacts } from './end.js';
import { CrossingFlag } from './flags.js';
import { RunWriter } from './run-writer.js';
import { putUuid, putUuidBytes } from './uuid-bytes.js';

/** A recording that is being written. */
export class RecordingWriter extends RunWriter {
  /** @param fail - called once if the file cannot be written any more; the program goes on unrecorded */
  constructor(file: string, fail: (error: RepriseError) => void, options: WriterOptions = defaultRecordOptions) {
    super(file, options, fail);
  }

  module(entry: Omit<ModuleEntry, 'kind' | 'index'>): void {
    this.begin(Kind.Module);
    this.blob(Buffer.from(JSON.stringify(entry)));
    this.moduleNamed();
    this.commit();
  }

  site(site: number, file: string, line: number, column: number): void {
    this.begin(Kind.Site);
    this.varint(site);
    this.string(file);
    this.varint(line);
    this.varint(column);
    this.defined();
  }

  /** Head of a Crossing or Begin; target and key follow as values, then the arguments. */
  crossing(kind: typeof Kind.Crossing | typeof Kind.Begin, flags: number, operation: Operation, site: number): void {
    this.begin(kind);
    this.byte(flags);
    this.byte(operation);
    this.varint(site);
  }

  /** Arguments of a crossing whose flags say that it has some: a part of some bytes, with these bases. */
  args(bytes: Uint8Array, start: number, end: number, bases: PreviewBases): void {
    this.part(bytes, start, end);
    if (bases.handle >= 0) this.handle(bases.handle);
    if (bases.program >= 0) this.program(bases.program);
  }

  /** Head of a Return; the value follows. */
  returned(threw: boolean, writes: boolean): void {
    this.begin(Kind.Return);
    this.byte((threw ? CrossingFlag.Threw : 0) | (writes ? CrossingFlag.Writes : 0));
  }

  /** A leaf that gave a double. */
  leafDouble(site: number, leaf: number, value: number): void {
    this.leaf(site, leaf);
    this.double(value);
    this.commit();
  }

  /** A leaf that gave a UUID, of sixteen bytes. */
  leafUuid(site: number, leaf: number, bytes: Uint8Array, start: number): void {
    this.leaf(site, leaf);
    putUuidBytes(this, bytes, start);
    this.commit();
  }

  /** A leaf that gave a text, which is not expected again. */
  leafText(site: number, leaf: number, value: string): void {
    this.leaf(site, leaf);
    if (!putUuid(this, value)) this.text(value);
    this.commit();
  }

  /** Head of a leaf; its value follows. */
  leaf(site: number, leaf: number): void {
    this.begin(Kind.Leaf);
    this.byte(leaf);
    this.varint(site);
  }

  callInEnd(threw: boolean): void {
    this.begin(Kind.CallInEnd);
    this.byte(threw ? 1 : 0);
    this.commit();
  }

  /** A tick that was queued within a crossing starts a segment. */
  innerTick(position: Position): void {
    this.begin(Kind.InnerTick);
    this.position(position, false);
    this.commit();
  }

  /** Something happened to a promise of the program. */
  programPromise(kind: typeof Kind.ProgramSettled | typeof Kind.Unhandled, promise: number): void {
    this.begin(kind);
    this.program(promise);
    this.commit();
  }

  /** The outside subscribed to a promise of its own after that was rejected. */
  handled(promise: number): void {
    this.begin(Kind.Handled);
    this.promise(promise);
    this.commit();
  }

  /** Milliseconds since the entry of this kind before. */
  elapsed(milliseconds: number): void {
    this.begin(Kind.Time);
    this.varint(milliseconds);
    this.so.elapsed += milliseconds;
    this.commit();
  }

  /** An entry that is its kind alone. */
  bare(kind: typeof Kind.MicrotaskPhase | typeof Kind.Uncaught | typeof Kind.Heard): void {
    this.begin(kind);
    this.commit();
  }

  output(fd: number, bytes: Uint8Array): void {
    this.begin(Kind.Output);
    this.byte(fd);
    this.blob(bytes);
    this.commit();
  }

  console(site: number, method: string, fd: number, text: string): void {
    this.begin(Kind.Console);
    this.varint(site);
    this.string(method);
    this.byte(fd);
    this.string(text);
    this.commit();
  }

  environment(name: string, value: string | undefined): void {
    this.begin(Kind.Environment);
    this.string(name);
    this.byte(value === undefined ? 0 : 1);
    if (value !== undefined) this.string(value);
    this.commit();
  }

  leaks(leaks: readonly Leak[]): void {
    this.begin(Kind.Leaks);
    this.varint(leaks.length);
    for (const { operation, package: name, function: fn, file, line, column, count } of leaks) {
      for (const text of [operation, name, fn, file]) this.string(text);
      for (const number of [line, column, count]) this.varint(number);
    }
    this.commit();
  }

  strays(strays: readonly Stray[]): void {
    this.begin(Kind.Strays);
    this.varint(strays.length);
    for (const { function: fn, file, line, column, count } of strays) {
      for (const text of [fn, file]) this.string(text);
      for (const number of [line, column, count]) this.varint(number);
    }
    this.commit();
  }

  end(reason: EndReason, code: number, signal: string, entries: number, inexact: number): void {
    this.begin(Kind.End);
    endFacts(this, reason, code, signal, entries, inexact);
  }
}

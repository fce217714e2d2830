// Whether one replay did what its recording says: its entries, its standard output, its end.
import { EXIT_FAILURE } from '../contract/errors.js';
import { Kind, openRecording, type Damage, type EndEntry, type Header } from '../recording/index.js';
import { damagedPart, indexText } from './damages.js';
import { run, signalCode, type Ended } from './launch.js';
import { withReport, type RuntimeReport } from './report.js';
import { rerun } from './rerun.js';
import { endText, exitStatus } from './summary.js';
import { counted } from './terminal.js';

/** What a recording says that a replay must do. */
interface RecordedRun {
  readonly stdout: Buffer;
  readonly end: EndEntry | undefined;
  readonly inexact: number;
  /** What no replay can be compared with; undefined if that is nothing, or the last that a killed process wrote. */
  readonly unread: string | undefined;
  /** What is wrong with the index, which nothing depends on. */
  readonly index: string | undefined;
}

/** One replay that was not faithful. */
export interface Failure {
  readonly run: number;
  /** What differs, one statement each. */
  readonly problems: readonly string[];
  /** Code of the family, if the runtime gave one. */
  readonly code: string | undefined;
  /** What the replay said on stderr, if it gave up. */
  readonly report: string;
}

/** Reads what a replay of a recording must do. */
export function recordedRun(file: string): RecordedRun {
  const recording = openRecording(file);
  const printed: Uint8Array[] = [];
  let inexact = 0;
  let entries = 0;
  for (const entry of recording.entries()) {
    if (entry.kind === Kind.Output && entry.fd === 1) printed.push(entry.bytes);
    if (entry.kind === Kind.Console && entry.fd === 1) printed.push(Buffer.from(entry.text));
    if ('position' in entry && entry.inexact) inexact++;
    entries++;
  }
  const end = recording.end();
  return { stdout: Buffer.concat(printed), end, inexact: Math.max(inexact, end?.inexact ?? 0), unread: unreadText(entries, recording.damages), index: indexText(recording) };
}

function unreadText(entries: number, damages: readonly Damage[]): string | undefined {
  const damage = damages.find(({ torn }) => !torn);
  if (damage !== undefined) return `${damagedPart(damage)} cannot be read (${damage.reason}), and were not compared`;
  return entries === 0 ? 'it has no entries, and nothing was compared' : undefined;
}

/** Compares a stream of bytes with the expected ones as it comes. */
class Comparison {
  #at = 0;
  /** Offset of the first byte that differs. */
  difference: number | undefined;

  constructor(readonly expected: Buffer) {}

  add(bytes: Buffer): void {
    if (this.difference === undefined) {
      const part = this.expected.subarray(this.#at, this.#at + bytes.length);
      if (!part.equals(bytes)) {
        let same = 0;
        while (same < part.length && part[same] === bytes[same]) same++;
        this.difference = this.#at + same;
      }
    }
    this.#at += bytes.length;
  }

  /** In words; undefined if all bytes came and no other. */
  result(): string | undefined {
    const first = this.difference ?? (this.#at < this.expected.length ? this.#at : undefined);
    return first === undefined ? undefined : `standard output differs from byte ${first} on (${this.#at} bytes, recorded ${this.expected.length})`;
  }
}

/**
 * Replays once.
 *
 * @returns what differs; undefined if the replay was faithful
 */
export async function replayOnce(header: Header, file: string, expected: RecordedRun, number: number, command: readonly string[] | undefined): Promise<Failure | undefined> {
  const stdout = new Comparison(expected.stdout);
  const stderr: Buffer[] = [];
  const { result: ended, report } = await withReport((reportFile) => run(rerun(header, file, { command, report: reportFile }), ['ignore', 'pipe', 'pipe'], (child) => {
    child.stdout?.on('data', (bytes: Buffer) => stdout.add(bytes));
    child.stderr?.on('data', (bytes: Buffer) => stderr.push(bytes));
  }));
  const problems = [divergence(report, ended), exitProblem(expected.end, ended), stdout.result()].filter((problem) => problem !== undefined);
  if (problems.length === 0) return undefined;
  const text = report?.divergence ?? (ended.code === EXIT_FAILURE ? Buffer.concat(stderr).toString() : '');
  return { run: number, problems, code: report?.code, report: text };
}

function divergence(report: RuntimeReport | undefined, ended: Ended): string | undefined {
  // A process that is killed by its recorded signal may leave no report; its end is compared all the same.
  if (report === undefined) return ended.signal === undefined ? 'nothing was replayed' : undefined;
  if (report.added !== undefined) return `the program, which changed, printed ${counted(report.added, 'time')} what the recording does not have`;
  return report.faithful ? undefined : 'the replay diverged';
}

function exitProblem(end: EndEntry | undefined, { code, signal }: Ended): string | undefined {
  if (end === undefined) return undefined;
  const same = end.reason === 'signal' ? signal === end.signal || code === signalCode(end.signal as NodeJS.Signals) : signal === undefined && code === exitStatus(end);
  return same ? undefined : `it ended with ${signal === undefined ? `exit code ${code}` : `signal ${signal}`}, recorded: ${endText(end)}`;
}

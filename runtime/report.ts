// How a replay ends: what it prints, what it leaves for scripts, and its exit code.
import { writeFileSync } from 'node:fs';
import { EXIT_FAILURE, RepriseError } from '../contract/errors.js';
import { keepCode } from './code-cache.js';
import { reallyExit, writeSync } from './natives.js';
import { resetTierUp } from './tier-up.js';

/** What `REPRISE_REPORT` gets. */
export interface ReplayReport {
  readonly faithful: boolean;
  readonly entries: number;
  readonly divergence?: string;
  readonly code?: string;
  /** How often a changed program printed what the recording does not have, if it did nothing else that differs. */
  readonly added?: number;
}

let reportFile: string | undefined;

/** Set once at start. */
export function setReportFile(file: string | undefined): void {
  reportFile = file;
}

/** Writes everything, whatever a pipe takes at a time. */
export function print(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      // A pipe that is full for the moment: there is nothing to do but to try again.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
    }
  }
}

/** Leaves the report; ends the process only where that is not possible. */
export function leaveReport(report: ReplayReport): void {
  keepCode(resetTierUp);
  if (reportFile === undefined) return;
  try {
    writeFileSync(reportFile, JSON.stringify(report));
  } catch (cause) {
    // Whoever asked for it would take its absence for something else.
    const error = new RepriseError('REPRISE_USAGE', `the report ${reportFile} cannot be written: ${(cause as Error).message}.`, { next: 'Name a file in REPRISE_REPORT whose folder exists and can be written.', cause });
    print(2, Buffer.from(`${error.told()}\n`));
    reallyExit(EXIT_FAILURE);
  }
}

/** Ends the process: no listener of the program runs any more. */
export function finishReplay(report: ReplayReport, message: string | undefined, code: number): never {
  if (message !== undefined) print(2, Buffer.from(`${message}\n`));
  leaveReport(report);
  return reallyExit(code);
}

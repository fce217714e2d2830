// The report that the runtime leaves of a replay.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the runtime writes to REPRISE_REPORT when a replay ends. */
export interface RuntimeReport {
  readonly faithful: boolean;
  readonly entries: number;
  /** The report that went to stderr. */
  readonly divergence?: string;
  readonly code?: string;
  /** How often a changed program printed more than was recorded. */
  readonly added?: number;
}

/** Runs something with a place for the runtime's report, and reads the report afterwards; undefined if there is none. */
export async function withReport<T>(replay: (reportFile: string) => Promise<T>): Promise<{ result: T; report: RuntimeReport | undefined }> {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-report-'));
  try {
    const file = join(folder, 'report.json');
    const result = await replay(file);
    return { result, report: read(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(file: string): RuntimeReport | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RuntimeReport;
  } catch {
    return undefined;
  }
}

// Runs a project's program: plain, with recording off, recorded, replayed.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { execute, type ExecuteOptions, type Result } from './execute.js';
import { installed, type Project } from './project.js';

/** How a program is run. */
export interface RunOptions extends Partial<ExecuteOptions> {
  /**
   * - `plain` compiled without the transformer
   * - `off` compiled with it, not recording
   * - `record`, `replay` by the command line, or by environment variables alone if `direct` is set
   */
  readonly mode: 'plain' | 'off' | 'record' | 'replay';
  /** Module in `src/`, without its ending; that of a `.cts` or `.mts` ends with `.cjs` or `.mjs`. */
  readonly entry?: string;
  readonly args?: readonly string[];
  /** Flags for Node. */
  readonly flags?: readonly string[];
  /** The recording; `<entry>.reprise` in the project by default. Recording replaces it. */
  readonly recording?: string;
  /** Without the command line in between: less faithful to what users do, but twice as fast. */
  readonly direct?: boolean;
}

/** Runs a program of a project to its end. */
export async function run(project: Project, { mode, entry = 'main', args = [], flags = [], direct = false, ...options }: RunOptions): Promise<Result> {
  const settings: ExecuteOptions = { cwd: project.folder, ...options };
  const recording = recordingOf(project, entry, options.recording);
  const file = /\.[cm]js$/.test(entry) ? entry : `${entry}.js`;
  const script = mode === 'plain' ? join(await project.plain(), file) : project.path(`dist/${file}`);
  const command = [...flags, script, ...args];
  if (mode === 'plain' || mode === 'off') return execute(process.execPath, ['--enable-source-maps', ...command], settings);
  if (mode === 'record') rmSync(recording, { force: true });
  if (direct) {
    const env = { ...settings.env, REPRISE_MODE: mode, REPRISE_FILE: recording };
    return execute(process.execPath, ['--enable-source-maps', '--require', installed('dist/runtime/boot.js'), ...command], { ...settings, env });
  }
  const replayed = ['replay', recording, ...(flags.length > 0 || args.length > 0 ? ['--', 'node', ...command] : [])];
  return reprise(mode === 'record' ? ['record', '-o', recording, '--', 'node', ...command] : replayed, settings);
}

/** Runs of a program that may differ before the difference counts. */
const ATTEMPTS = 3;

/**
 * Runs a program plain and recorded, for tests that want both to do the same: again if they do not, since its timers come in
 * another order now and then on a busy machine, recorded or not. What recording changes, it changes each time.
 */
export function plainAndRecorded(program: Project, options: Omit<RunOptions, 'mode'>): Promise<{ readonly plain: Result; readonly recorded: Result }> {
  return untilAlike(async () => {
    const [plain, recorded] = await Promise.all([run(program, { ...options, mode: 'plain' }), run(program, { ...options, mode: 'record' })]);
    return { plain, recorded };
  });
}

/** Makes two runs, and makes them again if they differ; see {@link plainAndRecorded}. `comparable` leaves out of an output what always differs. */
export async function untilAlike<T extends { readonly plain: Result; readonly recorded: Result }>(both: () => Promise<T>, comparable = (output: string): unknown => output): Promise<T> {
  const shown = ({ stdout, code }: Result): string => JSON.stringify([comparable(stdout), code]);
  for (let attempt = 1; ; attempt++) {
    const runs = await both();
    if (attempt === ATTEMPTS || shown(runs.plain) === shown(runs.recorded)) return runs;
  }
}

/** Where a program's recording lies. */
export function recordingOf(project: Project, entry = 'main', named?: string): string {
  return named ?? project.path(`${entry}.reprise`);
}

/** Runs the command line of the packed package. */
export function reprise(args: readonly string[], options: ExecuteOptions): Promise<Result> {
  return execute(process.execPath, [installed('dist/cli/main.js'), ...args], options);
}

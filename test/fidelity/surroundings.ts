// Where programs run: with files, variables and a server while they are recorded, without them while they are replayed.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute, project, reprise, run, type Project, type Result } from '../harness/index.js';
import { serve } from './server.js';

/** The programs, by module format. */
export async function programs(module: 'commonjs' | 'esm'): Promise<Project> {
  const folder = join(__dirname, 'programs');
  const own = { commonjs: ['commonjs.ts'], esm: ['esm.ts', 'imported.ts', 'suspended.ts', 'failing.ts'] };
  const foreign = own[module === 'esm' ? 'commonjs' : 'esm'];
  const names = readdirSync(folder).filter((name) => !foreign.includes(name));
  return project({ module, files: Object.fromEntries(names.map((name) => [`src/${name}`, readFileSync(join(folder, name), 'utf8')])) });
}

/** What a program is run with. */
export interface Run {
  readonly entry: string;
  readonly args?: readonly string[];
  readonly input?: string;
  /** Without the command line in between, which costs as much as the run; it alone sees signals, and sets what a process has to start with. */
  readonly direct?: boolean;
}

const HERE = { GREETING: 'hello', TZ: 'Asia/Kathmandu', LC_ALL: 'de_AT.UTF-8', HOME: '/home/ada', LANG: undefined, LANGUAGE: undefined };
const THERE = { GREETING: 'good-bye', TZ: 'America/Lima', LC_ALL: undefined, LANG: 'ja_JP.UTF-8', HOME: '/nonexistent', EXTRA: 'more', SERVER: undefined };

/** Nobody listens there. */
const REFUSED = 'http://127.0.0.1:1';

/** Runs a program with all that it reads, and takes that away. */
async function inPlace(run: (cwd: string, env: Readonly<Record<string, string | undefined>>) => Promise<Result>): Promise<Result> {
  const cwd = mkdtempSync(join(tmpdir(), 'reprise-here-'));
  const server = await serve();
  try {
    mkdirSync(join(cwd, 'folder', 'inner'), { recursive: true });
    for (const [name, text] of Object.entries({ 'data.txt': 'some data here', 'folder/a.txt': '', 'folder/b.txt': 'b', 'lines.txt': 'one\ntwo\nthree', 'big.txt': 'x'.repeat(5_000) })) writeFileSync(join(cwd, name), text);
    symlinkSync('data.txt', join(cwd, 'link'));
    return await run(cwd, { ...HERE, SERVER: server.url, REFUSED });
  } finally {
    await server.close();
    rmSync(cwd, { recursive: true, force: true });
  }
}

const fileOf = (program: Project, { entry, args = [] }: Run): string => program.path(`${entry} ${args.filter((arg) => !arg.includes('/')).join(' ')}.reprise`);

/** Runs a program without recording. */
export async function plain(program: Project, { entry, args = [], input }: Run): Promise<Result> {
  const folder = await program.plain();
  return inPlace((cwd, env) => execute(process.execPath, ['--enable-source-maps', join(folder, `${entry}.js`), ...args], { cwd, env, ...(input === undefined ? {} : { input }) }));
}

/** Records a program. */
export function record(program: Project, given: Run): Promise<Result> {
  const { entry, args = [], input, direct = false } = given;
  const further = input === undefined ? {} : { input };
  return inPlace((cwd, env) => run(program, { mode: 'record', entry, args, direct, recording: fileOf(program, given), cwd, env, ...further }));
}

/** Replays it somewhere else: another folder, user and machine as far as a process can tell. */
export async function replay(program: Project, given: Run): Promise<Result> {
  const { entry, args = [], direct = false } = given;
  const cwd = mkdtempSync(join(tmpdir(), 'reprise-there-'));
  try {
    return await (direct ? run(program, { mode: 'replay', entry, args, direct, recording: fileOf(program, given), cwd, env: THERE }) : reprise(['replay', fileOf(program, given)], { cwd, env: THERE }));
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

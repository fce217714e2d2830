// The command that the user gives after `--`, and how the runtime gets into it.
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { RepriseError } from '../contract/errors.js';
import type { RecordOptions } from '../contract/record-options.js';
import { preloadFlags, preloading } from '../contract/preload.js';

/** A command, ready to be started. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** What the runtime is told; it reads these variables and removes them before the program's own code runs. */
interface Orders {
  readonly mode: 'record' | 'replay';
  /** Absolute path of the recording. */
  readonly file: string;
  /** How to record; the defaults where it says nothing. */
  readonly options?: Partial<RecordOptions>;
  /** Where the runtime writes how a replay went, as JSON. */
  readonly report?: string;
}

const BOOT = join(__dirname, '..', 'runtime', 'boot.js');
const SCRIPT = /\.[cm]?js$/i;
/** Flags of Node whose value is the next argument. */
const FLAGS_WITH_VALUE = new Set(['-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions', '--input-type', '--title', '--env-file', '--icu-data-dir', '--openssl-config', '--redirect-warnings', '--trace-event-categories']);

/** A command line split into Node, its flags, the script and the script's arguments. */
interface NodeCommand {
  readonly node: string;
  readonly flags: readonly string[];
  readonly script: string | undefined;
  readonly args: readonly string[];
}

/** The parts of a command that starts Node directly; undefined for anything else (npm, npx, a shell). */
export function asNode(command: readonly string[]): NodeCommand | undefined {
  const [first = '', ...rest] = command;
  if (SCRIPT.test(first)) return { node: process.execPath, flags: [], script: first, args: rest };
  if (!/^node(js)?(\.exe)?$/i.test(basename(first)) && !sameFile(first, process.execPath)) return undefined;
  let at = 0;
  while (at < rest.length && rest[at]!.startsWith('-') && rest[at] !== '-') at += FLAGS_WITH_VALUE.has(rest[at]!) ? 2 : 1;
  const flags = rest.slice(0, at);
  const evaluated = flags.some((flag) => /^(-[ep]{1,2}|--eval|--print)(=|$)/.test(flag));
  return evaluated ? { node: first, flags: rest, script: undefined, args: [] } : { node: first, flags, script: rest[at], args: rest.slice(at + 1) };
}

function sameFile(a: string, b: string): boolean {
  return existsSync(a) && realpathSync(a) === realpathSync(b);
}

/** The file that Node would run for a script argument (`dist/main` is `dist/main.js`); undefined if there is none. */
export function scriptFile(script: string, from = process.cwd()): string | undefined {
  try {
    return realpathSync(createRequire(join(from, 'noop.js')).resolve(resolve(from, script)));
  } catch {
    return undefined;
  }
}

/**
 * Brings the runtime into a command: by flags behind `node`, and by NODE_OPTIONS where something else starts Node.
 *
 * @param nodeFlags - further flags for Node itself, put before the script
 * @throws RepriseError REPRISE_USAGE if the script does not exist
 */
export function launch(command: readonly string[], orders: Orders, env: NodeJS.ProcessEnv = process.env, nodeFlags: readonly string[] = []): Launch {
  const told: NodeJS.ProcessEnv = { ...env, REPRISE_MODE: orders.mode, REPRISE_FILE: orders.file };
  if (orders.report === undefined) delete told['REPRISE_REPORT'];
  else told['REPRISE_REPORT'] = orders.report;
  if (orders.options === undefined) delete told['REPRISE_OPTIONS'];
  else told['REPRISE_OPTIONS'] = JSON.stringify(orders.options);
  const node = asNode(command);
  if (node === undefined) {
    const [file = '', ...args] = command;
    return { file, args, env: { ...told, ...preloading(env['NODE_OPTIONS'], BOOT, nodeFlags) } };
  }
  if (node.script !== undefined && scriptFile(node.script) === undefined) {
    throw new RepriseError('REPRISE_USAGE', `there is no file ${node.script}.`, { next: 'Build the program first: npx reprise build' });
  }
  const script = node.script === undefined ? [] : [node.script, ...node.args];
  return { file: node.node, args: [...preloadFlags(BOOT), ...nodeFlags, ...node.flags, ...script], env: told };
}

/** Flags of Node that a recorded process had, without those that brought the runtime in and without the inspector's. */
export function ownFlags(execArgv: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < execArgv.length; at++) {
    const flag = execArgv[at]!;
    if (flag === '--enable-source-maps' || /^--inspect(-|=|$)/.test(flag)) continue;
    if ((flag === '--require' || flag === '-r') && isBoot(execArgv[at + 1])) at++;
    else kept.push(flag);
  }
  return kept;
}

function isBoot(path: string | undefined): boolean {
  return path !== undefined && /[\\/]runtime[\\/]boot\.js$/.test(path);
}

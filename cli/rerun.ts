// How the program of a recording is started again: its file, its arguments, its surroundings.
import { spawnSync } from 'node:child_process';
import type { Header } from '../recording/index.js';
import { asNode, launch, ownFlags, type Launch } from './command.js';
import { assertSameProgram, findEntry } from './entry.js';

/** Node reads these itself when it starts, before a runtime could give them their recorded values. */
const LOCALE_VARIABLES = ['LANG', 'LC_ALL', 'LC_MESSAGES', 'LANGUAGE'] as const;

/** What a replay may ask for. */
interface RerunOptions {
  /** The command after `--`; by default the recorded one. */
  readonly command?: readonly string[] | undefined;
  /** Further flags for Node. */
  readonly flags?: readonly string[];
  readonly report?: string;
}

/**
 * The command that replays a recording.
 *
 * @throws RepriseError REPRISE_OTHER_PROGRAM, REPRISE_NOT_INSTRUMENTED, REPRISE_USAGE
 */
export function rerun(header: Header, file: string, { command, flags = [], report }: RerunOptions = {}): Launch {
  const orders = { mode: 'replay' as const, file, ...(report === undefined ? {} : { report }) };
  if (command !== undefined) assertSameProgram(header, file, command);
  const recorded = () => [process.execPath, ...ownFlags(header.execArgv), findEntry(header, file), ...header.argv.slice(2)];
  return launch(command ?? recorded(), orders, surroundings(header), flags);
}

function surroundings(header: Header): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, TZ: header.env['TZ'] ?? header.timeZone };
  for (const name of LOCALE_VARIABLES) {
    const value = header.env[name];
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  return env;
}

/** A warning if the replay runs on another major version of Node, whose error texts and timings may differ. */
export function versionWarning(header: Header, command: readonly string[] | undefined): string | undefined {
  const version = command === undefined ? process.version : versionOf(asNode(command)?.node);
  const major = (text: string) => text.replace(/^v/, '').split('.')[0];
  if (version === undefined || major(header.node) === major(version)) return undefined;
  return `reprise: warning: recorded on Node ${header.node.replace(/^v/, '')}, replaying on Node ${version.replace(/^v/, '')}: texts of errors and the order of some microtasks may differ.`;
}

/** Version of the Node that a command names; undefined if it cannot be told. */
function versionOf(node: string | undefined): string | undefined {
  if (node === undefined || node === process.execPath) return node && process.version;
  const { stdout, status } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return status === 0 && /^v\d+\./.test(stdout) ? stdout.trim() : undefined;
}

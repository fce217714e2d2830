// How the program of a recording is started again: its file, its arguments, its surroundings.
import type { Header } from '../recording/index.js';
import { asNode, launch, ownFlags, type Launch } from './command.js';
import { assertSameProgram, findEntry } from './entry.js';

/** Node reads these itself when it starts, before a runtime could give them their recorded values. */
const LOCALE_VARIABLES = ['LANG', 'LC_ALL', 'LC_MESSAGES', 'LANGUAGE'] as const;

/** What a replay may ask for. */
export interface RerunOptions {
  /** The command after `--`; by default the recorded one. */
  readonly command?: readonly string[] | undefined;
  /** Further flags for Node. */
  readonly flags?: readonly string[];
  readonly report?: string;
}

/**
 * The command that replays a recording.
 *
 * @throws RepriseError REPRISE_OTHER_PROGRAM, REPRISE_USAGE
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
  const node = command === undefined ? process.execPath : asNode(command)?.node;
  const major = (version: string) => version.replace(/^v/, '').split('.')[0];
  if (node === undefined || major(header.node) === major(process.version)) return undefined;
  return `reprise: warning: recorded on Node ${header.node.replace(/^v/, '')}, replaying on Node ${process.version.slice(1)}: texts of errors and the order of some microtasks may differ.`;
}

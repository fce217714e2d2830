// Child processes that are reprise programs, too, write recordings of their own: beside the parent's, numbered.
import childProcess = require('node:child_process');
import { basename, dirname, join } from 'node:path';
import { apply } from '../natives.js';
import type { Recorder } from '../recorder.js';
import { inheritedFlags, passedOn, type Reserved } from '../reserved.js';
import { dress } from './leaf.js';

type Method = (...args: unknown[]) => unknown;
type Environment = Readonly<Record<string, string | undefined>>;

/** What `ChildProcess.prototype.spawn` is given. */
interface SpawnOptions { readonly file?: unknown; readonly args?: readonly string[]; readonly stdio?: unknown; readonly envPairs?: string[] }

const NODE_OPTIONS = 'NODE_OPTIONS=';

/** Whether a child is a module that Node runs, as `fork` and `cluster` start it: with a channel, and the flags of its parent. */
function isFork({ file, args, stdio }: SpawnOptions): boolean {
  return file === process.execPath && Array.isArray(args) && Array.isArray(stdio) && stdio.includes('ipc');
}

/** While recording: names a recording for every child. */
export function watchChildren(recorder: Recorder, file: string, asked: Reserved): void {
  let count = 0;
  // A process that runs no instrumented module (npm, a script around the program) passes the request on.
  const options = asked['REPRISE_OPTIONS'] === undefined ? {} : { REPRISE_OPTIONS: asked['REPRISE_OPTIONS'] };
  const orders = (nodeOptions: string | undefined): Environment => !recorder.order.active ? passedOn(asked, nodeOptions) : ({ ...options, REPRISE_MODE: 'record', REPRISE_CHILD: '1', REPRISE_FILE: join(dirname(file), `${basename(file, '.reprise')}.child-${++count}.reprise`) });
  // All asynchronous functions end in this method. The environment is a list by then.
  const prototype = childProcess.ChildProcess.prototype as unknown as { spawnargs: readonly string[]; spawn(this: typeof prototype, options: SpawnOptions): unknown };
  const { spawn } = prototype;
  prototype.spawn = function (options) {
    const pairs = options.envPairs;
    if (pairs === undefined) return apply(spawn, this, [options]);
    const { args } = options;
    const forks = recorder.order.active && isFork(options);
    const nodeOptions = pairs.find((pair) => pair.startsWith(NODE_OPTIONS))?.slice(NODE_OPTIONS.length);
    const added = Object.entries(orders(nodeOptions)).map((pair) => pair.join('='));
    // Of two pairs with one name a process would see the first.
    const kept = pairs.filter((pair) => !added.some((other) => other.startsWith(pair.slice(0, pair.indexOf('=') + 1))));
    const result = apply(spawn, this, [{ ...options, envPairs: [...kept, ...added], ...(forks ? { args: [args![0], ...inheritedFlags, ...args!.slice(1)] } : {}) }]);
    if (forks) this.spawnargs = args!;
    return result;
  };
  // The synchronous ones meet in no function that can be reached: their options get the environment.
  const functions = childProcess as unknown as Record<string, Method>;
  for (const name of ['spawnSync', 'execFileSync', 'execSync']) {
    const native = functions[name]!;
    const listed = name !== 'execSync';
    functions[name] = dress((...args: unknown[]) => apply(native, childProcess, withEnvironment(args, listed, orders)), native);
  }
}

/** Another name than the one that a program was given, and that another program has taken: of a child, too. */
export function besideFile(named: string): string {
  const base = basename(named, '.reprise');
  return join(dirname(named), `${base}${/\.child-\d+$/.test(base) ? '' : '.child-0'}-${process.pid}.reprise`);
}

/** The arguments `(file, args?, options?)` or `(command, options?)` with variables added to the child's environment. */
function withEnvironment(args: readonly unknown[], listed: boolean, added: (nodeOptions: string | undefined) => Environment): readonly unknown[] {
  const hasList = listed && (Array.isArray(args[1]) || args[1] === null || args[1] === undefined && args.length > 2);
  const at = hasList ? 2 : 1;
  const options = args[at];
  // Wrong options are the host's to refuse.
  if (options !== undefined && options !== null && typeof options !== 'object') return args;
  const env = (options as { env?: Environment } | undefined | null)?.env ?? process.env;
  const all = [...args];
  all[at] = { ...options as object | undefined, env: { ...env, ...added(env['NODE_OPTIONS']) } };
  return all;
}

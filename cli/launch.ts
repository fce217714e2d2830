// The child process: its streams, the signals it gets, the way it ends.
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { constants } from 'node:os';
import { RepriseError } from '../contract/errors.js';
import type { Launch } from './command.js';

/** How a process ended: with an exit code, or killed by a signal. */
export interface Ended {
  readonly code: number;
  readonly signal: NodeJS.Signals | undefined;
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command to its end. Signals that ask this process to stop go to the child, whose end decides ours.
 *
 * @param started - gets the child as soon as it runs
 * @throws RepriseError REPRISE_USAGE if the command cannot be started
 */
export function run(launch: Launch, stdio: StdioOptions, started?: (child: ChildProcess) => void): Promise<Ended> {
  return new Promise((fulfil, reject) => {
    const child = spawn(launch.file, launch.args, { stdio, env: launch.env });
    const forward = (signal: NodeJS.Signals) => {
      // A key press on a terminal reaches the child by itself: it would get the signal twice.
      if (signal !== 'SIGINT' || !onTerminal()) child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const settle = () => {
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle();
      const why = error.code === 'ENOENT' ? 'it was not found' : error.message;
      reject(new RepriseError('REPRISE_USAGE', `cannot start ${launch.file}: ${why}.`, { next: 'Give the command as you would type it, after --, for instance: reprise record -- node dist/main.js', cause: error }));
    });
    child.on('close', (code, signal) => {
      settle();
      fulfil({ code: code ?? signalCode(signal), signal: signal ?? undefined });
    });
    started?.(child);
  });
}

/** Notes requests to stop during a loop of runs, which end between two runs as well as in one. */
export class Interruption {
  /** The first signal that asked this process to stop. */
  signal: NodeJS.Signals | undefined;
  readonly #note = (signal: NodeJS.Signals): void => { this.signal ??= signal; };

  constructor() {
    for (const signal of FORWARDED) process.on(signal, this.#note);
  }

  /** From now on signals do what they did before. */
  release(): void {
    for (const signal of FORWARDED) process.off(signal, this.#note);
  }
}

function onTerminal(): boolean {
  return [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
}

/** The exit code by which shells name a signal. */
export function signalCode(signal: NodeJS.Signals | null | undefined): number {
  return 128 + (signal ? constants.signals[signal] : 0);
}

/** Ends this process as another one ended. */
export function endLike({ code, signal }: Ended): void {
  process.exitCode = code;
  if (signal === undefined) return;
  process.kill(process.pid, signal);
  // Some signals cannot kill a process that its parent protects from them; the code says it then. The timer also
  // keeps the loop alive until the signal arrives.
  setTimeout(() => process.exit(signalCode(signal)), 1000);
}

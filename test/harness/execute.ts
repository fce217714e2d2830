// Runs a process to its end and collects what it prints.
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { inject } from 'vitest';

/** How a process is run. */
export interface ExecuteOptions {
  readonly cwd: string;
  /** Added to the environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Text for the standard input; it is empty without. */
  readonly input?: string;
  /** Milliseconds until the process is killed and the test fails. */
  readonly timeout?: number;
  /** Gets the process as soon as it runs. */
  readonly started?: (child: ChildProcess) => void;
}

/** What a process did. */
export interface Result {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code; null if a signal killed the process. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Variables for a process that loads the compiler, which is compiled once for all of them. */
export function compiledTypescript(): Readonly<Record<string, string>> {
  const preload = join(__dirname, 'compiled-typescript.cjs');
  return { NODE_OPTIONS: `--require ${JSON.stringify(preload)}`, REPRISE_TEST_COMPILED: inject('workshop') };
}

/** The environment of tests, without what the test runner and a surrounding reprise put there. */
function environment(further: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries({ ...process.env, ...further })) {
    const foreign = /^(REPRISE_|VITEST|VITE_|NODE_OPTIONS$|NODE_ENV$|TEST$|FORCE_COLOR$|npm_)/.test(name);
    if (value !== undefined && (!foreign || name in further)) env[name] = value;
  }
  return env;
}

export function execute(file: string, args: readonly string[], { cwd, env = {}, input, timeout = 50_000, started }: ExecuteOptions): Promise<Result> {
  return new Promise((fulfil, reject) => {
    const child = spawn(file, args, { cwd, env: environment(env), stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString();
    child.stdout!.on('data', (bytes: Buffer) => stdout.push(bytes));
    child.stderr!.on('data', (bytes: Buffer) => stderr.push(bytes));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${[file, ...args].join(' ')} did not end within ${timeout} ms.\n${text(stdout)}\n${text(stderr)}`));
    }, timeout);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      fulfil({ stdout: text(stdout), stderr: text(stderr), code, signal });
    });
    if (input !== undefined) child.stdin!.on('error', () => undefined).end(input);
    started?.(child);
  });
}

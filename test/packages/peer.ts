// The other end of a case: a server that its client talks to, or the client of a server. A process of its own, which is
// not instrumented, and not there in a replay.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A running peer. */
export interface Peer {
  /** What it printed when it was ready: a server's address. */
  readonly address: string;
  /** Tells it what the program prints: where it listens, for one. */
  tell(output: Buffer): void;
  /** The next line that it prints. */
  said(): Promise<string>;
  /** Ends it; gives what went wrong there. */
  stop(): Promise<string>;
}

/** The engine's quick compiler of WebAssembly alone: the other one, for a database that lives for a second, takes longer than that. */
export const QUICK_WEBASSEMBLY = '--liftoff-only';

/** Starts the peer of a case, if there is one. */
export async function startPeer(script: string, env: NodeJS.ProcessEnv): Promise<Peer | undefined> {
  if (!existsSync(script)) return undefined;
  const child = spawn(process.execPath, [QUICK_WEBASSEMBLY, script], { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let problems = '';
  child.stderr.on('data', (text: Buffer) => { problems += text.toString(); });
  // It may have ended by itself when the program prints its last lines.
  child.stdin.on('error', () => undefined);
  const closed = new Promise<void>((done) => { child.on('close', () => { done(); }); });
  const lines = createInterface({ input: child.stdout });
  const gone = new Promise<never>((_, fail) => {
    child.on('error', fail);
    child.on('exit', () => { fail(new Error(`${script} ended before it was ready:\n${problems}`)); });
  });
  // Of no interest once it is ready.
  gone.catch(() => undefined);
  const said = () => Promise.race([gone, new Promise<string>((done) => { lines.once('line', done); })]);
  return {
    address: await said(),
    said,
    tell: (output) => { child.stdin.write(output); },
    async stop() {
      const { exitCode } = child;
      child.kill('SIGKILL');
      await closed;
      return exitCode === null || exitCode === 0 ? problems : `${problems}(exit code ${exitCode})`;
    },
  };
}

// The samples as a user has them: copied out of the repository, with the packed package.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import { compileWith } from '../harness/compiler.js';
import { execute, installed, reprise, root, type ExecuteOptions, type Result } from '../harness/index.js';

/** Runs until both outcomes have come; each sample fails in one run of eight at least. */
const RUNS = 100;

/** Another folder, home and time zone; nobody at the keyboard. */
const elsewhere: ExecuteOptions = { cwd: tmpdir(), env: { HOME: '/nonexistent', TZ: 'Pacific/Chatham', LC_ALL: 'ja_JP.UTF-8' } };

/** A copy of a sample. */
export class Sample {
  readonly folder: string;
  readonly #base: string;

  constructor(name: string) {
    this.#base = mkdtempSync(join(inject('workshop'), 'sample-'));
    this.folder = join(this.#base, name);
    cpSync(join(root, 'samples', 'demonstration.mjs'), join(this.#base, 'demonstration.mjs'));
    cpSync(join(root, 'samples', name), this.folder, { recursive: true, filter: (path) => !/[\\/](node_modules|dist|\.reprise)$/.test(path) });
    mkdirSync(join(this.folder, 'node_modules'));
    symlinkSync(installed(), join(this.folder, 'node_modules', 'reprise'), 'junction');
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  remove(): void {
    rmSync(this.#base, { recursive: true, force: true });
  }

  /** Runs the demo, which must succeed; gives what it prints. */
  async demo(): Promise<string> {
    const { stdout, stderr, code } = await execute(process.execPath, [this.path('demo.mjs')], { cwd: this.#base, timeout: 180_000 });
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain('5 of 5 identical: the same output, the same exit code 1');
    return stdout;
  }

  /** Records runs until one has succeeded; gives the recording. */
  async recordSuccess(command: readonly string[], options: Partial<ExecuteOptions> = {}): Promise<string> {
    const file = this.path('success.reprise');
    for (let run = 1; run <= RUNS; run++) {
      rmSync(file, { force: true });
      const { code, stderr } = await reprise(['record', '-o', file, '--', ...command], { cwd: this.folder, ...options });
      if (code === 0) return file;
      expect({ stderr, code }).toMatchObject({ code: 1 });
    }
    throw new Error(`none of ${RUNS} runs succeeded`);
  }

  /** Replays a recording twice, elsewhere. */
  async expectFaithful(recording: string): Promise<void> {
    const { stdout } = await reprise(['verify', recording, '-n', '2', '--json'], elsewhere);
    expect(JSON.parse(stdout)).toMatchObject({ runs: 2, faithful: 2, inexact: 0, failures: [] });
  }

  /** The tests that the sample keeps. */
  tests(): Promise<Result> {
    return execute(process.execPath, ['--test', '--test-reporter=tap'], { cwd: this.folder });
  }

  /** Repairs the program with the patch of the README, and builds it. */
  async repair(): Promise<void> {
    const patch = /^```diff\n--- (?<file>\S+)\n.*\n@@.*\n(?<lines>[^`]*(?:`(?!``)[^`]*)*)^```/m.exec(readFileSync(this.path('README.md'), 'utf8'))!.groups!;
    const text = (marks: string) => patch['lines']!.split('\n').filter((line) => marks.includes(line.charAt(0))).map((line) => line.slice(1)).join('\n');
    const source = readFileSync(this.path(patch['file']!), 'utf8');
    expect(source).toContain(text(' -'));
    writeFileSync(this.path(patch['file']!), source.replace(text(' -'), () => text(' +')));
    expect(await compileWith(inject('compiler'), this.path('tsconfig.json'))).toBe('');
  }
}

/** Starts a script of a sample that serves until it is stopped; gives the address that it prints. */
export async function serving(script: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const server = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(server.stdout, 'data') as [Buffer];
  return {
    address: String(line).trim(),
    stop: async () => {
      server.kill();
      await once(server, 'exit');
    },
  };
}

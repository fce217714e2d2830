// Runs programs on real packages: plain, recorded, and replayed where neither the packages nor their peers exist.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { EndEntry } from '../../recording/index.js';
import { project, recordingOf, run, type Project, type Result, type RunOptions } from '../harness/index.js';
import { endOf } from '../order/seeds.js';
import { installPackages, type Packages } from './install.js';
import { QUICK_WEBASSEMBLY, startPeer, type Peer } from './peer.js';

/** Packages that run live in a replay, too, and so have to be there. */
const PURE = ['react', 'reflect-metadata'];

/** Cases whose peer is a database. */
const DATABASE_CLIENTS = new Set(['active-record', 'knex', 'orm', 'pg', 'typeorm']);

/** How often each recording is replayed; more find what happens rarely. */
const RUNS = Number(process.env['REPRISE_RUNS'] ?? 1);

/** What became of a case. */
export interface Outcome {
  readonly plain: Result;
  readonly recorded: Result;
  readonly end: EndEntry | undefined;
  readonly replays: readonly Result[];
}

/** The cases of a folder, compiled. */
export class Cases {
  readonly #folder: string;
  readonly #packages: Packages;
  readonly #program: Project;
  /** The same program without the packages. */
  readonly #bare: Project;
  /** One database serves all cases that need one, since starting it takes a second; one after the other. */
  #database: Peer | undefined;
  #databaseFree: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, packages: Packages, program: Project) {
    this.#folder = folder;
    this.#packages = packages;
    this.#program = program;
    const bare = mkdtempSync(join(inject('workshop'), 'bare-'));
    for (const name of ['dist', 'package.json']) cpSync(program.path(name), join(bare, name), { recursive: true });
    mkdirSync(join(bare, 'node_modules'));
    for (const name of PURE) symlinkSync(join(packages.modules, name), join(bare, 'node_modules', name), 'junction');
    this.#bare = { ...program, folder: bare, path: (name) => join(bare, name) };
  }

  /** Names of the cases in a folder: each is a module that ends by itself. */
  static namesIn(folder: string): string[] {
    return readdirSync(folder).filter((name) => isSource(name) && name !== 'certificate.ts').map((name) => name.replace(/\.cts$/, '.cjs').replace(/\.tsx?$/, '')).sort();
  }

  /** Compiles all cases of a folder at once. */
  static async in(folder: string): Promise<Cases> {
    const packages = installPackages();
    const sources = readdirSync(folder).filter(isSource);
    const program = await project({
      module: 'esm',
      files: Object.fromEntries(sources.map((name) => [`src/${name}`, readFileSync(join(folder, name), 'utf8')])),
      modules: packages.modules,
      compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true, jsx: 'react-jsx' },
    });
    await program.plain();
    return new Cases(folder, packages, program);
  }

  /** Runs one case in every way. Several may run at once: each waits for timers and for its peer most of its time. */
  run(entry: string, options: Partial<RunOptions> = {}): Promise<Outcome> {
    if (!DATABASE_CLIENTS.has(entry)) return this.#run(entry, options);
    const outcome = this.#databaseFree.then(() => this.#run(entry, options));
    this.#databaseFree = outcome.catch(() => undefined);
    return outcome;
  }

  async #run(entry: string, options: Partial<RunOptions>): Promise<Outcome> {
    const further = { ...options, flags: [...options.flags ?? [], ...this.#flags(entry)] };
    const plain = await this.#withPeer(entry, { ...further, mode: 'plain' });
    const recorded = await this.#withPeer(entry, { ...further, mode: 'record' });
    const recording = recordingOf(this.#program, entry);
    const replays: Result[] = [];
    for (let i = 0; i < RUNS; i++) replays.push(await run(this.#bare, { timeout: 60_000, ...further, entry, mode: 'replay', direct: true, cwd: this.#bare.folder, recording }));
    return { plain, recorded, end: endOf(recording), replays };
  }

  /** Flags of Node in `<entry>.flags.txt`: those that this Node knows, as far as it says so. */
  #flags(entry: string): string[] {
    const file = join(this.#folder, `${entry}.flags.txt`);
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter((flag) => flag === QUICK_WEBASSEMBLY || process.allowedNodeEnvironmentFlags.has(flag)) : [];
  }

  /** Records a case once more, watching for leaks. */
  async watchLeaks(entry: string): Promise<Result & { recording: string }> {
    const recording = this.#program.path(`${entry}.watched.reprise`);
    return { ...await this.#withPeer(entry, { mode: 'record', recording, env: { REPRISE_OPTIONS: '{"watchLeaks":true}' } }), recording };
  }

  async #withPeer(entry: string, options: RunOptions): Promise<Result> {
    const env = { POSTGRES_DATA: this.#packages.postgresData };
    // A peer resolves its packages from where they are installed.
    const peers = join(this.#program.folder, 'peers');
    if (!existsSync(peers)) cpSync(join(__dirname, 'cases'), peers, { recursive: true });
    const own = join(this.#folder, `${entry}.peer.mjs`);
    if (existsSync(own)) cpSync(own, join(peers, `${entry}.peer.mjs`));
    const peer = DATABASE_CLIENTS.has(entry) ? await this.#emptyDatabase(join(peers, 'postgres.peer.mjs'), env) : await startPeer(join(peers, `${entry}.peer.mjs`), { ...env, ...options.env });
    const input = join(this.#folder, `${entry}.input.txt`);
    try {
      const result = await run(this.#program, {
        timeout: 60_000, ...options, entry, direct: true,
        env: { ...env, ...options.env, PEER: peer?.address },
        ...(existsSync(input) ? { input: readFileSync(input, 'utf8') } : {}),
        started: (child) => { child.stdout!.on('data', (output: Buffer) => { peer?.tell(output); }); },
      });
      const problems = await peer?.stop() ?? '';
      return { ...result, stderr: result.stderr + problems };
    } finally {
      await peer?.stop();
    }
  }

  async #emptyDatabase(script: string, env: NodeJS.ProcessEnv): Promise<Peer> {
    const started = this.#database;
    if (started === undefined) this.#database = await startPeer(script, env);
    else {
      const emptied = started.said();
      started.tell(Buffer.from('empty\n'));
      await emptied;
    }
    return { ...this.#database!, tell: () => undefined, stop: () => Promise.resolve('') };
  }

  /** @throws if something went wrong in the database */
  async remove(): Promise<void> {
    const problems = await this.#database?.stop() ?? '';
    rmSync(this.#bare.folder, { recursive: true, force: true });
    this.#program.remove();
    if (problems !== '') throw new Error(problems);
  }
}

function isSource(name: string): boolean {
  return /\.(?:ts|tsx|cts)$/.test(name);
}

/** The lines of an output in no order, since races fall as they like; without those that are marked as different in every run. */
export function stable(output: string): string[] {
  return output.split('\n').filter((line) => !line.startsWith('~')).sort();
}

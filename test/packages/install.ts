// Installs the packages that the cases record: once, into the cache of the test runs.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/index.js';
import { QUICK_WEBASSEMBLY } from './peer.js';

/** Milliseconds that installing may take where nothing is cached yet. */
export const INSTALL = 300_000;

const CACHE = join(root, 'node_modules', '.cache', 'reprise-packages');

/** The installed packages. */
export interface Packages {
  /** Their node_modules. */
  readonly modules: string;
  /** What an empty PostgreSQL holds: making it anew takes eight seconds. */
  readonly postgresData: string;
}

/** Installs what package-lock.json says, unless that was done before. */
export function installPackages(): Packages {
  const lock = join(__dirname, 'package-lock.json');
  const folder = join(CACHE, createHash('sha256').update(readFileSync(lock)).update(readFileSync(join(__dirname, 'postgres-data.mjs'))).digest('hex').slice(0, 20));
  if (!existsSync(folder)) {
    // Two test files may install at the same time: whoever is second uses what the first has made.
    const stage = `${folder}.${process.pid}`;
    mkdirSync(stage, { recursive: true });
    try {
      for (const name of ['package.json', 'package-lock.json', 'postgres-data.mjs']) copyFileSync(join(__dirname, name), join(stage, name));
      execFileSync('npm', ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: stage, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
      execFileSync(process.execPath, [QUICK_WEBASSEMBLY, 'postgres-data.mjs'], { cwd: stage, stdio: ['ignore', 'ignore', 'inherit'] });
      if (!existsSync(folder)) renameSync(stage, folder);
    } finally {
      rmSync(stage, { recursive: true, force: true });
    }
  }
  return { modules: join(folder, 'node_modules'), postgresData: join(folder, 'postgres.tar') };
}

// The package as users get it: built from the sources as they are now, packed by npm, unpacked.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository. */
export const root = join(__dirname, '..', '..');

/** What the package is made of. */
const SOURCES = ['contract', 'recording', 'runtime', 'transformer', 'cli', 'scripts', 'docs', 'package.json', 'tsconfig.json', 'README.md', 'LICENSE'];
const CACHE = join(root, 'node_modules', '.cache', 'reprise-test');
const DAY = 86_400_000;

/** A packed package. */
export interface Packed {
  /** The tarball. */
  readonly tarball: string;
  /** Its content. */
  readonly folder: string;
  /** What the compiler said; empty if it found nothing wrong. */
  readonly problems: string;
}

/**
 * Builds and packs, in a copy of the sources: `dist/` of the working tree stays as it is, and is never taken for
 * newer than it is. The result is kept for the next run with the same sources.
 */
export function pack(): Packed {
  const folder = join(CACHE, digest());
  if (!existsSync(folder)) build(folder);
  const now = new Date();
  utimesSync(folder, now, now);
  return { tarball: join(folder, 'reprise.tgz'), folder: join(folder, 'package'), problems: readFileSync(join(folder, 'problems.txt'), 'utf8') };
}

function build(folder: string): void {
  const stage = `${folder}.${process.pid}`;
  const source = join(stage, 'source');
  mkdirSync(source, { recursive: true });
  try {
    for (const name of SOURCES) if (existsSync(join(root, name))) cpSync(join(root, name), join(source, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'), 'dir');
    // Type errors do not keep the compiler from emitting. They are kept for one test to report, so that they fail
    // that test and not each of them.
    const built = spawnSync(process.execPath, [join(source, 'scripts', 'build.mjs')], { encoding: 'utf8' });
    if (!existsSync(join(source, 'dist', 'cli', 'main.js'))) throw new Error(`The package cannot be built:\n${built.stdout}${built.stderr}`);
    writeFileSync(join(stage, 'problems.txt'), built.status === 0 ? '' : `${built.stdout}${built.stderr}`);
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', stage], { cwd: source, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
    const tarball = readdirSync(stage).find((name) => name.endsWith('.tgz'));
    if (tarball === undefined) throw new Error('npm pack made no tarball');
    execFileSync('tar', ['-xzf', tarball], { cwd: stage });
    renameSync(join(stage, tarball), join(stage, 'reprise.tgz'));
    rmSync(source, { recursive: true });
    if (!existsSync(folder)) renameSync(stage, folder);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
  forgetOld();
}

/** Packages of other versions of the sources, unless another test run may still need them. */
function forgetOld(): void {
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name);
    if (Date.now() - statSync(path).mtimeMs > DAY) rmSync(path, { recursive: true, force: true });
  }
}

function digest(): string {
  const hash = createHash('sha256');
  const add = (path: string, name: string) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const child of readdirSync(path).sort()) add(join(path, child), `${name}/${child}`);
    } else {
      hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
    }
  };
  for (const name of [...SOURCES, 'package-lock.json']) add(join(root, name), name);
  return hash.digest('hex').slice(0, 20);
}

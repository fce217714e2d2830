// The package as users get it: built from the sources as they are now, packed by npm, unpacked.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT, builtNow, digest } from '../../scripts/built.mjs';

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
 * Builds and packs, in a copy of the sources: `dist/` of the working tree stays as it is, and is only taken for what is
 * built here where it was built of the same. The result is kept for the next run with the same sources.
 */
export function pack(): Packed {
  const folder = join(CACHE, digest(root, [...SOURCES, 'package-lock.json']));
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
    writeFileSync(join(stage, 'problems.txt'), isBuilt() ? copyBuilt(source) : buildAnew(source));
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

/** Whether `dist/` of the working tree is as it came out of these sources. */
function isBuilt(): boolean {
  return existsSync(join(root, BUILT)) && readFileSync(join(root, BUILT), 'utf8') === builtNow(root);
}

function copyBuilt(source: string): string {
  cpSync(join(root, 'dist'), join(source, 'dist'), { recursive: true });
  return '';
}

/** Builds; gives what the compiler said. */
function buildAnew(source: string): string {
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'), 'dir');
  // Type errors do not keep the compiler from emitting. They are kept for one test to report, so that they fail
  // that test and not each of them.
  const built = spawnSync(process.execPath, [join(source, 'scripts', 'build.mjs')], { encoding: 'utf8' });
  if (!existsSync(join(source, 'dist', 'cli', 'main.js'))) throw new Error(`The package cannot be built:\n${built.stdout}${built.stderr}`);
  return built.status === 0 ? '' : `${built.stdout}${built.stderr}`;
}

/** Packages of other versions of the sources, unless another test run may still need them. */
function forgetOld(): void {
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name);
    if (Date.now() - statSync(path).mtimeMs > DAY) rmSync(path, { recursive: true, force: true });
  }
}

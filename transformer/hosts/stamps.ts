// What is known of a .tsbuildinfo beside its content: with which plugins the output that it speaks of was made. The
// compiler does not keep that; without it, changed options of a plugin would leave the old output in place, as would
// a `tsc` without plugins that ran in between. Stamps are a cache: what has none is built anew.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Stamp {
  /** Digest of the plugins and their options. */
  readonly plugins: string;
  /** The .tsbuildinfo as it was written: `tsc` writes the same text for the same sources, but at another time. */
  readonly written: string;
}

/** Whether the output that a .tsbuildinfo speaks of was made with these plugins, without a failure, and by nobody else since. */
export function isStamped(buildInfo: string, plugins: string): boolean {
  return validStamp(buildInfo)?.plugins === plugins;
}

/** Notes with which plugins a .tsbuildinfo was just written. */
export function stamp(buildInfo: string, plugins: string): void {
  const file = stampFile(buildInfo);
  if (file === undefined) return;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ plugins, written: fingerprint(buildInfo) } satisfies Stamp));
  } catch {
    // A folder that cannot be written to: the next build is a whole one.
  }
}

/** Keeps the stamp of a file whose time the compiler is about to change. */
export function keepStamp(buildInfo: string, touch: () => void): void {
  const valid = validStamp(buildInfo);
  touch();
  if (valid !== undefined) stamp(buildInfo, valid.plugins);
}

/** From now on the output is another than the stamp says. */
export function unstamp(buildInfo: string): void {
  const file = stampFile(buildInfo);
  if (file !== undefined) rmSync(file, { force: true });
}

/** Within the nearest node_modules, where tools keep what is not to be shared. */
function stampFile(buildInfo: string): string | undefined {
  for (let folder = dirname(buildInfo); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) return join(modules, '.cache', 'reprise', 'build', `${digest(buildInfo).slice(0, 32)}.json`);
    if (folder === dirname(folder)) return undefined;
  }
}

function validStamp(buildInfo: string): Stamp | undefined {
  const file = stampFile(buildInfo);
  if (file === undefined || !existsSync(file) || !existsSync(buildInfo)) return undefined;
  try {
    const stamp = JSON.parse(readFileSync(file, 'utf8')) as Stamp;
    return stamp.written === fingerprint(buildInfo) ? stamp : undefined;
  } catch {
    return undefined;
  }
}

function fingerprint(file: string): string {
  return `${statSync(file).mtimeMs} ${digest(readFileSync(file, 'utf8'))}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

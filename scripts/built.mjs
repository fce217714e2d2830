// What dist/ was built from: whoever needs the built package need not build it again as long as neither has changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where a build that found nothing wrong leaves what {@link builtNow} says of it. */
export const BUILT = 'node_modules/.cache/reprise-built.txt';

/** What dist/ is made from. */
const SOURCES = ['contract', 'recording', 'runtime', 'transformer', 'cli', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** Tells the sources and the output, as they are. */
export function builtNow(root) {
  return digest(root, [...SOURCES, 'dist']);
}

/** Tells files and folders from others: their names and what is in them. */
export function digest(root, names) {
  const hash = createHash('sha256');
  const add = (path, name) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const child of readdirSync(path).sort()) add(join(path, child), `${name}/${child}`);
    } else {
      hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
    }
  };
  for (const name of names) add(join(root, name), name);
  return hash.digest('hex').slice(0, 20);
}

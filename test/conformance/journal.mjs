// What a long run has found so far, a line a test, so that one that was stopped goes on where it was.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from './package.mjs';

export class Journal {
  #file;

  /** @param {string} file - created if it is not there */
  constructor(file) {
    this.#file = file;
    const build = buildDigest();
    if (!existsSync(file)) return writeFileSync(file, `${JSON.stringify({ build })}\n`);
    if (this.#lines()[0]?.build === build) return;
    throw new Error(`${file} tells of another build of reprise. Delete it, or name another file.`);
  }

  /** What was found, by name of the test. */
  ended() {
    return new Map(this.#lines().slice(1).map(({ name, runs }) => [name, runs]));
  }

  add(name, runs) {
    appendFileSync(this.#file, `${JSON.stringify({ name, runs })}\n`);
  }

  /** The last line may be half written. */
  #lines() {
    return readFileSync(this.#file, 'utf8').split('\n').flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line)];
      } catch {
        return [];
      }
    });
  }
}

/** Of the transformer and of the hooks that run in its output, which are in the file that every process loads. */
function buildDigest() {
  const hash = createHash('sha256');
  for (const folder of ['contract', 'transformer', 'runtime']) {
    for (const name of readdirSync(join(dist, folder), { recursive: true }).map(String).sort()) {
      if (name.endsWith('.js') && (folder !== 'runtime' || name === 'base.js')) hash.update(name).update(readFileSync(join(dist, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

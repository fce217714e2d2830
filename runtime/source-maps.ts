// Source maps of the program's scripts, for the places of what is recorded. Node keeps them where it was told to by
// `--enable-source-maps`, which `reprise record` does and whoever starts a child process may not.
import { readFileSync } from 'node:fs';
import { findSourceMap, SourceMap } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathOf } from './program.js';

const read = new Map<string, SourceMap | undefined>();

/** The source map of a script, by its path or URL; undefined if it has none that can be read. */
export function sourceMapOf(script: string): SourceMap | undefined {
  const kept = findSourceMap(script);
  if (kept !== undefined) return kept;
  if (!read.has(script)) read.set(script, named(script));
  return read.get(script);
}

const NAMED = /^\/\/[#@] ?sourceMappingURL=(\S+)\s*$/gm;
const INLINE = /^data:application\/json(?:;charset=[^;,]+)?;base64,/;

/** The one that the script's last line names. */
function named(script: string): SourceMap | undefined {
  try {
    const path = pathOf(script);
    const url = [...readFileSync(path, 'utf8').matchAll(NAMED)].at(-1)?.[1];
    if (url === undefined) return undefined;
    const inline = INLINE.exec(url)?.[0];
    const text = inline === undefined ? readFileSync(resolve(dirname(path), decodeURI(url)), 'utf8') : Buffer.from(url.slice(inline.length), 'base64').toString();
    return new SourceMap(JSON.parse(text) as ConstructorParameters<typeof SourceMap>[0]);
  } catch {
    // The place in the output is what remains.
    return undefined;
  }
}

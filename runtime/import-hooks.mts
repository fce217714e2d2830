// Module hooks of a recording, for ES modules: in the program's own thread where the host can have them there, otherwise in Node's loader thread.
// A package's `import()` of a module of the program gets a module of one line in its place, which asks for that module as a call-in.
// See package-imports.ts.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Resolved { url: string; format?: string | null | undefined; shortCircuit?: boolean }
interface Context { readonly parentURL?: string | undefined; readonly conditions?: readonly string[] }
type Answer = Promise<Resolved> | Resolved;

/** Folder of the compiled package, whose own imports are let through. */
let own = '';
const known = new Map<string, boolean>();

export function initialize(data: { own: string }): void {
  own = data.own;
}

/** In the program's own thread, `next` gives what it found at once, and is asked for what CommonJS modules require, too. */
export function resolve(specifier: string, context: Context, next: (specifier: string, context: unknown) => Answer): Answer {
  const { parentURL = '', conditions } = context;
  const isLocation = specifier.startsWith('file:') || specifier.startsWith('/') || specifier.startsWith('\\');
  if (!isLocation || !isInstalled(parentURL) || parentURL.startsWith(own) || conditions?.includes('import') !== true) return next(specifier, context);
  const found = next(specifier, context);
  return 'then' in found ? found.then(inItsPlace) : inItsPlace(found);
}

function inItsPlace(found: Resolved): Resolved {
  const { url } = found;
  if (!url.startsWith('file:') || isInstalled(url) || !isProgram(url)) return found;
  // The promise of an `import()` resolves to what the `then` of the module gives.
  const source = `export const then = (resolve, reject) => { globalThis[Symbol.for('reprise.runtime')].state.importedByPackage(${JSON.stringify(url)}).then(resolve, reject); };`;
  return { url: `data:text/javascript,${encodeURIComponent(source)}`, format: 'module', shortCircuit: true };
}

/** See program.ts and program-requires.ts, whose files the loader thread would load with all they import. */
function isInstalled(url: string): boolean {
  return url.includes('/node_modules/');
}

function isProgram(url: string): boolean {
  let is = known.get(url);
  if (is === undefined) known.set(url, is = readsSo(url));
  return is;
}

function readsSo(url: string): boolean {
  try {
    const text = readFileSync(fileURLToPath(url), 'utf8');
    return text.includes('reprise/runtime') && text.includes('.module("');
  } catch {
    return false;
  }
}

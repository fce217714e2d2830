// Module hooks of a replay, for ES modules: in the program's own thread where the host can have them there, otherwise in Node's loader thread.
// See stubs.ts.
const SCHEME = 'reprise-stub:';
/** Tells the replay that the package would run here. A worker thread has no replay to tell. */
const LOADS = `globalThis[Symbol.for('reprise.runtime')]?.state.outsideLoads?.();`;
let names = new Map<string, readonly string[]>();
let waiting: readonly string[] = [];
let program: readonly string[] = [];

interface Resolved { url: string; format?: string | null | undefined; shortCircuit?: boolean }
interface Loaded { format: string; source?: unknown; shortCircuit?: boolean }

export function initialize(data: { names: [string, string[]][]; waiting: string[]; program: string[] }): void {
  waiting = data.waiting;
  program = data.program;
  names = new Map(data.names);
}

/** In the program's own thread, `next` gives what it found at once. */
export function resolve(specifier: string, context: { parentURL?: string | undefined }, next: (specifier: string, context: unknown) => Promise<Resolved> | Resolved): Promise<Resolved> | Resolved {
  if (!names.has(specifier)) return next(specifier, context);
  if (isProgram(context.parentURL)) return stubOf(specifier);
  try {
    const found = next(specifier, context);
    return found instanceof Promise ? found.catch(() => stubOf(specifier)) : found;
  } catch { // not installed
    return stubOf(specifier);
  }
}

export function load(url: string, context: unknown, next: (url: string, context: unknown) => Promise<Loaded> | Loaded): Promise<Loaded> | Loaded {
  return url.startsWith(SCHEME) ? stubAt(url) : next(url, context);
}

/** See stubs.ts, whose file the loader thread would load with all it imports. */
function isProgram(url = ''): boolean {
  return program.includes(/^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? '');
}

function stubOf(specifier: string): Resolved {
  return { url: `${SCHEME}${encodeURIComponent(specifier)}`, format: 'module', shortCircuit: true };
}

function stubAt(url: string): Loaded {
  const specifier = decodeURIComponent(url.slice(SCHEME.length));
  const exported = names.get(specifier) ?? [];
  const waits = waiting.includes(specifier) ? [`await globalThis[Symbol.for('reprise.runtime')]?.state.outsideAwaits?.(${JSON.stringify(specifier)});`] : [];
  const lines = exported.map((name, i) => `function p${i}() {} export { p${i} as ${JSON.stringify(name)} };`);
  return { format: 'module', source: [LOADS, ...waits, ...lines].join('\n'), shortCircuit: true };
}

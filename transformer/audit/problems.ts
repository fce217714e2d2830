// Why a place is not covered: stable codes with what they mean, for people and for scripts.

import { MARKS } from '../diagnostics.js';
import type { Mark } from '../edits.js';

/** What a problem says. The text ends with what to do, where there is something to do. */
export interface Problem {
  readonly code: ProblemCode;
  readonly text: string;
}

const TEXTS = {
  'dynamic-code': 'Code that is made from text at run time is not instrumented: what it reads of the outside is neither recorded nor replayed.',
  'module-object': "The loader's own objects are not recorded: their paths and the modules they load are those of the machine. Use import, require and __filename.",
  'native-code': 'Native code calls back and writes into memory unseen. Put it into a package of its own: what a package returns is recorded.',
  'async-ids': 'Numbers and hooks of asynchronous resources are those of the process, in a replay too.',
  'uninitialised-memory': 'Memory that is not initialised holds anything, and lies anywhere. Use Buffer.alloc.',
  'live-object': 'An object of the host that is used live: its content, its number and when it is read are not recorded. Use the global of the same name.',
  'live-output': 'It looks at the terminal or the environment itself, or writes past the recording.',
  'live-timer': 'A timer that is not recorded. Use setTimeout.',
  'call-sites': 'Positions in the built files and the names of their folders are those of the machine.',
  'worker-code': 'The messages of a worker thread are recorded, the code inside it is not.',
  wasm: 'What WebAssembly writes into its memory is not recorded, nor when.',
  'outside-element': 'An element of a global of the host: it is used as it is, and not recorded.',
  'outside-jsx': 'Elements are made by a function from outside, which the compiler imports itself: it is not recorded. If it computes from its arguments alone, name its package under "pure".',
  'global-write': 'What replaces a global is used by the outside as it is: calls from there are not recorded.',
  'unknown-global': 'A global that neither the host nor this file defines: what it gives is not recorded.',
  'computed-specifier': 'A specifier that is computed: relative modules and packages of the outside are recorded, a package that belongs to the program is not.',
  'sloppy-this': 'In sloppy code, this of a function that is called without a receiver is the global object as it is.',
  'unmarked-module': 'It is taken for a part of the program, but was not built with reprise: what it does is neither recorded nor replayed. Build it with the plugin, too, or name its package under "outside" or "pure".',
  'impure-package': 'It is taken for pure, but meets the outside itself. Name it under "outside", or leave the option away.',
  'not-planned': 'The transformer leaves this as it is, without a reason that is known. Please report it.',
  failed: 'The file cannot be instrumented.',
} as const;

/** Stable names of problems. Those of marks are also the numbers of the build's warnings, see {@link MARKS}. */
export type ProblemCode = keyof typeof TEXTS | Mark['code'];

/** All codes. */
export const PROBLEM_CODES: readonly ProblemCode[] = [...Object.keys(TEXTS) as (keyof typeof TEXTS)[], ...Object.keys(MARKS) as Mark['code'][]];

/** A problem by its code; `detail` replaces the text where more is known. */
export function problem(code: ProblemCode, detail?: string): Problem {
  return { code, text: detail ?? (code in TEXTS ? TEXTS[code as keyof typeof TEXTS] : MARKS[code as Mark['code']].text) };
}

/** Problems of what the tables call uncovered, by path; the longest that fits counts. */
const UNCOVERED: Readonly<Record<string, ProblemCode>> = {
  Atomics: 'shared-memory',
  SharedArrayBuffer: 'shared-memory',
  WebAssembly: 'wasm',
  'require.cache': 'module-object',
  'require.extensions': 'module-object',
  'process.dlopen': 'native-code',
  'node:process.dlopen': 'native-code',
  'node:ffi': 'native-code',
  'node:async_hooks': 'async-ids',
  'node:buffer.Blob': 'live-object',
  'node:buffer.File': 'live-object',
  'node:buffer.resolveObjectURL': 'live-object',
  'node:buffer.SlowBuffer': 'uninitialised-memory',
  'node:url.URL': 'live-object',
  'node:util.debounce': 'live-timer',
  'node:util.throttle': 'live-timer',
  'node:util': 'live-output',
  'node:util.getCallSite': 'call-sites',
  'node:util.getCallSites': 'call-sites',
  'node:wasi': 'wasm',
  'node:worker_threads.Worker': 'worker-code',
};

/** The problem of a path that the tables call uncovered. */
export function uncoveredProblem(path: string): ProblemCode {
  for (let at = path.replace(/^node:sys(?=\.|$)/, 'node:util'); at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('.'), 0))) {
    const code = Object.hasOwn(UNCOVERED, at) ? UNCOVERED[at] : undefined;
    if (code !== undefined) return code;
  }
  return 'not-planned';
}

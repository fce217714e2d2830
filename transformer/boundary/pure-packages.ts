// Packages that run live in every mode although nobody said so. Their files do meet the outside; where, and why no run is
// another one for it, stands here and is compared with the files by `reprise audit --packages`: what a later version adds shows.

/** By package, sub-paths included: roots that its files refer to, and what for. The plugin options extend it. */
export const PURE_PACKAGES: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(Object.entries<Readonly<Record<string, string>>>({
  // Emitted by the compiler itself.
  'tslib': {
    globalThis: 'where a script leaves its exports',
    AsyncIterator: 'the prototype of what async generators give, if there is one',
  },
  // Describes an interface. Its `act`, which is for tests, waits by the timers of the host and is not recorded.
  'react': {
    console: 'warnings, which are output and are recorded as such',
    reportError: 'errors that nothing else takes',
    process: 'errors that nothing else takes',
    'performance.now': 'times that the development build notes for its tools',
    'Math.random': 'hides the name of a module from bundlers, in act()',
    module: 'hides the name of a module from bundlers, in act()',
    MessageChannel: 'waits, in act()',
    __REACT_DEVTOOLS_GLOBAL_HOOK__: 'a tool of browsers',
  },
  'reflect-metadata': {
    globalThis: 'where it puts Reflect.metadata',
    global: 'where it puts Reflect.metadata',
    Function: 'finds the global object in old engines',
    eval: 'finds the global object in old engines',
    'Math.random': 'numbers of objects, where there is no WeakMap',
    'crypto.getRandomValues': 'numbers of objects, where there is no WeakMap',
    'msCrypto.getRandomValues': 'numbers of objects, where there is no WeakMap',
  },
  // Extends the classes of zod, which a replay would lack, and computes from what it is given.
  '@asteasolutions/zod-to-openapi': {},
  'zod': {
    globalThis: 'its own configuration',
    File: 'the class that z.file() asks for',
    'navigator.userAgent': 'tells a host that allows no new Function',
    'Math.random': 'a helper, util.randomString, that no schema calls',
  },
}));

/** What a package of the table refers to a root for; undefined if that is not known of it. */
export function knownUse(packageName: string, root: string): string | undefined {
  const uses = PURE_PACKAGES.get(packageName);
  if (uses === undefined) return undefined;
  const head = root.split('.', 1)[0] ?? root;
  return Object.hasOwn(uses, root) ? uses[root] : Object.hasOwn(uses, head) ? uses[head] : undefined;
}

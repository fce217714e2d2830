// What the membrane may take for granted about roots: operations that never call back and leave nothing running
// (leaves: they start no segment), and getters that give the same fixed object every time.

const leafPrefixes = ['Object.is', 'node:os.', 'globalThis.Math.', 'node:perf_hooks.performance.now', 'node:process.hrtime', 'globalThis.process.hrtime'];
const leafNames = new Set([
  'hrtime', 'uptime', 'cwd', 'memoryUsage', 'cpuUsage', 'resourceUsage', 'getuid', 'geteuid', 'getgid', 'getegid', 'getgroups', 'umask',
  'availableMemory', 'constrainedMemory', 'getActiveResourcesInfo',
].map((name) => `globalThis.process.${name}`));
const leafCrypto = new Set(['randomUUID', 'randomBytes', 'randomInt', 'randomFillSync', 'getRandomValues', 'pseudoRandomBytes', 'rng', 'prng', 'timingSafeEqual', 'getHashes', 'getCiphers', 'getCurves']);

const timerNames = new Set(['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate']);

/** Which calls of a root only give a value: none, all, those without a function, or timers with at most so many arguments. */
export type Leaf = 'never' | 'always' | 'without-functions' | 1 | 2;

/**
 * What a root is. Timers are leaves: the host sets them and queues nothing, neither now nor when they are due. A promise
 * with options (an AbortSignal) may be rejected at once, and is like any other.
 */
export function leafOf(path: string): Leaf {
  if (path === 'globalThis.AbortSignal.timeout') return 'always';
  const dot = path.lastIndexOf('.');
  const last = path.slice(dot + 1);
  if (timerNames.has(last)) {
    const owner = path.slice(0, dot);
    if (owner === 'globalThis' || owner === 'node:timers') return 'always';
    if (owner === 'node:timers/promises') return last === 'setImmediate' ? 1 : 2;
  }
  return givesValues(path, last) ? 'without-functions' : 'never';
}

function givesValues(path: string, last: string): boolean {
  if (leafNames.has(path)) return true;
  if (path.startsWith('node:fs.')) return last.endsWith('Sync') && last !== 'cpSync';
  if (path.startsWith('node:zlib.') || path.startsWith('node:child_process.')) return last.endsWith('Sync');
  if (path.startsWith('node:crypto.') || path.startsWith('globalThis.crypto.')) return leafCrypto.has(last) || last.endsWith('Sync');
  return leafPrefixes.some((prefix) => path.startsWith(prefix));
}

/** Whether a call with these arguments only gives a value. */
export function isLeafCall(leaf: Leaf, args: readonly unknown[]): boolean {
  if (leaf === 'never') return false;
  if (leaf === 'always') return true;
  if (leaf !== 'without-functions') return args.length <= leaf;
  for (let i = 0; i < args.length; i++) if (typeof args[i] === 'function') return false;
  return true;
}

/** Getters of Node's modules that give another value at another time. */
const changingGetters = new Set(['node:crypto.fips', 'node:http.maxHeaderSize']);
/** Getters elsewhere whose value is a fixed part of the host. */
const fixedGetters = new Set(['globalThis.crypto.subtle']);

/** Whether a getter of a root may be read in a replay. Node's modules use them to load their parts late. */
export function isFixedGetter(path: string): boolean {
  return fixedGetters.has(path) || /^node:[^.]+\.[^.]+$/.test(path) && !path.startsWith('node:process.') && !changingGetters.has(path);
}

/**
 * Properties of roots that are objects with a state of their own: handles, even where a replay has such an object.
 * Those of the channel to a parent process, and of a worker of a cluster, are there in some runs only.
 */
const stateful = new Set([
  ...['stdout', 'stderr', 'stdin', 'send', 'disconnect', 'channel', 'connected'].map((name) => `globalThis.process.${name}`),
  ...['isPrimary', 'isMaster', 'isWorker', 'worker', 'workers', 'settings', 'schedulingPolicy'].map((name) => `node:cluster.${name}`),
  'node:http.globalAgent', 'node:https.globalAgent',
]);

/** Whether a property of a root is a handle, whatever a replay has there. */
export function isStateful(path: string): boolean {
  return stateful.has(path);
}

/** Whether primitive properties of a root are facts of the machine or run (`process.pid`), not constants. */
export function hasVolatileValues(path: string): boolean {
  return path === 'globalThis.process' || path === 'node:process' || path.startsWith('globalThis.performance') || path.startsWith('node:perf_hooks');
}

const cloners = new Set(['postMessage', 'structuredClone', 'serialize', 'Worker']);
/** Functions of the host whose options are a copy before anything looks at them. */
const copiers = new Set(['node:http.request', 'node:http.get', 'node:https.request', 'node:https.get']);

/**
 * Whether a function or class copies its arguments before it uses them: those named like the engine's own algorithm,
 * which takes no proxies, and some that are called so often that a proxy shows.
 */
export function copiesArguments(name: string, path: string | undefined): boolean {
  return cloners.has(name) || (path !== undefined && copiers.has(path));
}

const fillers = new Set(['read', 'readSync', 'readv', 'readvSync', 'randomFill', 'randomFillSync', 'getRandomValues', 'encodeInto', 'copy', 'fill']);

/** Whether an operation of that name is there to fill a buffer it is given. */
export function fillsBuffers(name: string): boolean {
  return fillers.has(name);
}

// The host's functions that give something else at another time, or do their work outside: while leaks are watched for,
// each tells when it is called. They are replaced where packages find them; Node's own code and the recorder have captured
// the originals, or are known by the stack.
import { syncBuiltinESMExports } from 'node:module';
import type { LeakWatch } from '../leak-watch.js';
import { apply, construct, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, NativeDate } from '../natives.js';
import { genuineGlobal, replaceGlobal } from '../roots.js';
import { alike } from './leaf.js';

/** Modules of which every function counts, but for those that compute. */
const MODULES = [
  'child_process', 'cluster', 'dgram', 'dns', 'dns/promises', 'fs', 'fs/promises', 'http', 'http2', 'https', 'net', 'os', 'timers', 'timers/promises', 'tls', 'v8',
] as const;
const COMPUTING = new Set([
  'isIP', 'isIPv4', 'isIPv6', 'validateHeaderName', 'validateHeaderValue', 'getDefaultSettings', 'getPackedSettings', 'getUnpackedSettings', 'checkServerIdentity', 'createSecureContext',
  'convertALPNProtocols', 'getCiphers', 'serialize', 'deserialize', 'setFlagsFromString', 'clearTimeout', 'clearInterval', 'clearImmediate', '_toUnixTimestamp', 'isMaster', 'isPrimary',
]);
/** Classes whose construction does something outside, by their modules; those of `globalThis` are not there in every version. */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  globalThis: ['WebSocket', 'EventSource', 'BroadcastChannel'],
  'node:child_process': ['ChildProcess'], 'node:dgram': ['Socket'], 'node:http': ['Server', 'ClientRequest'], 'node:https': ['Server'],
  'node:net': ['Socket', 'Stream', 'Server'], 'node:tls': ['TLSSocket', 'Server'], 'node:worker_threads': ['Worker', 'BroadcastChannel'],
};
const CRYPTO = ['getRandomValues', 'randomBytes', 'randomFill', 'randomFillSync', 'randomInt', 'randomUUID', 'pseudoRandomBytes', 'generateKey', 'generateKeySync', 'generateKeyPair', 'generateKeyPairSync', 'generatePrime', 'generatePrimeSync'];
const PROCESS = ['hrtime', 'uptime', 'memoryUsage', 'cpuUsage', 'resourceUsage', 'availableMemory', 'constrainedMemory'];

/** Replaces them. Must run after the roots are set up and before the program's packages are loaded. */
export function watchHostCalls(watch: LeakWatch): void {
  const replace = (holder: object, key: string, operation: string): void => {
    const descriptor = getOwnPropertyDescriptor(holder, key);
    if (typeof descriptor?.value !== 'function' || descriptor.configurable !== true && descriptor.writable !== true) return;
    defineProperty(holder, key, { ...descriptor, value: telling(descriptor.value as Function, operation) });
  };
  const known = new Map<Function, Function>();
  const telling = (real: Function, operation: string): Function => {
    const before = known.get(real);
    if (before !== undefined) return before;
    const told = function (this: unknown, ...args: unknown[]): unknown {
      watch.notice(operation, told);
      return new.target === undefined ? apply(real as (...args: unknown[]) => unknown, this, args) : construct(real as new (...args: unknown[]) => object, args, new.target === told ? real : new.target);
    };
    known.set(real, alike(told, real));
    return told;
  };

  // What is both a global and an export stays one function.
  for (const name of ['fetch', 'setTimeout', 'setInterval', 'setImmediate']) replaceGlobal(name, telling(genuineGlobal(name) as Function, name));
  for (const name of MODULES) {
    const module = require(`node:${name}`) as Record<string, unknown>;
    for (const key of Object.keys(module)) if (/^[a-z]/.test(key) && !COMPUTING.has(key)) replace(module, key, `node:${name}.${key}`);
  }
  for (const [holder, names] of Object.entries(CLASSES)) {
    for (const name of names) {
      if (holder !== 'globalThis') replace(require(holder) as object, name, `new ${holder}.${name}`);
      else if (typeof genuineGlobal(name) === 'function') replaceGlobal(name, telling(genuineGlobal(name) as Function, `new ${name}`));
    }
  }
  const crypto = require('node:crypto') as object;
  for (const key of CRYPTO) replace(crypto, key, `node:crypto.${key}`);
  for (const key of PROCESS) replace(process, key, `process.${key}`);
  replace(process.hrtime, 'bigint', 'process.hrtime.bigint');
  replace(Math, 'random', 'Math.random');
  replace(getPrototypeOf(performance) as object, 'now', 'performance.now');
  const webCrypto = getPrototypeOf(genuineGlobal('crypto') as object) as object;
  for (const key of ['getRandomValues', 'randomUUID']) replace(webCrypto, key, `crypto.${key}`);
  const date = watchedDate(watch);
  replace(date, 'now', 'Date.now');
  replaceGlobal('Date', date);
  watchEnvironment(watch);
  syncBuiltinESMExports();
}

function watchedDate(watch: LeakWatch): Function {
  const Watched = function (...args: unknown[]): unknown {
    if (new.target === undefined) {
      watch.notice('Date', Watched);
      return NativeDate();
    }
    if (args.length === 0) watch.notice('new Date', Watched);
    return construct(NativeDate, args, new.target === Watched ? NativeDate : new.target);
  };
  return alike(Watched, NativeDate);
}

/** Reads of variables, of which a replay has the recorded ones. */
function watchEnvironment(watch: LeakWatch): void {
  const get = (target: object, name: PropertyKey): unknown => {
    if (typeof name === 'string') watch.notice(`process.env.${name}`, get);
    return Reflect.get(target, name);
  };
  const env = new Proxy(process.env, { get });
  defineProperty(process, 'env', { ...getOwnPropertyDescriptor(process, 'env'), value: env });
}

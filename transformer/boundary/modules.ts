// Which modules are outside and which are pure. A test compares the builtins with those of the running Node.

/** Node's built-in modules, without `node:`. */
export const BUILTIN_MODULES: ReadonlySet<string> = new Set([
  'assert', 'assert/strict', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'constants', 'crypto', 'dgram',
  'diagnostics_channel', 'dns', 'dns/promises', 'domain', 'events', 'fs', 'fs/promises', 'http', 'http2', 'https', 'inspector',
  'inspector/promises', 'module', 'net', 'os', 'path', 'path/posix', 'path/win32', 'perf_hooks', 'process', 'punycode',
  'querystring', 'readline', 'readline/promises', 'repl', 'stream', 'stream/consumers', 'stream/promises', 'stream/web',
  'string_decoder', 'sys', 'timers', 'timers/promises', 'tls', 'trace_events', 'tty', 'url', 'util', 'util/types', 'v8', 'vm',
  'wasi', 'worker_threads', 'zlib',
]);

/** Built-in modules that exist under `node:` only. */
export const PREFIXED_BUILTIN_MODULES: ReadonlySet<string> = new Set(['sea', 'sqlite', 'test', 'test/reporters', 'ffi', 'quic', 'zlib/iter', 'stream/iter', 'vfs']);

/**
 * Built-in modules that run live in every mode. `async_hooks` is not among them: AsyncLocalStorage has to follow the
 * recorded contexts. Nor is `stream`: its classes put work off to ticks.
 */
export const PURE_BUILTIN_MODULES: ReadonlySet<string> = new Set([
  'assert', 'assert/strict', 'buffer', 'constants', 'events', 'path', 'path/posix', 'path/win32', 'punycode', 'querystring',
  'string_decoder', 'sys', 'url', 'util', 'util/types',
]);

/** Packages that compute from their arguments alone; package names, sub-paths included. The plugin options extend it. */
export const PURE_PACKAGES: ReadonlySet<string> = new Set([
  // Emitted by the compiler itself.
  'tslib',
  // Describes an interface without touching the host.
  'react',
  'reflect-metadata',
  'zod',
]);

// Host globals that are roots: a program that uses them meets the outside. One table for both sides, so that what the
// transformer rewrites by name is what the runtime hands out through `globalThis`.

/** Names of the host globals whose references are rewritten. */
export const GLOBAL_ROOTS: ReadonlySet<string> = new Set([
  // Clocks. Intl formats "now" where it is given no date, and holds the time zone and locale of the machine.
  'Date', 'Intl', 'performance', 'Performance', 'PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure',
  'PerformanceObserver', 'PerformanceObserverEntryList', 'PerformanceResourceTiming', 'Temporal',
  // Randomness; of Math only `random`, see PARTIAL_GLOBALS.
  'Math', 'crypto', 'Crypto', 'CryptoKey', 'SubtleCrypto',
  // Network, and the data classes whose bodies are read asynchronously.
  'fetch', 'Request', 'Response', 'FormData', 'Blob', 'File', 'WebSocket', 'EventSource',
  // Timers and what is built on them.
  'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate',
  'AbortController', 'AbortSignal', 'scheduler',
  // The process, its output, and the objects through which every other global can be reached.
  'process', 'console', 'globalThis', 'global', 'navigator', 'Navigator', 'require',
  // Storage that outlives the run.
  'localStorage', 'sessionStorage', 'Storage',
  // Messages between threads and contexts.
  'BroadcastChannel', 'MessageChannel', 'MessagePort',
  // Web streams settle on the host's schedule.
  'ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamBYOBReader', 'ReadableStreamBYOBRequest',
  'ReadableByteStreamController', 'ReadableStreamDefaultController', 'WritableStream', 'WritableStreamDefaultController',
  'WritableStreamDefaultWriter', 'TransformStream', 'TransformStreamDefaultController', 'TextEncoderStream',
  'TextDecoderStream', 'CompressionStream', 'DecompressionStream',
  // Compiled on threads of the engine.
  'WebAssembly',
  // The collector's and other threads' timing.
  'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics',
]);

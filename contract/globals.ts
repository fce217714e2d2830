// Host globals that are roots: a program that uses them meets the outside. One table for both sides, so that what the
// transformer rewrites by name is what the runtime hands out through `globalThis`.

/** Names of the host globals whose references are rewritten. */
export const GLOBAL_ROOTS: ReadonlySet<string> = new Set([
  // clocks and chance
  'Date', 'Math', 'Intl', 'performance', 'crypto',
  // the process
  'process', 'console', 'globalThis', 'global', 'navigator',
  // time-outs
  'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate',
  // network and what belongs to it
  'fetch', 'Request', 'Response', 'FormData', 'Blob', 'File', 'WebSocket', 'EventSource',
  'AbortController', 'AbortSignal', 'BroadcastChannel', 'MessageChannel', 'MessagePort',
  // web streams
  'ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamBYOBReader', 'WritableStream', 'WritableStreamDefaultWriter',
  'TransformStream', 'ByteLengthQueuingStrategy', 'CountQueuingStrategy', 'TextEncoderStream', 'TextDecoderStream',
  'CompressionStream', 'DecompressionStream',
  // the garbage collector and shared memory
  'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics',
  'require',
]);

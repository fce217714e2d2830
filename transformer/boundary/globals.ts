// Which host globals are roots, that is, lead to something that another run, machine or moment answers differently.
// A test compares both tables with the globals of the running Node: a new global has to be put into one of them.

/** Globals whose every reference is wrapped. */
export const ROOT_GLOBALS: ReadonlySet<string> = new Set([
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

/** Of these roots only some members lead outside; the others are used as they are. `true` for an outside member. */
export const PARTIAL_GLOBALS: Readonly<Record<string, (member: string) => boolean>> = {
  Math: (member) => member === 'random',
  // `require.main === module` compares two objects of the loader and is the same in every run.
  require: (member) => member !== 'main' && member !== 'cache' && member !== 'extensions',
};

/** Location strings of a CommonJS module. */
export const PATH_GLOBALS: ReadonlySet<string> = new Set(['__filename', '__dirname']);

/** Globals that compute from their arguments alone; never touched. Kept so that a test notices a new global. */
export const PURE_GLOBALS: ReadonlySet<string> = new Set([
  // The language.
  'Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'isFinite', 'isNaN', 'Infinity', 'NaN', 'undefined', 'Boolean', 'String',
  'Symbol', 'Promise', 'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError',
  'TypeError', 'URIError', 'SuppressedError', 'JSON', 'ArrayBuffer', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array',
  'Uint32Array', 'Int32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'BigUint64Array',
  'BigInt64Array', 'DataView', 'Map', 'BigInt', 'Set', 'WeakMap', 'WeakSet', 'Proxy', 'Reflect', 'Iterator',
  'DisposableStack', 'AsyncDisposableStack', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent',
  'escape', 'unescape', 'eval',
  // The host, where it computes or where the order is the language's own.
  'Buffer', 'URL', 'URLSearchParams', 'URLPattern', 'TextEncoder', 'TextDecoder', 'structuredClone', 'queueMicrotask', 'atob', 'btoa',
  'Headers', 'Event', 'EventTarget', 'CustomEvent', 'MessageEvent', 'CloseEvent', 'ErrorEvent', 'DOMException',
  'ByteLengthQueuingStrategy', 'CountQueuingStrategy',
]);

// The host's globals, each with its treatment, and the members of those that are objects. What is no root here runs
// live. The runtime's set of roots (contract/globals.ts) is compared with this table by a test, and so are all
// globals of the running Node.

import type { Surface, Surfaces, Treatment } from './treatment.js';

/** All globals of the language: never touched. Where they lead out nevertheless, {@link GLOBAL_MEMBERS} says so. */
export const LANGUAGE_GLOBALS: ReadonlySet<string> = new Set([
  'Object', 'Function', 'Array', 'Number', 'parseFloat', 'parseInt', 'isFinite', 'isNaN', 'Infinity', 'NaN', 'undefined', 'Boolean', 'String',
  'Symbol', 'Promise', 'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError',
  'TypeError', 'URIError', 'SuppressedError', 'JSON', 'ArrayBuffer', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array',
  'Uint32Array', 'Int32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray', 'BigUint64Array',
  'BigInt64Array', 'DataView', 'Map', 'BigInt', 'Set', 'WeakMap', 'WeakSet', 'Proxy', 'Reflect', 'Iterator',
  'DisposableStack', 'AsyncDisposableStack', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent',
  'escape', 'unescape', 'eval',
]);

/** Globals of the host by what they are about. */
export const HOST_GLOBALS: readonly Surface[] = [
  // Clocks. Intl formats "now" where it is given no date, and holds the time zone and locale of the machine.
  { category: 'time', members: { value: 'Date Intl Temporal', handle: 'performance Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming' } },
  // Randomness; of Math only `random`.
  { category: 'randomness', members: { value: 'Math', handle: 'crypto Crypto CryptoKey SubtleCrypto' } },
  // The data classes are there for their bodies, which are read asynchronously.
  { category: 'network', members: { effect: 'fetch', handle: 'Request Response FormData Blob File WebSocket EventSource', pure: 'Headers CloseEvent' } },
  { category: 'timers', members: { schedule: 'setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate', handle: 'AbortController AbortSignal scheduler', pure: 'queueMicrotask' } },
  // The process, and the objects through which every other global can be reached.
  { category: 'system', members: { value: 'process', handle: 'navigator Navigator globalThis global' } },
  { category: 'input and output', members: { effect: 'console' } },
  { category: 'modules', members: { handle: 'require' } },
  // Storage that outlives the run.
  { category: 'files', members: { handle: 'localStorage sessionStorage Storage' } },
  // Messages between threads and contexts.
  { category: 'processes', members: { handle: 'BroadcastChannel MessageChannel MessagePort', pure: 'MessageEvent' } },
  // Web streams settle on the host's schedule.
  {
    category: 'streams',
    members: {
      handle: 'ReadableStream ReadableStreamDefaultReader ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableByteStreamController ReadableStreamDefaultController WritableStream WritableStreamDefaultController WritableStreamDefaultWriter TransformStream TransformStreamDefaultController TextEncoderStream TextDecoderStream CompressionStream DecompressionStream',
      pure: 'ByteLengthQueuingStrategy CountQueuingStrategy',
    },
  },
  // The collector's timing crosses; what other threads write does not.
  { category: 'engine', members: { handle: 'WeakRef FinalizationRegistry', uncovered: 'WebAssembly SharedArrayBuffer Atomics' } },
  { category: 'computing', members: { pure: 'Buffer URL URLSearchParams URLPattern TextEncoder TextDecoder structuredClone atob btoa Event EventTarget CustomEvent ErrorEvent DOMException QuotaExceededError' } },
];

const EVENT_TARGET = 'addEventListener removeEventListener dispatchEvent';

/**
 * Members of globals: of objects those of their prototypes, too; of functions their own. A global that is not here
 * is treated as a whole.
 */
export const GLOBAL_MEMBERS: Surfaces = {
  process: 'node:process',
  console: 'node:console',
  Date: { category: 'time', members: { value: 'now', pure: 'UTC parse' } },
  Math: { category: 'randomness', members: { value: 'random', pure: 'abs acos acosh asin asinh atan atanh atan2 ceil cbrt expm1 clz32 cos cosh exp floor f16round fround hypot imul log log1p log2 log10 max min pow round sign sin sinh sqrt sumPrecise tan tanh trunc E' } },
  Intl: { category: 'time', members: { value: 'DateTimeFormat', pure: 'getCanonicalLocales supportedValuesOf NumberFormat Collator PluralRules RelativeTimeFormat ListFormat Locale DisplayNames Segmenter DurationFormat' } },
  Temporal: { category: 'time', members: { value: 'Now', handle: 'Instant ZonedDateTime PlainDateTime PlainDate PlainTime PlainYearMonth PlainMonthDay Duration' } },
  performance: {
    category: 'time',
    members: {
      value: 'now timeOrigin toJSON eventLoopUtilization',
      handle: `nodeTiming mark measure getEntries getEntriesByName getEntriesByType clearMarks clearMeasures clearResourceTimings markResourceTiming setResourceTimingBufferSize onresourcetimingbufferfull timerify ${EVENT_TARGET}`,
    },
  },
  crypto: { category: 'randomness', members: { value: 'getRandomValues randomUUID', handle: 'subtle' } },
  navigator: { category: 'system', members: { value: 'hardwareConcurrency language languages userAgent platform', handle: 'locks' } },
  localStorage: { category: 'files', members: { handle: 'clear getItem key removeItem setItem length' } },
  sessionStorage: 'localStorage',
  AbortSignal: { category: 'timers', members: { schedule: 'timeout', handle: 'abort any' } },
  Atomics: { category: 'engine', members: { uncovered: 'load store add sub and or xor exchange compareExchange isLockFree wait waitAsync notify pause' } },
  WebAssembly: { category: 'engine', members: { uncovered: 'compile validate instantiate Module Instance Table Memory Global Tag JSTag Exception CompileError LinkError RuntimeError compileStreaming instantiateStreaming Suspending promising SuspendError' } },
  Buffer: { category: 'computing', members: { pure: 'poolSize from copyBytesFrom of alloc isBuffer compare isEncoding concat byteLength allocUnsafe allocUnsafeSlow' } },
  // The runtime records createObjectURL, like structuredClone, where it is given a stand-in.
  URL: { category: 'computing', members: { pure: 'parse canParse createObjectURL revokeObjectURL' } },
  Reflect: { category: 'computing', members: { pure: 'defineProperty deleteProperty apply construct get getOwnPropertyDescriptor getPrototypeOf has isExtensible ownKeys preventExtensions set setPrototypeOf' } },
  JSON: { category: 'computing', members: { pure: 'parse stringify rawJSON isRawJSON' } },
  // The object that a CommonJS module finds itself by.
  require: { category: 'modules', members: { value: 'resolve', pure: 'main', uncovered: 'cache extensions' } },
};

/** All names of one treatment in a list of surfaces. */
export function namesOf(surfaces: readonly Surface[], treatment: Treatment): string[] {
  return surfaces.flatMap(({ members }) => members[treatment]?.split(' ') ?? []);
}

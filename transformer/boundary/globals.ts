// Which host globals are roots, that is, lead to something that another run, machine or moment answers differently.
// A test compares both tables with the globals of the running Node: a new global has to be put into one of them.
import { GLOBAL_ROOTS } from '../../contract/globals.js';

/** Globals whose every reference is wrapped. */
export { GLOBAL_ROOTS as ROOT_GLOBALS };

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

// Values as a recording holds them: tags on disk, and the neutral form a reader gives. Only the membrane turns a
// neutral value into the program's (or the outside's) objects, so that `show` can read what it could never build.

/** Tags of encoded values. Numbers are part of the format and never reused. */
export const Tag = {
  Undefined: 0, Null: 1, True: 2, False: 3,
  /** Zigzag varint. */
  Int: 4,
  /** Eight bytes, little endian. */
  Double: 5,
  /** Length in bytes, UTF-8; enters the dictionary if it is short enough. */
  String: 6,
  /** Number in the string dictionary. */
  StringRef: 7,
  /** Length in bytes, UTF-16LE: strings that are not well-formed. */
  WideString: 8,
  BigInt: 9,
  /** A well-known symbol, by its name on `Symbol`. */
  WellKnownSymbol: 10,
  /** A symbol of the global registry, by key. */
  RegisteredSymbol: 11,
  /** Any other symbol: number, description. */
  Symbol: 12,
  /** An intrinsic of the language, by path (`Array.prototype`). */
  Intrinsic: 13,
  /** A root or something reached from it by fixed names: handle number, path (`node:fs.readFileSync`). */
  Root: 14,
  /** A new handle: number, flags, shape (0 for none), program prototype or undefined, class name. */
  Handle: 15,
  /** A handle or root seen before. */
  HandleRef: 16,
  /** A promise of the outside. */
  Promise: 17,
  /** An object or function of the program that went out before. */
  Program: 18,
  /** Data seen earlier within the same value (a cycle or a shared reference). */
  DataRef: 19,
  Array: 20, Object: 21, Error: 22, Buffer: 23, TypedArray: 24, ArrayBuffer: 25,
  Date: 26, RegExp: 27, Map: 28, Set: 29, Url: 30, DomException: 31, UrlSearchParams: 32, Headers: 33,
  /** `Number`, `String`, `Boolean` … objects. */
  Boxed: 34,
  /** A hole in an array. */
  Hole: 35,
  /** The namespace of a program module: file of the module. */
  Namespace: 36,
  DataView: 37,
  /** The result of an iteration step that the engine reads: done, value. */
  Iteration: 38,
  /** A string that does not enter the dictionary: length in bytes, UTF-8. */
  Text: 39,
  /** An object of `Object.prototype` with enumerable string keys alone: shape, then its values. */
  Record: 40,
  /** A new promise of the outside with more than every promise has: number, whether of a class of its own, a handle for the rest. */
  PromiseObject: 41,
  /** An instance of a class with a codec: data id, name of the codec, data. */
  Instance: 42,
  /** Data that is not extensible (1), sealed (2) or frozen (3): which of these, then the data. */
  Rigid: 43,
  /** A random UUID: its sixteen bytes. */
  Uuid: 44,
  /** A symbol of the program that went out before: number, description. */
  ProgramSymbol: 45,
  /** A new promise of the program's that a timer of the host settles: number. */
  TimerPromise: 46,
  /** A view of memory that is more than it shows, or that something else shows as well: data id, class name, memory, its size, offset, bytes. */
  View: 47,
} as const;

/** What a stand-in must be able to do. */
export const HandleFlag = {
  Callable: 1, Thenable: 2, Array: 4, Constructor: 8,
  /** It is an instance of a class of the program, which a recorded function made: its methods get objects of the program as they are. */
  Program: 16,
  /** It is a class that says by itself what is its instance, or inherits that from such a class. */
  Tests: 32,
} as const;

/** One property of recorded data. */
export interface PropertyNode { readonly key: Neutral; readonly value: Neutral; readonly enumerable: boolean }

/** A value that is not a primitive (symbols, too, since their identity is the reader's business). */
export type ValueNode =
  | { readonly t: 'well-known'; readonly key: string }
  | { readonly t: 'registered'; readonly key: string }
  | { readonly t: 'symbol'; readonly id: number; readonly description: string | undefined }
  | { readonly t: 'program-symbol'; readonly id: number; readonly description: string | undefined }
  | { readonly t: 'intrinsic'; readonly path: string }
  | { readonly t: 'root'; readonly id: number; readonly path: string }
  | { readonly t: 'handle'; readonly id: number; readonly flags: number; readonly shape: number; readonly prototype: Neutral; readonly className: string }
  | { readonly t: 'handle-ref'; readonly id: number }
  | { readonly t: 'promise' | 'timer-promise'; readonly id: number }
  | { readonly t: 'promise-object'; readonly id: number; readonly subclass: boolean; readonly handle: Neutral }
  | { readonly t: 'program'; readonly id: number }
  | { readonly t: 'data-ref'; readonly id: number }
  | { readonly t: 'array'; readonly id: number; readonly items: readonly Neutral[]; readonly properties: readonly PropertyNode[] }
  | { readonly t: 'object' | 'error'; readonly id: number; readonly prototype: Neutral; readonly properties: readonly PropertyNode[] }
  | { readonly t: 'buffer' | 'array-buffer'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly t: 'typed-array' | 'data-view'; readonly id: number; readonly className: string; readonly bytes: Uint8Array }
  | { readonly t: 'view'; readonly id: number; readonly className: string; readonly memory: number; readonly size: number; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly t: 'date'; readonly id: number; readonly time: number }
  | { readonly t: 'regexp'; readonly id: number; readonly source: string; readonly flags: string; readonly lastIndex: number }
  | { readonly t: 'map'; readonly id: number; readonly pairs: readonly (readonly [Neutral, Neutral])[] }
  | { readonly t: 'set'; readonly id: number; readonly items: readonly Neutral[] }
  | { readonly t: 'url' | 'url-search-params'; readonly id: number; readonly text: string }
  | { readonly t: 'headers'; readonly id: number; readonly pairs: readonly (readonly [string, string])[] }
  | { readonly t: 'dom-exception'; readonly id: number; readonly message: string; readonly name: string; readonly stack: string }
  | { readonly t: 'boxed'; readonly id: number; readonly value: Neutral }
  | { readonly t: 'instance'; readonly id: number; readonly codec: string; readonly data: Neutral }
  | { readonly t: 'rigid'; readonly integrity: number; readonly value: Neutral }
  | { readonly t: 'namespace'; readonly file: string }
  | { readonly t: 'iteration'; readonly done: boolean; readonly value: Neutral }
  | { readonly t: 'hole' };

/** A recorded value in neutral form. */
export type Neutral = undefined | null | boolean | number | string | bigint | ValueNode;

// What instrumented code calls. The transformer prints these names; the runtime implements them. Nothing else
// passes between the two.
//
// An instrumented module holds one hoisted accessor of its hooks, so that a function that a circular import calls
// before the module's body ran finds them too:
//
//   import * as _reprise from "reprise/runtime";
//   function _$() { return _$.m || (_$.m = _reprise.module("…", import.meta.url)); }
//   _$();
//
// The string is the module's table, see table.ts; the location is `__filename` in CommonJS. Thunks of namespaces
// follow as a list, and thunks of the module's classes, and of what it imports from pure packages, as an object, where
// there are any.

/** Module specifier that emitted code imports. */
export const RUNTIME_SPECIFIER = 'reprise/runtime';

/** Version of this contract: a runtime refuses modules that were built for another one … */
export const CONTRACT_VERSION = 6;
/** … except for older ones from this on, which lack hooks that came later and change nothing else. */
export const OLDEST_CONTRACT = 2;

/** How a module is executed. */
export type ModuleFormat = 'esm' | 'commonjs';

/**
 * What a slot stands for.
 *
 * - `['g', name]` a host global (`Date`, `process`, `require`)
 * - `['i', specifier, exported]` a binding imported from an outside module; `exported` is the export's name,
 *   `default`, or `*` for the namespace (also for what `require(specifier)` and `import x = require(specifier)` give)
 */
export type Slot = readonly ['g', string] | readonly ['i', string, string];

/** What a module tells of itself when it registers, decoded. */
export interface ModuleTable {
  /** {@link CONTRACT_VERSION} of the transformer. */
  readonly contract: number;
  /** Version of the package that printed the module. */
  readonly version: string;
  /** Digest of the plugin options that shaped the output. */
  readonly options: string;
  readonly format: ModuleFormat;
  /** Source file relative to its package (the folder of the nearest package.json), with forward slashes. */
  readonly file: string;
  /** First 16 hexadecimal digits of the SHA-256 of the source text. */
  readonly hash: string;
  /** Where the output runs: `import.meta.url` or `__filename`. */
  readonly location: string;
  /** Sites, three elements each: line (from 1), column (from 1), operation as written (`fs.readFileSync`). */
  readonly sites: readonly (string | number)[];
  /** How many sites there are; known without decoding them. */
  readonly siteCount: number;
  readonly slots: readonly Slot[];
  /**
   * Outside modules that the module imports or re-exports statically: specifier, and the names its import
   * declarations need. `'*'` among them asks for all names of the namespace, which the thunk gives.
   */
  readonly outside: readonly (readonly [specifier: string, names: readonly string[], namespace?: () => object])[];
  /**
   * Classes at the top level of the module by name, and what it imports from pure packages by `specifier#exported`;
   * reading one before its declaration ran throws.
   */
  readonly classes?: Readonly<Record<string, () => unknown>>;
}

/** Reads private fields of an object; undefined if it has none of them. */
export type ReadHidden = (object: object) => readonly unknown[] | undefined;
/** Writes private fields of an object. */
export type WriteHidden = (object: object, values: readonly unknown[]) => void;

/** The hooks of one module; what `_$()` gives. */
export interface Hooks {
  /** A reference to a root: the value as the program is to see it. `slot` indexes {@link ModuleTable.slots}. */
  ref<T>(slot: number, value: T): T;
  /** `fn.call(thisArg, ...args)` at a site. `site` indexes {@link ModuleTable.sites} by threes. */
  call(site: number, fn: unknown, thisArg: unknown, args: unknown[]): unknown;
  /** {@link call} without arguments. */
  call0(site: number, fn: unknown, thisArg: unknown): unknown;
  /** `fn(...args)` at a site, where `fn` is a root itself: {@link ref} and {@link call} in one. */
  f(site: number, slot: number, fn: unknown, args?: unknown[]): unknown;
  /** `new fn(...args)` at a site, where `fn` is a root itself: {@link ref} and {@link construct} in one. */
  n(site: number, slot: number, fn: unknown, args: unknown[]): unknown;
  /**
   * A root of which the code that follows calls a leaf, without arguments: `_$().l(site, slot, performance).now()`,
   * `new (_$().l(site, slot, Date))()`, see leaf-calls.ts. What it gives is good for that and nothing else.
   */
  l<T>(site: number, slot: number, value: T): T;
  /** `new fn(...args)` at a site. */
  construct(site: number, fn: unknown, args: unknown[]): unknown;
  /** Before an `await`: gives the promise that the engine is to wait for. */
  a(value: unknown): unknown;
  /** After an `await`, in a `catch`, for each value of a `for await`: gives the value as the program is to see it. */
  v<T>(value: T): T;
  /** The iterable of a `for await`: `for await (const t of _$().iterate(x)) { const y = _$().v(t); … }`. */
  iterate(iterable: unknown): unknown;
  /**
   * `import(specifier)`; `load` does the original import, of a literal specifier without being given it. `program` is
   * true for a literal that names a package of the program: a location tells by itself.
   */
  dynamicImport(site: number, specifier: unknown, load: (specifier: string) => Promise<unknown>, program?: boolean): Promise<unknown>;
  /** `import.meta` with location properties as recorded. */
  meta(meta: ImportMeta): ImportMeta;
  /** `__filename` and `__dirname` as recorded. */
  path(value: string): string;
  /**
   * An annotated function, called: `m(a, b = 1) { … }` with `@record` becomes
   * `m($0, $1 = void 0) { return _$().r(site, this, arguments, (a, b = 1) => { … }); }`. The site is the function's own.
   */
  r(site: number, thisArg: unknown, args: ArrayLike<unknown>, body: Function): unknown;
  /** {@link r} for `@passthrough`. */
  p(site: number, thisArg: unknown, args: ArrayLike<unknown>, body: Function): unknown;
  /**
   * A class shows what code outside of it cannot read: of its instances, and of itself. Names are separated by spaces;
   * those of private fields begin with `#`, and `read` and `write` are for them, in this order; the others are
   * `accessor` fields. `read` gives undefined for an object that lacks them. For old targets, the compiler makes the
   * `this` of a static block undefined where the class has decorators.
   */
  s(owner: Function | undefined, names: string, read?: ReadHidden, write?: WriteHidden, staticNames?: string, readStatic?: ReadHidden, writeStatic?: WriteHidden): void;
}

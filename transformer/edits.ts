// The plan: what is to be changed where, as plain data. Both printers work from it alone: one looks edits up by the
// span of the original node, the other changes the text.

import type { ModuleFormat, Slot } from '../contract/emitted.js';

/** Offsets in the source text, without the byte order mark, comments before the node excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `X` → `_$().ref(slot, X)`; `{ X }` → `{ X: … }`. */
export interface RefEdit extends Span {
  readonly kind: 'ref';
  readonly slot: number;
  readonly name: string;
  readonly shorthand: boolean;
}

/** `<X>` → `<_$.t.X>`, in the tags at both ends: a tag can be no call, so the header makes `_$.t` with a getter for each. */
export interface TagEdit extends Span {
  readonly kind: 'tag';
  readonly slot: number;
  readonly name: string;
}

/** `name.member.member`, where `name` is a root. */
export interface Receiver {
  readonly slot: number;
  readonly name: string;
  readonly members: readonly string[];
}

/** `x.f(a)` → `_$().call(site, x.f, x, [a])`. The reference `x` has an edit of its own; `receiver` repeats it. */
export interface CallEdit extends Span {
  readonly kind: 'call';
  readonly site: number;
  readonly receiver: Receiver;
  /** Offset of the opening parenthesis. */
  readonly open: number;
  /** Whether there are no arguments. */
  readonly empty: boolean;
}

/** `f(a)` → `_$().f(site, slot, f, [a])`. The reference has no edit of its own. */
export interface RootCallEdit extends Span {
  readonly kind: 'rootCall';
  readonly site: number;
  readonly slot: number;
  readonly open: number;
  readonly empty: boolean;
}

/**
 * The root of a leaf that is called without arguments: `performance.now()` → `_$().l(site, slot, performance).now()`, `uuid()` →
 * `_$().l(site, slot, uuid)()`, `new Date()` → `new (_$().l(site, slot, Date))()`. The call itself has no edit.
 */
export interface LeafEdit extends Span {
  readonly kind: 'leaf';
  readonly site: number;
  readonly slot: number;
  readonly name: string;
  /** Whether it is constructed. */
  readonly constructed: boolean;
}

/** `new C(a)` → `_$().n(site, slot, C, [a])`, or `_$().construct(site, x.C, [a])` for a member, which has no slot. */
export interface ConstructEdit extends Span {
  readonly kind: 'construct';
  readonly site: number;
  readonly slot: number | null;
  /** Offset of the opening parenthesis; null for `new C` without one. */
  readonly open: number | null;
}

/** `require("pkg")` → `_$().ref(slot, require("pkg"))`. */
export interface RequireEdit extends Span {
  readonly kind: 'require';
  readonly slot: number;
}

/**
 * `import(x)` → `_$().dynamicImport(site, x, (s) => import(s))`, and `import(x, o)` → `…, ((o) => (s) => import(s, o))(o)`,
 * evaluated once and in order. A literal stays where bundlers look for it: `import("x")` →
 * `_$().dynamicImport(site, "x", () => import("x"))`, and `import("x", o)` → `…, ((s, o) => () => import("x", o))("x", o)`.
 */
export interface DynamicImportEdit extends Span {
  readonly kind: 'dynamicImport';
  readonly site: number;
  /** Offset of the opening parenthesis. */
  readonly open: number;
  readonly specifier: Span;
  readonly literal: boolean;
  /** Whether it names a package of the program: printed as one more argument, `true`. */
  readonly program: boolean;
  /** The second argument; null if there is none, or if it consists of literals beside a literal specifier. */
  readonly options: Span | null;
}

/** `import.meta` → `_$().meta(import.meta)`. */
export interface MetaEdit extends Span {
  readonly kind: 'meta';
}

/** `__filename` → `_$().path(__filename)`. */
export interface PathEdit extends Span {
  readonly kind: 'path';
  readonly name: string;
  readonly shorthand: boolean;
}

/** `await x` → `_$().v(await _$().a(x))`. */
export interface AwaitEdit extends Span {
  readonly kind: 'await';
  readonly operand: Span;
}

/** `@f(x)` → `@(…)`: of an expression with edits, which need not be of the form that decorators allow bare. */
export interface DecoratorEdit extends Span {
  readonly kind: 'decorator';
  readonly expression: Span;
}

/**
 * `for await (const p of x) body` → `for await (const _$t of _$().iterate(x)) { const p = _$().v(_$t); body }`.
 * `declaration` is null where the loop assigns to a target; an object pattern then needs parentheses.
 */
export interface ForAwaitEdit extends Span {
  readonly kind: 'forAwait';
  readonly initializer: Span;
  readonly declaration: 'const' | 'let' | 'var' | 'using' | 'await using' | null;
  readonly target: Span;
  readonly iterable: Span;
  readonly body: Span;
}

/** `catch (e) { body }` → `catch (e) { e = _$().v(e); body }`; a pattern → `catch (_$e) { let p = _$().v(_$e); { body } }`. */
export interface CatchEdit extends Span {
  readonly kind: 'catch';
  readonly name: string | null;
  readonly binding: Span;
  readonly block: Span;
}

/**
 * The body of an async function that awaits → `{ directives; try { body } catch (_$e) { throw _$().v(_$e); } }`, or
 * `{ try { return body; } catch … }` for an expression. `hoisted` functions go before the `try`: in a block they
 * would collide with a variable of the same name.
 */
export interface AsyncEdit extends Span {
  readonly kind: 'async';
  readonly expression: boolean;
  /** How many statements are directives. */
  readonly directives: number;
  /** From the first statement that goes into the `try` to the last. */
  readonly statements: Span | null;
  readonly hoisted: readonly Span[];
}

/** One name of an export declaration that passes an outside binding on. */
export interface Reexport extends Span {
  /** The name as imported, and the name as exported; of `* as name` the former is the star. */
  readonly source: Span;
  readonly as: Span;
  readonly slot: number;
  /** Name of the local constant that holds the wrapped value. */
  readonly constant: string;
  /** Name of the export in the outside module, `*` for the namespace. */
  readonly imported: string;
  readonly exported: string;
  /** The imported local binding (`export { x }`), and the end of its declaration, after which the constant goes. */
  readonly local: { readonly name: string; readonly end: number } | null;
}

/**
 * `export { x } from "pkg"` → `import { x as _$x0 } from "pkg"; const _$r0 = _$().ref(slot, _$x0); export { _$r0 as x };`
 * and `import { x } from "pkg"; export { x }` → the constant after the import, `export { _$r0 as x }`.
 * Names of the declaration that are not in `names` stay.
 */
export interface ReexportEdit extends Span {
  readonly kind: 'reexport';
  /** The module specifier as written, with its attributes; null if the names are imported elsewhere. */
  readonly from: Span | null;
  readonly names: readonly Reexport[];
  readonly kept: readonly Span[];
}

/**
 * A function annotated by a comment or directive. What is evaluated in a call moves into a function of its own:
 *
 * - `async m(a, b = 1) { … }` → `m(_$0, _$1 = void 0) { return _$().r(site, this, arguments, async (a, b = 1) => { … }); }`
 * - `*m(a) { … }` → `m(_$0) { return _$().r(site, this, arguments, function* (a) { … }); }`
 * - `function f(a) { … }` → `function f(_$0) { return _$().r(site, this, arguments, function f(a) { … }); }`
 * - `(a) => …` → `(_$0) => _$().r(site, void 0, [_$0], (a) => …)`
 *
 * The outer function is never `async`: the promise of the inner one is what the caller gets, without a hop between.
 */
export interface AnnotatedEdit extends Span {
  readonly kind: 'annotated';
  readonly hook: 'r' | 'p';
  readonly site: number;
  readonly form: 'method' | 'generator-method' | 'function' | 'arrow';
  /** Name of a `function`, `''` for none. */
  readonly name: string;
  /** Where the keyword of a `function` stands, or its `async`: modifiers such as `export` come before. */
  readonly head: number;
  /** The modifier `async` and the star, neither of which the outer function must have. */
  readonly async: Span | null;
  readonly star: Span | null;
  /** Whether a class member needs a semicolon in place of its `async`: before a computed name. */
  readonly semicolon: boolean;
  /** Offset of a method's opening parenthesis. */
  readonly open: number;
  /** Of a method: a `this` parameter, with what follows it up to the next; arrows have none. */
  readonly thisParameter: Span | null;
  /** The outer function's parameters: `plain` as long as they count for its `length`, without a `this` parameter. */
  readonly parameters: readonly ('plain' | 'default' | 'rest')[];
  /** Of an arrow: whether it uses the `this` around it. */
  readonly usesThis: boolean;
  readonly body: Span;
}

/** Of a class: the names of what only code in its body can read and write, `#name` for private fields, others for `accessor` fields. */
export interface HiddenNames {
  readonly instance: readonly string[];
  readonly static: readonly string[];
}

/**
 * `class C { #a; accessor b; }` → `class C { #a; accessor b; static { _$().s(this, "#a b", (o) => …, (o, v) => …); } }`: what
 * a recorded function writes there can be seen, and written again in a replay.
 */
export interface HiddenEdit extends Span, HiddenNames {
  readonly kind: 'hidden';
}

/** One place to change, told apart by `kind`. */
export type Edit =
  | RefEdit | TagEdit | CallEdit | RootCallEdit | LeafEdit | ConstructEdit | RequireEdit | DynamicImportEdit | MetaEdit | PathEdit
  | DecoratorEdit | AwaitEdit | ForAwaitEdit | CatchEdit | AsyncEdit | ReexportEdit | AnnotatedEdit | HiddenEdit;

/** A place where the program meets the outside in a way that is not covered. */
export interface Mark extends Span {
  readonly code: 'export-star' | 'export-import' | 'alias' | 'jsx' | 'eval' | 'shared-memory' | 'with' | 'outer-write' | 'unrecordable' | 'metadata';
}

/** A place that crosses. */
export interface Site {
  readonly line: number;
  readonly column: number;
  /** The operation as written, without type annotations. */
  readonly operation: string;
}

/** An outside module that the file imports or re-exports. */
export interface OutsideModule {
  readonly specifier: string;
  readonly names: readonly string[];
  /** Local name of the module's namespace, if the module holds one at run time. */
  readonly namespace: string | null;
  /** Specifier, as written, of an `import * as <namespace>` that has to be added for {@link namespace}. */
  readonly added: string | null;
}

/** A binding that is imported from a pure package; the span is that of a place that refers to it. */
export interface PureImport extends Span {
  readonly specifier: string;
  /** Name of the export, `default`, or `*` for the whole module. */
  readonly exported: string;
  readonly name: string;
}

/** Names of the helpers, none of which occurs in the file. */
export interface HelperNames {
  readonly runtime: string;
  readonly hooks: string;
  /** Binding of an added `catch`. */
  readonly error: string;
  /** Binding of a desugared `for await`. */
  readonly item: string;
  /** Parameters of the loaders of dynamic imports. */
  readonly specifier: string;
  readonly options: string;
}

/** What is to be done to one file. */
export interface Plan {
  readonly format: ModuleFormat;
  readonly names: HelperNames;
  /** Where the added statements can go: after shebang, licence comment and directives. */
  readonly header: number;
  /** How many statements of the file are directives. */
  readonly directives: number;
  readonly sites: readonly Site[];
  readonly slots: readonly Slot[];
  readonly outside: readonly OutsideModule[];
  /** Names of the classes at the top level of the file. */
  readonly classes: readonly string[];
  /** What the file imports from pure packages and uses as values, one each. */
  readonly pure: readonly PureImport[];
  /** By start; of two with one start the longer comes first. */
  readonly edits: readonly Edit[];
  readonly marks: readonly Mark[];
}

// Annotations in comments and directives: how they come out, and what is said of those that annotate nothing.

import ts from 'typescript';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { instrument } from '../../transformer/instrument.js';
import { compile } from './compile.js';

afterEach(() => { vi.restoreAllMocks(); });

/** The text printer's output without what every module starts with. */
function printed(source: string, file = '/nowhere/main.ts'): string {
  const { code } = instrument(source, { file, packageRoot: '/nowhere', format: 'esm' });
  return code.slice(code.indexOf('_$();') + '_$();'.length).trim();
}

describe('an annotated function', () => {
  it.each<[name: string, source: string, text: string]>([
    ['declaration', '/** @record */ export async function f<T>(this: T, a: T, b = 1, ...c: T[]): Promise<T> { return a; }',
      '/** @record */ export function f(_$0, _$1 = void 0, ..._$2) { return _$().r(0, this, arguments, async function f<T>(this: T, a: T, b = 1, ...c: T[]): Promise<T> { return a; }); }'],
    ['default export', '/** @passthrough */ export default function (a) {}', '/** @passthrough */ export default function (_$0) { return _$().p(0, this, arguments, function (a) {}); }'],
    ['arrow', 'const f = /** @record */ async (a, { b } = {}) => a;', 'const f = /** @record */ (_$0, _$1 = void 0) => _$().r(0, void 0, [_$0, _$1], async (a, { b } = {}) => a);'],
    ['arrow that uses this', 'class A { /** @record */ f = (a) => { this.a = a; }; }', 'class A { /** @record */ f = (_$0) => _$().r(0, this, [_$0], (a) => { this.a = a; }); }'],
    ['method', 'class A { /** @record */ static async m<T>(this: A, a: T): Promise<T> { return a; } }', 'class A { /** @record */ static  m<T>(_$0) { return _$().r(0, this, arguments, async (a: T): Promise<T> => { return a; }); } }'],
    ['generator method', 'class A { /** @record */ async *m(a) { yield a; } }', 'class A { /** @record */  m(_$0) { return _$().r(0, this, arguments, async function* (a) { yield a; }); } }'],
    ['computed name behind a field', 'class A { x = 1\n /** @record */ async [k]() {} }', 'class A { x = 1\n /** @record */ ; [k]() { return _$().r(0, this, arguments, async () => {}); } }'],
    ['getter', 'const o = { get x(): number { "use record"; return 1; } };', 'const o = { get x() { return _$().r(0, this, arguments, (): number => { "use record"; return 1; }); } };'],
    ['directive', 'const f = function () { "use passthrough"; };', 'const f = function () { return _$().p(0, this, arguments, function () { "use passthrough"; }); };'],
    ['called where it stands', '/** @record */ (async () => { await a; })();', '/** @record */ (() => _$().r(0, void 0, [], async () => { try { _$().v(await _$().a(a)); } catch (_$e) { throw _$().v(_$e); } }))();'],
  ])('%s', (_name, source, text) => {
    expect(printed(source)).toBe(text);
  });

  it.each([
    'export default /** @record */ function (n) {}',
    'export /** @record */ default async function f(n) {}',
    'export default async /** @record */ function* () {}',
    'export default (/** @record */ (n) => n);',
    'const f = async /** @record */ (x) => x;',
    'const f = function /** @record */ (x) {};',
    'const f = a ? /** @record */ function () {} : b;',
    'const f = a && /** @record */ (() => 1);',
    'const f = /** @record */ (() => 1) as F;',
    'register(/** @record */ x => x, 1);',
    'const o = { get /** @record */ x() { return 1; } };',
    'const o = { async * /** @record */ [k]() {} };',
    'class A { private /** @record */ async *m() {} }',
    'class A { static f = /** @record */ function () {}; }',
    'function f() { /** @record */ return () => 1; }',
    'function f() { return /** @record */ () => 1; }',
    'function f(g = /** @record */ () => 1) {}',
    '/** @record */ a.b = c.d = function () {};',
    '/** @record */ void (async () => {})();',
    'const s = `${/** @record */ () => 1}`;',
    '/** Loads it. @record */ function f() {}',
  ])('is found in any place: %s', (source) => {
    expect(printed(source).split('_$().r(')).toHaveLength(2);
  });

  it('is left exactly as it is where nothing is instrumented', () => {
    const source = '/** @record */\nexport async function f(a = 1) { "use record"; return a; }\n';
    expect(compile('off', { sources: { 'main.ts': source } }).get('main.js')).toBe(compile('plain', { sources: { 'main.ts': source } }).get('main.js'));
  });

  it('keeps its types: declarations are the same', () => {
    const sources = { 'main.ts': '/** @record */\nexport async function f<T>(a: T, b = 1, ...c: T[]): Promise<T[]> { return [a]; }\nexport class A<T> {\n  m(a: T): T;\n  m(a: T) { "use record"; return a; }\n  /** @record */ get x() { return 1; }\n  /** @record */ field = async (a: string) => a.length;\n}\n' };
    const options = { declaration: true, sourceMap: false };
    expect(compile('instrumented', { sources, options }).get('main.d.ts')).toBe(compile('plain', { sources, options }).get('main.d.ts'));
  });

  it('is none where a comment only mentions one, or a text looks like one', () => {
    expect(printed('/** See @record. {@record} */ const a = 1;')).toBe('/** See @record. {@record} */ const a = 1;');
    expect(printed('const a = "/** @record */"; const b = `/** @record */${a}/** @record */`; const c = /\\/** @record *\\//;')).not.toContain('_$().r');
    expect(printed('// as `/** @record */` does\nconst a = 1; foo(/* see /** @record */ a); { b(); // `/** @record */`\n}')).not.toContain('_$().r');
    expect(printed('/** @recorder */ class A {} /** @record-later */ const b = 1; // @record\nfoo("use record");')).not.toContain('_$().r');
  });
});

describe('an annotation that annotates nothing is an error with a number and a place:', () => {
  it.each<[name: string, source: string, at: string, number: number]>([
    ['on a class', 'export {};\n/** @record */ class A {}', '/**', 990010],
    ['on a value', '/** @record */ const a = 1;', '/**', 990010],
    ['on several variables', '/** @record */ const a = () => 1, b = () => 2;', '/**', 990010],
    ['on a statement', '/** @passthrough */ foo();', '/**', 990010],
    ['on a parameter', 'function f(/** @record */ a) {}', '/**', 990010],
    ['on an enum', '/** @record */ enum E { a }', '/**', 990010],
    ['at the end', 'foo();\n/** @record */', '/**', 990010],
    ['on an overload', '/** @record */ function f(a: string): void;\nfunction f(a: unknown) {}', '/**', 990011],
    ['on an interface member', 'interface A {\n /** @record */ m(): void; }', '/**', 990011],
    ['on an abstract method', 'abstract class A { /** @record */ abstract m(): void; }', '/**', 990011],
    ['on an ambient function', '/** @record */ declare function f(): void;', '/**', 990011],
    ['on a type', '/** @record */ type F = () => void;', '/**', 990011],
    ['on a constructor', 'class A { /** @record */ constructor() {} }', '/**', 990012],
    ['in a constructor', 'class A { constructor() { "use record"; } }', '"use', 990012],
    ['at the head of a file', '"use record";\nfoo();', '"use', 990010],
    ['behind other statements', 'function f() { foo(); "use record"; }', '"use', 990010],
    ['in a block', 'function f() { { "use record"; } }', '"use', 990010],
    ['of both kinds', '/** @record */ function f() { "use passthrough"; }', '"use', 990013],
    ['on a generator that uses super', 'class A extends B { /** @record */ *m() { yield super.m; } }', 'super', 990014],
    ['on a method with decorated parameters', 'class A { /** @record */ m(@d a) {} }', '@d', 990014],
  ])('%s', (_name, source, at, number) => {
    vi.spyOn(ts.sys, 'write').mockImplementation(() => undefined);
    const reported: ts.Diagnostic[] = [];
    const output = compile('instrumented', { sources: { 'main.ts': source }, options: { experimentalDecorators: true }, reported });
    expect(reported.map(({ code, start, category }) => [code, start, category])).toEqual([[number, source.indexOf(at), ts.DiagnosticCategory.Error]]);
    expect(output.get('main.js')).toContain('throw new Error("reprise: ');
    expect(() => instrument(source, { file: '/nowhere/main.ts', format: 'esm' })).toThrow(/main\.ts:\d+:\d+ cannot be instrumented: /u);
  });
});

describe('what is lost in a replay is said of', () => {
  const marks = (source: string) => instrument(source, { file: '/nowhere/main.ts', packageRoot: '/nowhere', format: 'esm' }).marks.map(({ code, start, end }) => [code, source.slice(start, end)]);

  it.each<[name: string, source: string, found: [string, string][]]>([
    ['a variable outside', 'let n = 0; /** @record */ function f(a) { let b; b = a; n = b; n++; [b, n] = a; ({ n, x: b } = a); for (n of a); }',
      [['outer-write', 'n'], ['outer-write', 'n'], ['outer-write', 'n'], ['outer-write', 'n'], ['outer-write', 'n']]],
    ['a global', 'const f = () => { "use record"; leak = 1; };', [['outer-write', 'leak']]],
    ['a variable around, from a nested function', 'function g() { let n; const f = /** @record */ () => { const h = () => { n = 1; let m; m = 2; }; h(); }; }', [['outer-write', 'n']]],
    ['a decorated method', 'import { record } from "reprise"; let n; class A { @record m() { n = 1; } other() { n = 2; } }', [['outer-write', 'n']]],
    ['an argument of record', 'import * as reprise from "reprise"; let n; const f = reprise.record(async () => { n = 1; }); const g = other(() => { n = 2; });', [['outer-write', 'n']]],
    ['properties of a variable outside', 'const c = { n: 0 }; /** @record */ function f(p) { c.n++; (c as any).k[0] = 1; delete c.n; [c.m] = [1]; for (c!.n of []); p.n = 1; this.n = 1; }',
      [['outer-write', 'c.n'], ['outer-write', '(c as any).k[0]'], ['outer-write', 'c.n'], ['outer-write', 'c.m'], ['outer-write', 'c!.n']]],
    ['an array, map or set outside', 'const a = [], o = { a: [] }; let s: Set<string>; function g(m = new Map()) { return /** @record */ (p) => { a.push(1); o.a.pop(); s.add(1); m.set(1, 2); p.push(1); a.slice(); s.has(1); m.get(1); }; }',
      [['outer-write', 'a.push'], ['outer-write', 'o.a.pop'], ['outer-write', 's.add'], ['outer-write', 'm.set']]],
    ['an object outside, by functions of the language', 'const o = {}; /** @record */ function f(p) { Object.assign(o, p); Object.assign(p, o); Reflect.set(o, "a", 1); Object.keys(o); }', [['outer-write', 'o'], ['outer-write', 'o']]],
    ['nothing of the function itself, nor of the outside', 'import pg from "pg"; const db = new pg.Client(), later = await pg.connect(); let q; /** @record */ function f() { const l = []; l.push(1); db.x = 1; later.y = 2; process.exitCode = 3; db.set(1); q.push(1); pg.add(1); }', []],
    ['nothing of the class around, which is watched', 'class A { static n = 0; #a; accessor b; c = []; /** @record */ m() { A.n++; this.#a = this.b = 1; this.c.push(1); } }', []],
    ['what cannot be recorded', '/** @record */ const f = (a) => { if (a) return new WeakMap(); const g = () => { return new WeakSet(); }; return class {}; };', [['unrecordable', 'new WeakMap()'], ['unrecordable', 'class {}']]],
    ['nothing in a passthrough function', 'let n; /** @passthrough */ function f() { n = 1; }', []],
    ['nothing that is only looked at', 'let n; /** @record */ function f(a) { return typeof n + delete a.n + n; }', []],
  ])('%s', (_name, source, found) => {
    expect(marks(source)).toEqual(found);
  });
});

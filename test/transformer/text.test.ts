// What is special about the text printer: the text stays what it was, on the lines it was on.

import { SourceMap } from 'node:module';
import { describe, expect, it } from 'vitest';
import { instrument, type InstrumentOptions } from '../../transformer/index.js';

const options: InstrumentOptions = { file: '/nowhere/src/main.ts', packageRoot: '/nowhere', format: 'esm' };

/** The instrumented text with a mark in place of what every module starts with. */
function printed(source: string, more: Partial<InstrumentOptions> = {}): string {
  const { code } = instrument(source, { ...options, ...more });
  const start = code.search(/(?:import \* as|const) _reprise/u);
  const end = code.indexOf('_$();', start) + '_$();'.length;
  return `${code.slice(0, start)}HEAD${code.slice(end)}`;
}

describe('text', () => {
  it.each<[name: string, source: string, text: string]>([
    ['keeps types', 'const d: Date = new Date<x>(1 as number)!;', 'const d: Date = _$().n(0, 0, Date<x>, [1 as number])!;'],
    ['keeps type arguments', 'import { f } from "pkg"; f<Map<a, b>>(1);', 'import { f } from "pkg"; _$().f(0, 0, f<Map<a, b>>, [1]);'],
    ['keeps comments within calls', 'fetch /* a */ ( /* b */ "u", // c\n);', '_$().f(0, 0, fetch /* a */ , [ /* b */ "u", // c\n]);'],
    ['keeps comments within empty calls', 'process.cwd(/* a */);', '_$().call0(0, _$().ref(0, process).cwd, _$().ref(0, process)/* a */);'],
    ['keeps keywords apart', 'function f() { return(fetch)("u"); }', 'function f() { return _$().f(0, 0, (fetch), ["u"]); }'],
    ['separates what await leaves together', 'await(x);', '_$().v(await _$().a((x)));'],
    ['puts a class without arguments', 'new FormData;', '_$().n(0, 0, FormData, []);'],
    ['leaves the call of a clock in place', 'return(Date)./* a */now() + +new Date<x>;', 'return(_$().l(0, 0, Date))./* a */now() + +new (_$().l(1, 0, Date))<x>;'],
    ['moves the target of a loop', 'for await (const { a = Date } of x) a;', 'for await (const _$t of _$().iterate(x)) { const { a = _$().ref(0, Date) } = _$().v(_$t); a; }'],
    ['moves an assigned target', 'for await ({ a } of x) {}', 'for await (const _$t of _$().iterate(x)) { ({ a } = _$().v(_$t)); {} }'],
    ['moves the pattern of a catch', 'try {} catch ({ a }: any) { a; }', 'try {} catch (_$e: any) { let { a } = _$().v(_$e); { a; } }'],
    ['guards a body', 'async () => { "use x"; await 1 }', 'async () => { "use x"; try { _$().v(await _$().a(1)) } catch (_$e) { throw _$().v(_$e); } }'],
    ['guards an expression', 'async () => await 1', 'async () => { try { return _$().v(await _$().a(1)); } catch (_$e) { throw _$().v(_$e); } }'],
    ['wraps a dynamic import', 'import(/* webpackChunkName: "x" */ a, o)', '_$().dynamicImport(0, /* webpackChunkName: "x" */ a, ((_$o) => (_$s) => import(_$s, _$o))(o))'],
    ['leaves the literal of a dynamic import in place', 'import(/* webpackChunkName: "x" */ "./a", { with: { type: "json" } })', '_$().dynamicImport(0, "./a", () => import(/* webpackChunkName: "x" */ "./a", { with: { type: "json" } }))'],
    ['leaves the literal of an import with options in place', "import(`./a`, o)", '_$().dynamicImport(0, `./a`, ((_$s, _$o) => () => import(`./a`, _$o))(`./a`, o))'],
    ['puts decorators into parentheses', 'import { d } from "pkg"; class A { @d(1) x; }', 'import { d } from "pkg"; class A { @(_$().f(0, 0, d, [1])) x; }'],
    ['exports wrapped values', 'export { a as b, type T,\n c } from "pkg";', 'import { a as _$r0i, c as _$r1i } from "pkg"; const _$r0 = _$().ref(0, _$r0i); const _$r1 = _$().ref(1, _$r1i); export { _$r0 as b, _$r1 as c }; export { type T } from "pkg";\n'],
    ['exports what was imported', 'import { a } from "pkg"\nexport { a as "x y" };', 'import { a } from "pkg"; const _$r0 = _$().ref(0, a);\nexport { _$r0 as "x y" };'],
    ['exports a namespace', 'export * as ns from "pkg";', 'import * as _$r0i from "pkg"; const _$r0 = _$().ref(0, _$r0i); export { _$r0 as ns };'],
  ])('%s', (_name, source, text) => {
    expect(printed(source)).toBe(`HEAD ${text}`);
  });

  it.each(['import();', 'import(...x);', 'import(x, y, z);', 'import(x)++;', '(await x) = y;', '[await x] = y;', 'import.meta = x;', '[import.meta] = x;', 'for (import.meta of x) ;'])('leaves what the engine refuses: %s', (source) => {
    expect(printed(source)).toBe(`HEAD ${source}`);
  });

  it('leaves nothing that is only looked at', () => {
    expect(printed('typeof import("x"), typeof await y, typeof import.meta, typeof [Date], typeof Date;'))
      .toBe('HEAD typeof _$().dynamicImport(0, "x", () => import("x")), typeof _$().v(await _$().a(y)), typeof _$().meta(import.meta), typeof [_$().ref(0, Date)], typeof Date;');
  });

  it('leaves a loop whose body the engine refuses', () => {
    const source = 'async () => { for await (var x of y) let\n[a] = 0; };';
    expect(printed(source, { file: '/nowhere/x.js', format: 'commonjs' })).not.toContain('iterate');
  });

  it.each(['const x = 1', 'let x, y'])('leaves a loop that the engine refuses: for await (%s of z)', (head) => {
    expect(printed(`for await (${head} of z) ;`)).toBe(`HEAD for await (${head} of z) ;`);
  });

  it('keeps JSX', () => {
    expect(printed('const x = <a href={Date.now()}>{fetch}</a>;', { file: '/nowhere/x.tsx' })).toBe('HEAD const x = <a href={_$().l(0, 0, Date).now()}>{_$().ref(1, fetch)}</a>;');
    expect(printed('const x = <a>{fetch}</a>;', { file: '/nowhere/x.vue', jsx: true })).toBe('HEAD const x = <a>{_$().ref(0, fetch)}</a>;');
  });

  it('moves functions that would collide out of the guard', () => {
    expect(printed('async function f() { var x = 1; await x; function x() {} }', { file: '/nowhere/x.js', format: 'commonjs' }))
      .toBe('HEAD async function f() { function x() {}try { var x = 1; _$().v(await _$().a(x)); } catch (_$e) { throw _$().v(_$e); }  }');
  });
});

describe('the head', () => {
  it.each<[name: string, source: string, text: string]>([
    ['nothing', 'x;', 'HEAD x;'],
    ['a directive', '"use strict"; x;', '"use strict"; HEAD x;'],
    ['a directive without a semicolon', '"use client"\nx;', '"use client"; HEAD\nx;'],
    ['a shebang', '#!/usr/bin/env node\nx;', '#!/usr/bin/env node\nHEADx;'],
    ['a shebang alone', '#!/usr/bin/env node', '#!/usr/bin/env node\nHEAD'],
    ['a licence', '/*! MIT */\nx;', '/*! MIT */ HEAD\nx;'],
    ['a licence in lines', '// Copyright */\r\nx;', '// Copyright */\r\nHEADx;'],
    ['a byte order mark', '\ufeffx;', '\ufeffHEAD x;'],
  ])('stays first: %s', (_name, source, text) => {
    expect(printed(source)).toBe(text);
  });

  it('requires the runtime in CommonJS', () => {
    expect(instrument('x;', { ...options, format: 'commonjs' }).code).toMatch(/^const _reprise = require\("reprise\/runtime"\); function _\$\(\) \{ return _\$\.m \|\| \(_\$\.m = _reprise\.module\("6\|[^"]*\|commonjs\|src\/main\.ts\|[0-9a-f]{16}\|\|\|", __filename\)\); \} _\$\(\); x;$/u);
  });
});

describe('positions', () => {
  it('keep their lines, also with carriage returns', () => {
    const source = 'const a = 1;\r\ntry {\r\n  Date.now();\r\n} catch ({\r\n  b,\r\n}) {\r\n}\r\nasync () => {\r\n  await 1;\r\n};\r\nmark;\r\n';
    const { code } = instrument(source, options);
    expect(code.split('\n').length).toBe(source.split('\n').length);
    expect(code.split('\n').findIndex((line) => line.includes('mark'))).toBe(source.split('\n').findIndex((line) => line.includes('mark')));
  });

  it('are found in the source map, behind an emoji, too', () => {
    const source = 'const s = "😀"; const t = Date.now() + missing(await fetch("u"));\n';
    const { code, map } = instrument(source, options);
    const found = new SourceMap(JSON.parse(JSON.stringify(map)) as ConstructorParameters<typeof SourceMap>[0]);
    const at = (needle: string): unknown => (found.findEntry(0, code.indexOf(needle)) as { originalColumn: number }).originalColumn;
    expect([at('_$().l('), at('missing'), at('_$().v('), at('_$().f('), at('"u"')]).toEqual([source.indexOf('Date'), source.indexOf('missing'), source.indexOf('await'), source.indexOf('fetch'), source.indexOf('"u"')]);
    expect(map?.sources).toEqual(['main.ts']);
    expect(map?.sourcesContent).toEqual([source]);
    expect(instrument(source, { ...options, sourceMap: false }).map).toBeNull();
  });
});

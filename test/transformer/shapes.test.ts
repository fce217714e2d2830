// The shapes of emitted code that the runtime relies on.

import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { body } from './compile.js';

const esm: ts.CompilerOptions = { module: ts.ModuleKind.ESNext };

/** A shape in ES module output. `export {}` makes the source a module and is left out again. */
function esBody(source: string): string {
  return body(`export {};\n${source}`, { options: esm }).split('\n').filter((line) => line !== 'export {};').join('\n');
}

describe('references and calls', () => {
  it.each<[name: string, source: string, printed: string]>([
    ['a method', 'process.cwd();', '_$().call0(0, _$().ref(0, process).cwd, _$().ref(0, process));'],
    ['a clock', 'Date.now();', '_$().l(0, 0, Date).now();'],
    ['a clock with arguments', 'performance.now(1);', '_$().call(0, _$().ref(0, performance).now, _$().ref(0, performance), [1]);'],
    ['a clock behind a member', 'process.hrtime.bigint();', '_$().l(0, 0, process).hrtime.bigint();'],
    ['a random number', '(Math as any).random!();', '_$().l(0, 0, Math).random();'],
    ['a function', 'fetch("u");', '_$().f(0, 0, fetch, ["u"]);'],
    ['spread arguments', 'console.log(1, ...[2]);', '_$().call(0, _$().ref(0, console).log, _$().ref(0, console), [1, ...[2]]);'],
    ['a member in brackets', 'Math["random"]();', '_$().call0(0, _$().ref(0, Math)["random"], _$().ref(0, Math));'],
    ['a fixed receiver', 'process.stdout.write("x");', '_$().call(0, _$().ref(0, process).stdout.write, _$().ref(0, process).stdout, ["x"]);'],
    ['a fixed receiver, deeper', 'globalThis.process.hrtime.bigint();', '_$().call0(0, _$().ref(0, globalThis).process.hrtime.bigint, _$().ref(0, globalThis).process.hrtime);'],
    ['a deep chain', 'process.env.toString();', '_$().ref(0, process).env.toString();'],
    ['an optional chain', 'globalThis?.fetch("u");', '_$().ref(0, globalThis)?.fetch("u");'],
    ['an optional call', 'globalThis.fetch?.("u");', '_$().ref(0, globalThis).fetch?.("u");'],
    ['a cast', '(fetch as any)!("u");', '_$().f(0, 0, fetch, ["u"]);'],
    ['a construction', 'new Request("u");', '_$().n(0, 0, Request, ["u"]);'],
    ['a construction without parentheses', 'new FormData;', '_$().n(0, 0, FormData, []);'],
    ['the present', 'new Date();', 'new (_$().l(0, 0, Date))();'],
    ['the present without parentheses', 'new Date;', 'new (_$().l(0, 0, Date));'],
    ['another time', 'new Date(0);', '_$().n(0, 0, Date, [0]);'],
    ['a deep class', 'new Intl.DateTimeFormat("de");', '_$().construct(0, _$().ref(0, Intl).DateTimeFormat, ["de"]);'],
    ['a value', '[1].map(Math.random);', '[1].map(_$().ref(0, Math).random);'],
    ['a shorthand', '({ Date });', '({ Date: _$().ref(0, Date) });'],
    ['a pure member', 'Math.floor(1.5);', 'Math.floor(1.5);'],
    ['a pure member passed on', '[1].map(Math.floor);', '[1].map(Math.floor);'],
    ['a computed member', 'Math[String("x") as "abs"];', '_$().ref(0, Math)[String("x")];'],
    ['typeof', 'typeof fetch;', 'typeof fetch;'],
    ['typeof of a member', 'typeof process.env;', 'typeof _$().ref(0, process).env;'],
    ['an assignment', 'fetch = fetch;', 'fetch = _$().ref(0, fetch);'],
    ['an assignment to a member', 'process.exitCode = 1;', '_$().ref(0, process).exitCode = 1;'],
    ['a destructuring target', '({ a: fetch, b: [fetch] = [fetch] } = {} as any);', '({ a: fetch, b: [fetch] = [_$().ref(0, fetch)] } = {});'],
    ['an increment of a member', 'process.exitCode++;', '_$().ref(0, process).exitCode++;'],
    ['delete', 'delete process.env.X;', 'delete _$().ref(0, process).env.X;'],
    ['a tag', 'fetch`x`;', '_$().ref(0, fetch) `x`;'],
    ['instanceof', '({}) instanceof Date;', '({}) instanceof _$().ref(0, Date);'],
    ['require.main', 'require.main;', 'require.main;'],
    ['require.resolve', 'require.resolve("x");', '_$().call(0, _$().ref(0, require).resolve, _$().ref(0, require), ["x"]);'],
    ['require of an outside module', 'require("fs");', '_$().ref(0, require("fs"));'],
    ['require of a pure module', 'require("path");', 'require("path");'],
    ['require of the program', 'require("./x");', 'require("./x");'],
    ['require of an expression', 'require("x" + 1);', '_$().f(0, 0, require, ["x" + 1]);'],
    ['paths', '[__filename, __dirname];', '[_$().path(__filename), _$().path(__dirname)];'],
    ['import.meta', 'import.meta.url;', '_$().meta(import.meta).url;'],
    ['a dynamic import', 'void import("./x.js");', 'void _$().dynamicImport(0, "./x.js", () => import("./x.js"));'],
    ['a dynamic import with attributes', 'void import("./x.json", { with: { type: "json" } });',
      'void _$().dynamicImport(0, "./x.json", () => import("./x.json", { with: { type: "json" } }));'],
    ['a dynamic import whose options are evaluated', 'let o: any; void import(/* webpackChunkName: "x" */ "./x.json", o);',
      'let o;\nvoid _$().dynamicImport(0, "./x.json", (_$o => () => import(/* webpackChunkName: "x" */ "./x.json", _$o))(o));'],
    ['a dynamic import of what a variable says', 'let x: any; void import(x, {});', 'let x;\nvoid _$().dynamicImport(0, x, (_$o => _$s => import(_$s, _$o))({}));'],
    ['a nested call', 'console.log(Date.now());',
      '_$().call(0, _$().ref(0, console).log, _$().ref(0, console), [_$().l(1, 1, Date).now()]);'],
    ['a type', 'const d: Date | typeof fetch = 1 as any as Date; d;', 'const d = 1;\nd;'],
  ])('%s', (_name, source, printed) => {
    expect(esBody(source)).toBe(printed);
  });

  it('keeps comments, once', () => {
    expect(esBody('/* a */ const x = /* b */ Date.now(); // c\nx;')).toBe('/* a */ const x = /* b */ _$().l(0, 0, Date).now(); // c\nx;');
  });

  it('puts decorators with edits into parentheses', () => {
    const source = `import { dec } from 'pkg'; @dec class A { @dec(1) x = 1; @own y = 2; } declare const own: any;`;
    const text = body(source, { options: { ...esm, target: ts.ScriptTarget.ESNext } });
    expect(text).toContain('@(_$().ref(0, dec))');
    expect(text).toContain('@(_$().f(0, 0, dec, [1]))');
    expect(text).toContain('@own\n');
  });

  it('leaves relative imports of CommonJS to the compiler', () => {
    expect(body('export {}; void import("./x.js");')).not.toContain('dynamicImport');
    expect(body('export {}; void import("pkg");')).toContain('_$().dynamicImport(0, "pkg", () => Promise.resolve().then(() => __importStar(require("pkg"))));');
  });
});

describe('order', () => {
  it('awaits', () => {
    expect(esBody('await 1;')).toBe('_$().v(await _$().a(1));');
    expect(esBody('(await (await 1)).x;')).toBe('(_$().v(await _$().a((_$().v(await _$().a(1)))))).x;');
  });

  it('guards the bodies of async functions that await', () => {
    expect(esBody('async function f() { "use x"; await 1; }').split('\n').map((line) => line.trim()).join(' '))
      .toBe('async function f() { "use x"; try { _$().v(await _$().a(1)); } catch (_$e) { throw _$().v(_$e); } }');
    expect(esBody('const f = async () => await 1;').split('\n').map((line) => line.trim()).join(' '))
      .toBe('const f = async () => { try { return _$().v(await _$().a(1)); } catch (_$e) { throw _$().v(_$e); } };');
    expect(esBody('async function f() { async () => await 1; }')).toMatch(/^async function f\(\) \{ async \(\) => \{ try/);
    expect(esBody('async () => { class C { x = async () => { await 1; }; } };')).toMatch(/^async \(\) => \{ class C/);
  });

  it('keeps the comments in guarded bodies, once', () => {
    const text = esBody('async function f() {\n// a\nawait 1; // b\n/* c */ f(); // d\n// e\nreturn 1; // f\n}');
    for (const letter of 'abcdef') expect(text.split(new RegExp(`/[/*] ${letter}`, 'u')).length, text).toBe(2);
  });

  it('views what is caught', () => {
    expect(esBody('try { } catch (e: unknown) { e; }')).toContain('catch (e) {\n    e = _$().v(e);\n    e;\n}');
    expect(esBody('try { } catch { }')).not.toContain('.v(');
    expect(esBody('try { } catch ({ message }) { message; }')).toContain('catch (_$e) {\n    let { message } = _$().v(_$e);\n    {\n        message;\n    }\n}');
  });

  it('desugars for await', () => {
    expect(esBody('for await (const { x } of y()) x; declare function y(): any;'))
      .toBe('for await (const _$t of _$().iterate(y())) {\n    const { x } = _$().v(_$t);\n    x;\n}');
    expect(esBody('let a: any; for await ({ a } of [a]) { }')).toContain('({ a } = _$().v(_$t));');
    expect(esBody('for await (var a of []) { }')).toContain('var a = _$().v(_$t);');
  });
});

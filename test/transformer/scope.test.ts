// Which identifiers are unshadowed globals, in every kind of scope. `Date` inside `g(…)` is a global there, inside
// `l(…)` it is not; the plan has to name exactly the former.

import { describe, expect, it } from 'vitest';
import type { PlanFacts } from '../../transformer/plan.js';
import { planOf } from './planned.js';

function check(source: string, facts: Partial<PlanFacts> = {}): void {
  const marked: number[] = [];
  for (let at = source.indexOf('g('); at >= 0; at = source.indexOf('g(', at + 1)) marked.push(at + 2);
  const refs = planOf(source, facts).edits.filter((edit) => edit.kind === 'ref').map((edit) => edit.start);
  expect(refs).toEqual(marked);
}

describe('shadowing', () => {
  it.each([
    'g(Date); var x;',
    'l(Date); var Date;',
    'l(Date); { var Date; }',
    'l(Date); for (var Date of []) ;',
    'l(Date); let Date;',
    '{ const Date = l(Date); } g(Date);',
    '{ l(Date); class Date {} } g(Date);',
    '{ l(Date); function Date() {} } g(Date);',
    '{ l(Date); enum Date { A } } g(Date);',
    '{ l(Date); const enum Date { A } }',
    'namespace N { l(Date); namespace Date { export const x = 1; } } g(Date);',
    'namespace N { g(Date); namespace Date { export type x = 1; } }',
    'namespace N { export const Date = 1; } namespace N { l(Date); } g(Date);',
    'namespace N { const Date = 1; } namespace N { g(Date); }',
    'namespace N { export declare const Date: any; l(Date); }',
    'namespace A.B { l(Date); export const Date = 1; } g(Date);',
    'enum E { Date = 1, B = l(Date) } enum E { C = l(Date), D = g(process) }',
    'function f(Date) { l(Date); } g(Date);',
    'function f(a = g(Date)) { var Date; }',
    'function f(Date, a = l(Date)) { }',
    'function f({ Date }, [b = l(Date)]) { } function h({ x: { Date: c } }, d = g(Date)) { }',
    'function f(...Date) { l(Date); }',
    'class A { @g(Date) declare x: string; declare y: string; }',
    'const f = function Date() { l(Date); }; g(Date);',
    'const f = (Date) => l(Date); const h = () => g(Date);',
    'function f() { return l(Date); var Date; } g(Date);',
    'function f() { return g(Date); function h() { var Date; } }',
    'class A { Date() { g(Date); } x = g(Date); static Date = g(Date); static { g(Date); } }',
    'class A { static { var Date; l(Date); } m() { g(Date); } }',
    'const A = class Date { m() { l(Date); } }; g(Date);',
    'class A { [g(Date)](Date) { l(Date); } }',
    'class A { set x(Date) { l(Date); } constructor(public Date) { l(Date); } }',
    'try { g(Date); } catch (Date) { l(Date); } finally { g(Date); }',
    'try { } catch ({ a: [Date], b = l(Date) }) { l(Date); }',
    'for (const Date of [1]) l(Date); g(Date);',
    'for (let Date = 0; l(Date); l(Date)) l(Date); g(Date);',
    'for (const Date in {}) { l(Date); }',
    'switch (g(Date)) { case l(Date): let Date; default: l(Date); } g(Date);',
    'import Date from "./x.js"; l(Date);',
    'import { x as Date } from "path"; l(Date);',
    'import * as Date from "./x.js"; l(Date);',
    'import { Date as x } from "./x.js"; g(Date);',
    'import type Date from "./x.js"; g(Date);',
    'import { type Date } from "./x.js"; g(Date);',
    'import Date = require("./x.js"); l(Date);',
    'namespace N { export const x = 1; } import Date = N.x; l(Date);',
    'declare const Date: any; g(Date);',
    'declare function Date(): void; declare class Date2 {} g(Date);',
    'declare global { const Date: any; } g(Date);',
    'interface Date { a: 1 } type process = 1; g(Date); g(process);',
    'function f<Date>(x: Date) { g(Date); }',
    'Date: for (;;) { break Date; }',
    'const x = { Date: 1, process() {}, get fetch() { return 1; } }; x.Date; x.process();',
    'const { Date: y } = {}; g(Date); const { x: Date2 = g(Date) } = {};',
    'let a: Date, b: typeof Date, c = 1 as unknown as Date, d = <Date>{}, e = {} satisfies Date; f<Date>();',
    'abstract class A<T extends Date> implements Date { abstract x: Date; declare y: Date; m?(): Date; }',
    'class A extends g(Date)<Date> {}',
    'export const Date = 1; l(Date);',
    'export default class Date {} l(Date);',
    'let x; ({ Date: x, y: x = g(Date), ...x } = {}); [x = g(Date)] = [];',
    'using Date = l(Date);',
    'if (x) { let Date; } else g(Date); while (1) { let Date = l(Date); } do { g(Date); } while (g(Date));',
    'const f = async function* (Date) { yield l(Date); }; async () => { g(Date); };',
    '`${g(Date)}`; x?.[g(Date)]; x ? g(Date) : (g(Date), g(Date)); !g(Date); void g(Date); [...g(Date)]; ({ ...g(Date), [g(Date)]: g(Date) });',
  ])('%s', (source) => check(source));

  it('of functions in blocks, in sloppy code', () => {
    check('{ function Date() {} } l(Date);', { strict: false });
    check('{ function Date() {} } g(Date);', { strict: true });
    check('"use strict"; { function Date() {} } g(Date);', { strict: false });
  });
});

describe('imported bindings', () => {
  it('are roots unless shadowed', () => {
    check('import fs, { a as b, type T } from "pkg"; import * as ns from "fs"; g(fs); g(b); g(ns); { let b; l(b); } (fs, g(b)) => l(fs);'.replace('(fs, g(b)) => l(fs)', '((fs, c = g(b)) => l(fs))'));
    check('import { join } from "path"; l(join);');
    check('import { x } from "reprise"; import { y } from "reprise/runtime"; l(x); l(y);');
  });

  it('have slots with normal specifiers', () => {
    const { slots } = planOf('import d, { a as b } from "fs"; import * as n from "fs/promises"; import r = require("pkg"); import q = r.member; d; b; n; r; q; d;');
    expect(slots).toEqual([['i', 'node:fs', 'default'], ['i', 'node:fs', 'a'], ['i', 'node:fs/promises', '*'], ['i', 'pkg', '*'], ['i', 'pkg', 'member']]);
  });
});

// What the transformer tells of a program, where the compiler tells it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RepriseError } from '../../contract/errors.js';
import { Misplaced } from '../../transformer/annotations.js';
import { MARKS } from '../../transformer/diagnostics.js';
import { FAILURE_NUMBER, OWN_REQUIRE } from '../../transformer/errors.js';
import type { PluginOptions } from '../../transformer/options.js';
import { instrument } from '../../transformer/instrument.js';
import { compile, root, type Compilation } from './compile.js';
import { planOf } from './planned.js';

afterEach(() => { vi.restoreAllMocks(); });

/** Compiles as ts-patch does; gives what was reported and printed. */
function build(source: string, { name = 'main.ts', ...compilation }: Omit<Compilation, 'sources'> & { name?: string } = {}) {
  const reported: ts.Diagnostic[] = [];
  const write = vi.spyOn(ts.sys, 'write').mockImplementation(() => undefined);
  const output = compile('instrumented', { sources: { [name]: source }, options: { module: ts.ModuleKind.ESNext, pretty: false }, reported, ...compilation }).get('main.js');
  return { reported, output, printed: write.mock.calls.map(([text]) => text).join('') };
}

const unknownOption = { instrumnet: true } as PluginOptions;

describe('an option that does not exist', () => {
  it('is reported as an error, and the output refuses to run', () => {
    const { reported, output } = build('console.log(1);', { plugin: unknownOption });
    expect(reported.map(({ code, category, messageText }) => [code, category, messageText])).toEqual([
      [990000, ts.DiagnosticCategory.Error, 'reprise: the plugin entry of tsconfig.json has an unknown option "instrumnet".\nDid you mean "instrument"?'],
    ]);
    expect(output).toMatch(/\nthrow new Error\("reprise: the plugin entry[^\n]*;\n$/u);
  });

  it('is thrown without the frames of the compiler where nothing can be reported', () => {
    let thrown: unknown;
    try {
      compile('instrumented', { sources: { 'main.ts': '' }, plugin: unknownOption });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RepriseError);
    expect((thrown as RepriseError).stack).toBe(`RepriseError [REPRISE_OPTION]: ${(thrown as RepriseError).message}`);
  });
});

describe('a file that cannot be instrumented', () => {
  it('is reported at its place, and refuses to run', () => {
    const { reported, output } = build('export {};\nasync function f() { let x; var g; function g() { return x; } await null; }');
    expect(reported.map(({ code, start, file }) => [code, start, file?.fileName.endsWith('main.ts')])).toEqual([[990000, 46, true]]);
    expect(output).toContain('throw new Error("reprise: ');
  });

  it('is one of CommonJS with a function of its own in the place of require, by either printer', () => {
    const source = 'Date.now();\nfunction require(x) { return x; }';
    const { reported, output } = build(source, { name: 'main.ts', options: { module: ts.ModuleKind.CommonJS, moduleDetection: ts.ModuleDetectionKind.Legacy } });
    expect(reported.map(({ code, start }) => [code, start])).toEqual([[OWN_REQUIRE, 21]]);
    expect(output).toContain('give it another name');
    expect(() => instrument(source, { file: '/nowhere/x.js', format: 'commonjs' })).toThrow('reprise: /nowhere/x.js:2:10 cannot be instrumented: the function require stands in the place of');
    expect(instrument(`{ ${source} }\nclass require2 {}`, { file: '/nowhere/x.js', format: 'commonjs' }).code).toContain('require("reprise/runtime")');
    expect(instrument(source, { file: '/nowhere/x.js', format: 'esm' }).code).toContain('reprise/runtime');
  });

  it('is one whose code is nested more deeply than there is stack for, by either printer', () => {
    const source = `let x = Date.now();\n${'x = '.repeat(6_000)}Date.now();`;
    const { reported, output } = build(source);
    expect(reported).toMatchObject([{ code: FAILURE_NUMBER, start: source.lastIndexOf('now'), messageText: expect.stringMatching(/^reprise: this cannot be instrumented: its code is nested \d{4} levels deep here, for which the stack of the process is too small; give parts of it names, or run the compiler by node with a larger --stack-size\.$/) }]);
    expect(output).toContain('throw new Error("reprise: ');
    expect(() => instrument(source, { file: '/nowhere/x.ts', format: 'esm' })).toThrow(/^reprise: \/nowhere\/x\.ts:2:24006 cannot be instrumented: its code is nested \d{4} levels deep here/);
    expect(() => instrument(`${'['.repeat(50_000)}${']'.repeat(50_000)}`, { file: '/nowhere/x.ts', format: 'esm' })).toThrow('reprise: /nowhere/x.ts cannot be instrumented: its code is nested too deeply for the stack of the process; give parts of it names');
  });

  it('is an error of the text printer with its place', () => {
    expect(() => instrument('let a = 1;\nlet b = ;', { file: '/nowhere/x.ts', format: 'esm' })).toThrow('reprise: /nowhere/x.ts:2:9 cannot be instrumented: Expression expected.');
  });
});

describe('a place that is not covered', () => {
  it.each<[string, string, number]>([
    ['direct eval', 'eval("1");', 990001],
    ['shared memory', 'new SharedArrayBuffer(4);', 990002],
    ['atomics', 'Atomics.load(x as any, 0); declare const x: unknown;', 990002],
    ['a star export from outside', 'export * from "pkg";', 990003],
    ['what the compiler notes of types', 'declare const C: any; (Reflect as any).getMetadata("design:type", C.prototype, "x");', 990016],
    ['an alias', 'import * as fs from "fs"; namespace N { export import read = fs.readFileSync; } N;', 990005],
  ])('%s is a warning with a number and a position', (_name, source, number) => {
    const { reported, printed } = build(`export {};\n${source}`);
    expect(reported).toEqual([]);
    expect(printed).toContain(`main.ts(2,`);
    expect(printed).toContain(`: warning TS${number}: `);
  });

  it.each<[string, string, number]>([
    ['the element factory', 'import { h } from "pkg"; <><div /><p /></>;', 1],
    ['neither components nor what is pure', 'import { h } from "react"; import { Panel } from "pkg"; <Panel />;', 0],
  ])('is in JSX: %s', (_name, source, count) => {
    const options = { module: ts.ModuleKind.ESNext, pretty: false, jsx: ts.JsxEmit.React, jsxFactory: 'h' };
    expect(build(source, { name: 'main.tsx', options }).printed.split('warning TS990015').length - 1).toBe(count);
  });

  it('is told by instrument(), too', () => {
    const { marks } = instrument('eval("1"); export * from "pkg";', { file: '/nowhere/x.js', format: 'esm' });
    expect(marks.map(({ code, start }) => [code, start])).toEqual([['eval', 0], ['export-star', 11]]);
    expect(planOf('with (x) { y; }', { format: 'commonjs', strict: false }).marks).toMatchObject([{ code: 'with', start: 6 }]);
  });

  it('is neither an indirect eval nor one of the program', () => {
    expect(build('export {}; (0, eval)("1"); function f(eval: (x: string) => void) { eval("1"); } f;').printed).toBe('');
  });
});

it('gives every diagnostic a number of its own, and documents it', () => {
  const numbers = [...Object.values(MARKS).map(({ number }) => number), ...Object.values(Misplaced), FAILURE_NUMBER, OWN_REQUIRE];
  expect(new Set(numbers).size).toBe(numbers.length);
  const documented = ['building', 'annotations'].map((page) => readFileSync(join(root, 'docs', `${page}.md`), 'utf8')).join('');
  expect(numbers.filter((number) => !documented.includes(String(number)))).toEqual([]);
});

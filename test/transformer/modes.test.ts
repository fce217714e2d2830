// Compiler options that change how a module comes out.

import { rmSync } from 'node:fs';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { compile, compileAs, compileText, tables, type Compilation, type Output } from './compile.js';
import { run, workspace } from './fixtures.js';

const base = workspace();
afterAll(() => rmSync(base, { recursive: true }));

const { CommonJS, ESNext, Node16, NodeNext, Preserve, ES2015 } = ts.ModuleKind;
const { Node16: node16, NodeNext: nodeNext } = ts.ModuleResolutionKind;

const source = `
import def, { named, Thing, type Options } from 'pkg';
import * as fs from 'node:fs';
import path from 'node:path';
export { default as again, make } from 'pkg';
export { named };
export const options: Options = { size: new Thing(1).size };
export async function* items(): AsyncGenerator<number> { yield await Promise.resolve(named(1)); }
class Base { #x = named(3); get x(): number { return this.#x; } async more(): Promise<number> { return (await Promise.resolve(this.#x)) + super.toString().length * 0; } }
export async function main(): Promise<void> {
  const seen: unknown[] = [def.name, fs.existsSync('/'), path.sep.length, options.size, ...[new Base().x]];
  for await (const item of items()) seen.push(item);
  try { await Promise.reject(new Error('no')); } catch ({ message }: any) { seen.push(message); }
  const { value } = await import('./other.js');
  const where = './other.js';
  seen.push(value, (await import(where)).value, await new Base().more(), { ...{ a: 1 } });
  console.log(JSON.stringify(seen));
}
void main();
`;
const sources = { 'main.ts': source, 'other.ts': 'export const value = typeof Date.now();\n' };

const modes: [name: string, type: 'module' | 'commonjs', options: ts.CompilerOptions][] = [
  ['commonjs, isolatedModules', 'commonjs', { module: CommonJS, isolatedModules: true }],
  ['commonjs, isolatedDeclarations', 'commonjs', { module: CommonJS, isolatedDeclarations: true, declaration: true }],
  ['commonjs, removeComments, inlineSourceMap', 'commonjs', { module: CommonJS, removeComments: true, inlineSourceMap: true }],
  ['node16, commonjs', 'commonjs', { module: Node16, moduleResolution: node16 }],
  ['nodenext, esm', 'module', { module: NodeNext, moduleResolution: nodeNext }],
  ['nodenext, esm, verbatimModuleSyntax', 'module', { module: NodeNext, moduleResolution: nodeNext, verbatimModuleSyntax: true }],
  ['es2015, ES2018', 'module', { module: ES2015, target: ts.ScriptTarget.ES2018 }],
  ['esnext, ES2016', 'module', { module: ESNext, target: ts.ScriptTarget.ES2016 }],
  ['esnext, ESNext', 'module', { module: ESNext, target: ts.ScriptTarget.ESNext }],
  ['preserve', 'module', { module: Preserve }],
];

describe.concurrent('a module', () => {
  it.each(modes)('%s', async (name, type, options) => {
    const compilation: Compilation = { sources, packageType: type, options: { noLib: true, lib: undefined, ...options } };
    const [plain, instrumented] = compileAs(['plain', 'instrumented'], compilation) as [Output, Output];
    const place = name.split(', ').join('-');
    expect(instrumented.get('main.js')).toContain(`|${type === 'module' ? 'esm' : 'commonjs'}|main.ts|`);
    const text = compileText(compilation, { 'main.ts': type === 'module' ? 'esm' : 'commonjs', 'other.ts': type === 'module' ? 'esm' : 'commonjs' });
    expect(tables(text)).toEqual(tables(instrumented));
    const [expected, actual, boxed, boxedText] = await Promise.all([
      run(base, `${place}/plain`, plain, 'main.js', type),
      run(base, `${place}/instrumented`, instrumented, 'main.js', type),
      run(base, `${place}/boxed`, instrumented, 'main.js', type, { REPRISE_TEST_BOX: '1' }),
      run(base, `${place}/text`, text, 'main.js', type, { REPRISE_TEST_BOX: '1' }),
    ]);
    expect(expected.output).toMatch(/^\["pkg",true,1,1,3,1,"no","number","number",3,\{"a":1\}\]\n$/);
    expect(actual).toEqual(expected);
    expect(boxed).toEqual(expected);
    expect(boxedText).toEqual(expected);
  });
});

describe('importHelpers', () => {
  it.each([CommonJS, ESNext])('imports the same helpers, module kind %s', (module) => {
    const compilation: Compilation = { sources, options: { module, importHelpers: true, target: ts.ScriptTarget.ES2015 } };
    const helpers = ['__awaiter', '__asyncValues', '__await', '__asyncGenerator', '__rest', '__importDefault', '__importStar', '__classPrivateFieldGet', '__createBinding', '__decorate'];
    const [plain, text] = compileAs(['plain', 'instrumented'], compilation).map((output) => output.get('main.js') ?? '') as [string, string];
    const used = (output: string): string[] => helpers.filter((name) => output.includes(name));
    expect(used(text)).toEqual(used(plain));
    expect(used(plain)).toContain('__awaiter');
    expect(text.indexOf('tslib')).toBeGreaterThan(-1);
    expect(text).not.toContain('function (thisArg');
  });
});

describe('CommonJS', () => {
  it('works without esModuleInterop', async () => {
    const text = `import def, { named } from 'pkg'; import * as os from 'os'; export { default as again } from 'pkg'; export * as all from 'pkg'; console.log(def.name, named(1), typeof os.EOL);`;
    const user = `import { again, all } from './lib.js'; console.log(again.name, all.named(2));`;
    const compilation: Compilation = { sources: { 'lib.ts': text, 'main.ts': user }, options: { esModuleInterop: false } };
    const expected = await run(base, 'interop/plain', compile('plain', compilation), 'main.js', 'commonjs');
    expect(expected.output).toBe('pkg 1 string\npkg 2\n');
    expect(await run(base, 'interop/instrumented', compile('instrumented', compilation), 'main.js', 'commonjs')).toEqual(expected);
  });

  it('wraps native imports of node16, not the disguised ones of commonjs', () => {
    const one = { sources: { 'main.ts': 'export {}; void import("./other.js");', 'other.ts': 'export {}' } };
    expect(compile('instrumented', { ...one, options: { module: Node16, moduleResolution: node16 } }).get('main.js')).toContain('dynamicImport(0, "./other.js", () => import("./other.js"))');
    expect(compile('instrumented', one).get('main.js')).not.toContain('dynamicImport');
  });

  it('decides each file of a mixed package by itself', () => {
    const mixed = compile('instrumented', {
      sources: { 'a.mts': 'export const x = Date.now();', 'b.cts': 'export const x = Date.now();', 'c.ts': 'export const x = Date.now();', 'd.ts': 'Date.now();' },
      options: { module: NodeNext, moduleResolution: nodeNext },
    });
    const formats = ['a.mjs', 'b.cjs', 'c.js', 'd.js'].map((name) => mixed.get(name)?.includes('|esm|'));
    expect(formats).toEqual([true, false, false, false]);
  });

  it('preserves imports of either syntax', () => {
    const text = (source: string): string => compile('instrumented', { sources: { 'main.ts': source }, options: { module: Preserve } }).get('main.js') ?? '';
    expect(text('import fs = require("fs"); fs.existsSync("/");')).toContain('const _reprise = require("reprise/runtime");');
    expect(text('import fs from "fs"; fs.existsSync("/");')).toContain('import * as _reprise from "reprise/runtime";');
  });
});

describe('what cannot be instrumented', () => {
  it('is an error that names the file', () => {
    expect(() => compile('instrumented', { sources: { 'main.ts': 'export {};' }, options: { module: ts.ModuleKind.AMD } }))
      .toThrow(/^reprise: .*main\.ts cannot be instrumented: its output is neither an ES module nor a CommonJS module\.\nSet "module"/);
    expect(() => compile('instrumented', { sources: { 'main.js': 'async function f() { let x; var g; function g() { return x; } await null; }' }, options: { allowJs: true } }))
      .toThrow(/^reprise: .*main\.js:1:36 cannot be instrumented: a function here has the same name as a variable/);
  });
});

describe('size', () => {
  it('does not matter to long files and long chains', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `export function f${index}(x: number): number { return x + ${index} + Date.now(); }`).join('\n');
    const chain = `export const text = ${Array.from({ length: 5_000 }, (_, index) => (index % 2 === 0 ? 'String(Date.now())' : `"${index}"`)).join(' + ')};`;
    const output = compile('instrumented', { sources: { 'main.ts': `${lines}\n${chain}` }, options: { module: ESNext, noLib: true, lib: undefined } }).get('main.js') ?? '';
    expect(output).toContain('return x + 19999 + _$().l(19999, 0, Date).now();');
    expect(output).toContain('+ String(_$().l(22499, 0, Date).now()) + "4999";');
  }, 180_000);
});

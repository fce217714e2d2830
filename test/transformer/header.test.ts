// What has to stay first in a file does.

import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import { planOf } from './planned.js';

const RUNTIME = 'import * as _reprise from "reprise/runtime";';

/** What of the file's head stands before the added import, in ES module output. */
function before(source: string): string {
  const output = compile('instrumented', { sources: { 'main.ts': source }, options: { module: ts.ModuleKind.ESNext } }).get('main.js') ?? '';
  expect(output).toContain(RUNTIME);
  return output.slice(0, output.indexOf(RUNTIME));
}

describe('the head of a file', () => {
  it.each<[string, string, string]>([
    ['nothing', 'export const x = 1;', ''],
    ['a directive', '"use client";\nexport const x = 1;', '"use client";\n'],
    ['a shebang', '#!/usr/bin/env node\nexport const x = 1;', '#!/usr/bin/env node\n'],
    ['a licence', '/*! MIT */\nexport const x = 1;', '/*! MIT */\n'],
    ['a licence apart', '/* Copyright 2024 */\n\nexport const x = 1;', '/* Copyright 2024 */\n'],
    ['a licence in lines', '// Copyright 2024\n// MIT\nexport const x = 1;', '// Copyright 2024\n// MIT\n'],
    ['all of them', '#!/usr/bin/env node\n/* @license X */\n"use client";\n"use strict";\nexport const x = 1;', '#!/usr/bin/env node\n/* @license X */\n"use client";\n"use strict";\n'],
    ['a comment of the first statement', '/** About x. */\nexport const x = 1;', ''],
  ])('%s', (_name, source, head) => {
    expect(before(source)).toBe(head);
  });

  it('keeps a comment once, with its statement', () => {
    const output = compile('instrumented', { sources: { 'main.ts': '/*! MIT */\n/** About x. */\nexport const x = 1;' }, options: { module: ts.ModuleKind.ESNext } }).get('main.js') ?? '';
    expect(output.split('MIT').length).toBe(2);
    expect(output).toContain('_$();\n/** About x. */\nexport const x = 1;');
  });

  it('is told to the text printer as an offset', () => {
    const at = (source: string): string => source.slice(0, planOf(source).header);
    expect(at('#!/bin/x\n"use strict"; x;')).toBe('#!/bin/x\n"use strict";');
    expect(at('#!/bin/x\n/*! MIT */ /** y */ x;')).toBe('#!/bin/x\n/*! MIT */');
    expect(at('#!/bin/x\nx;')).toBe('#!/bin/x\n');
    expect(at('// Copyright\r\nx;')).toBe('// Copyright\r\n');
    expect(at('/** y */ x;')).toBe('');
    expect(at('/** @jsx h */\nx;')).toBe('/** @jsx h */');
    expect(at('// about x\n// @ts-nocheck\n/** y */ x;')).toBe('// about x\n// @ts-nocheck\n');
    expect(at('/// <reference types="node" />\nx;')).toBe('/// <reference types="node" />\n');
    expect(at('/** @jsxify */ x;')).toBe('');
  });
});

describe('registration', () => {
  it('comes before everything else in CommonJS, after "use strict"', () => {
    const output = compile('instrumented', { sources: { 'main.ts': 'import { hostname } from "os";\nexport const x = hostname();' } }).get('main.js') ?? '';
    const order = ['"use strict"', 'const _reprise = require("reprise/runtime");', 'function _$()', '\n_$();', 'require("os")'].map((part) => output.indexOf(part));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('takes other names where the file uses these', () => {
    const output = compile('instrumented', { sources: { 'main.ts': 'const _$ = 1, _reprise = 2, _$e = 3, _reprise1 = 4; async function f() { await _$; try { } catch ({ a }) { a; } }' } }).get('main.js') ?? '';
    expect(output).toContain('const _reprise2 = require("reprise/runtime");\nfunction _$1() {');
    expect(output).toContain('catch (_$1e)');
  });

  it('tells file, hash, options and format', () => {
    const files = compile('instrumented', { sources: { 'src/deep/main.ts': '\ufeffexport const x = 1;', 'script.ts': 'var y = Date.now();' }, packageType: 'module', options: { module: ts.ModuleKind.ESNext } });
    const main = files.get('src/deep/main.js') ?? '';
    expect(main).toContain('_reprise.module("6|');
    expect(main).toContain('|esm|src/deep/main.ts|2bf28849cade8711|||", import.meta.url)');
    expect(files.get('script.js')).toContain(RUNTIME);
    expect(compile('instrumented', { sources: { 'script.ts': 'var y = Date.now();' }, options: { module: ts.ModuleKind.ESNext } }).get('script.js'))
      .toContain('const _reprise = require("reprise/runtime");');
  });

  it('lists outside modules with the names that are needed', () => {
    const { outside } = planOf(`
      import d, { a as b, type T } from 'pkg'; import type { U } from 'types'; import { type V } from 'inline'; import 'effect';
      import * as ns from 'fs'; import * as unused from 'os'; import { join } from 'path'; import x from './local.js';
      export { q } from 'pkg'; export * from 'star'; export * as name from 'named'; ns;
    `);
    expect(outside).toEqual([
      { specifier: 'pkg', names: ['default', 'a', 'q'], namespace: null, added: null },
      { specifier: 'effect', names: [], namespace: null, added: null },
      { specifier: 'node:fs', names: ['*'], namespace: 'ns', added: null },
      { specifier: 'node:os', names: ['*'], namespace: null, added: null },
      { specifier: 'star', names: ['*'], namespace: '_$n4', added: 'star' },
      { specifier: 'named', names: ['*'], namespace: null, added: null },
    ]);
  });
});

describe('imports of pure packages', () => {
  const source = `
    import { ZodError, z, type ZodType, ZodIssue } from 'zod';
    import * as path from 'node:path';
    export const isOne = (error: unknown, type: ZodType, issue: ZodIssue): boolean => error instanceof ZodError && path.sep !== '';
    export function shadowed(z: number): number { return z; }
  `;

  it.each([
    ['CommonJS', ts.ModuleKind.CommonJS, '[], { "zod#ZodError": () => zod_1.ZodError })'],
    ['ES modules', ts.ModuleKind.ESNext, '[], { "zod#ZodError": () => ZodError })'],
  ])('are handed over where they are used as values, in %s', (_name, module, registered) => {
    expect(compile('instrumented', { sources: { 'main.ts': source }, options: { module } }).get('main.js')).toContain(registered);
  });
});

// Neither walk enters what holds none of the words that an edit starts from. What they find must be what they would
// find everywhere; an escape in the text makes them look everywhere.

import { describe, expect, it } from 'vitest';
import type { Plan } from '../../transformer/edits.js';
import { fixtures } from './fixtures.js';
import { planOf } from './planned.js';

const EVERYWHERE = '\n// \\u0061';

function found({ edits, slots, outside, sites, marks }: Plan): unknown {
  return { edits, slots, outside, sites, marks };
}

function compare(source: string, name = 'main.ts'): void {
  for (const strict of [true, false]) {
    const skipping = planOf(source + EVERYWHERE.replace('\\', '/'), { strict }, name);
    expect(found(skipping)).toEqual(found(planOf(source + EVERYWHERE, { strict }, name)));
  }
}

describe('a plan misses nothing by skipping', () => {
  const sources = fixtures().flatMap(({ name, sources }) => Object.entries(sources).map(([file, text]) => [name, file, text] as const));
  it.each(sources.filter(([, , text]) => !text.includes('\\u') && !text.startsWith('\ufeff')))('in %s/%s', (_name, file, text) => compare(text, file));

  it.each([
    ['a shadowing declaration in a subtree of its own', 'function f() { { var Date = g; } return Date; } export { f };'],
    ['variables and functions of an async function that collide', 'export async function f() { if (x) { var g = 1; } await 1; function g() {} }'],
    ['an import for its effect', 'import "pkg"; const x = 1;'],
    ['a star that is passed on', 'export * from "pkg"; const x = 1;'],
    ['an alias of an imported namespace', 'import * as fs from "node:fs"; import read = fs.readFileSync; function f() { return read("a"); } f();'],
    ['an alias within a namespace', 'import * as fs from "node:fs"; namespace N { import read = fs.readFileSync; export const x = () => read("a"); }'],
    ['names beside letters that are not ASCII', 'const äDate = 1; const x = [äDate, Date]; const Dateä = 2;'],
    ['a name in a template', 'const x = `a${Date.now()}b${1}`;'],
  ])('of %s', (_what, source) => compare(source));
});

it('looks for names that are written with escapes', () => {
  expect(planOf('export const x = () => D\\u0061te.now();').edits.map(({ kind }) => kind)).toContain('leaf');
});

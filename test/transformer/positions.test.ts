// Positions: sites name the source, and stack traces of instrumented programs lead to it.

import { rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from './compile.js';
import { run, workspace } from './fixtures.js';
import { planOf } from './planned.js';

const base = workspace();
afterAll(() => rmSync(base, { recursive: true }));

describe('sites', () => {
  it('count lines and columns from one, in UTF-16 units', () => {
    const source = '\ufeff// comment\r\nconst s = "😀"; Date.now();\r\n\tnew Date(\r\n    Date.now());\r\n(fetch as any)("u"); void import("pkg");\r\n';
    expect(planOf(source).sites).toEqual([
      { line: 2, column: 17, operation: 'Date.now' },
      { line: 3, column: 2, operation: 'new Date' },
      { line: 4, column: 5, operation: 'Date.now' },
      { line: 5, column: 1, operation: 'fetch' },
      { line: 5, column: 27, operation: 'import' },
    ]);
  });

  it('name the operation as written', () => {
    expect(planOf('globalThis["fetch"]("u"); (globalThis as any).fetch!("u"); new (Intl.Collator)();').sites.map((site) => site.operation))
      .toEqual(['globalThis["fetch"]', 'globalThis.fetch', 'new Intl.Collator']);
  });
});

const throwing = `import { readFileSync } from 'node:fs';
function read(): void {
  const before = '😀'; readFileSync('/nowhere' + 1);
}
class Reader { value = new Reading(); }
class Reading { constructor() { read(); } }
const viaCallback = () => [1].map(() => new Reader());
async function later(): Promise<void> {
  await null;
  try { viaCallback(); } catch (error) {
    /* here */ throw Object.assign(error as Error, { again: true });
  }
}
async function outer() { await later(); }
outer().catch((error: Error) => {
  console.log(error.stack!.split('\\n').filter((line) => line.includes('.ts:')).map((line) => line.slice(line.lastIndexOf('/'))).join('\\n'));
  missing.property;
});
declare const missing: any;
`;

describe('a plan', () => {
  it('is plain data in the order of the source', () => {
    const plan = planOf('import fs from "fs"; export { fs }; for await (const { a } of fs.x()) { try { await new Date(Date.now()); } catch ({ b }) { import.meta; } } async () => await fetch("u");');
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    const starts = plan.edits.map((edit) => edit.start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(new Set(plan.edits.map((edit) => edit.kind))).toEqual(new Set(['reexport', 'forAwait', 'call', 'rootCall', 'ref', 'await', 'construct', 'leaf', 'catch', 'meta', 'async']));
  });
});

describe('source maps', () => {
  it.each([ts.ScriptTarget.ES2022, ts.ScriptTarget.ES2015])('lead stack traces to the source, target %s', async (target) => {
    const compilation = { sources: { 'main.ts': throwing }, options: { sourceMap: true, inlineSources: true, target } };
    const frames: string[][] = [];
    for (const state of ['plain', 'instrumented'] as const) {
      const result = await run(base, `stack-${state}-${target}`, compile(state, compilation), 'main.js', 'commonjs', { NODE_OPTIONS: '--enable-source-maps --stack-trace-limit=50' });
      expect(result.code).toBe(1);
      const lines = result.output.split('\n').filter((line) => line.includes('main.ts:'));
      expect(lines.length).toBeGreaterThan(5);
      const places = lines.map((line) => line.slice(line.lastIndexOf('main.ts:')).split(')').join(''));
      // The compiler maps `(0, fs_1.f)(x)` to the arguments, a hook is mapped to the start of the call.
      frames.push(places.map((place) => (place.startsWith('main.ts:3:') ? 'main.ts:3' : place)));
      if (state === 'instrumented') expect(places).toContain('main.ts:3:24');
    }
    expect(frames[1]).toEqual(frames[0]);
  });

  it('map each call to its start and its name', () => {
    const source = 'export const x = 1;\n  console\n    .log(x);\n';
    const output = compile('instrumented', { sources: { 'main.ts': source }, options: { sourceMap: true, module: ts.ModuleKind.ESNext } });
    const text = output.get('main.js') ?? '';
    const map = new SourceMap(JSON.parse(output.get('main.js.map') ?? '{}'));
    const lines = text.split('\n');
    const line = lines.findIndex((content) => content.startsWith('_$().call('));
    const at = (column: number): unknown => { const { originalLine, originalColumn } = map.findEntry(line, column) as { originalLine: number; originalColumn: number }; return [originalLine, originalColumn]; };
    expect(at(0)).toEqual([1, 2]);
    expect(at(lines[line]?.indexOf('call(') ?? -1)).toEqual([2, 5]);
  });
});

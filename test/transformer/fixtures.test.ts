// Every fixture behaves the same compiled plainly and instrumented by either printer, which have the same tables;
// switched off, the output is the compiler's own. In every kind of module, for every target.

import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { BUILDS, build, buildAs, groups, isBuilt, isRun, type Build } from './builds.js';
import { tables, type Output } from './compile.js';
import { fixtures, run, workspace, type Fixture, type Run } from './fixtures.js';

const base = workspace();
afterAll(() => rmSync(base, { recursive: true }));

/** Runs by what is run: most targets come out alike. */
const runs = new Map<string, Promise<Run>>();
let folders = 0;

function runOnce(fixture: Fixture, { format }: Build, output: Output, env: Record<string, string> = {}): Promise<Run> {
  const scripts = new Map([...output].filter(([file]) => /\.[cm]?js$/.test(file)));
  const key = JSON.stringify([fixture.name, format, env, ...scripts]);
  const known = runs.get(key) ?? run(base, `${fixture.name}-${folders++}`, scripts, fixture.entry, format === 'esm' ? 'module' : 'commonjs', env);
  runs.set(key, known);
  return known;
}

/** Where the compiler knows the types of the language: one build of each format, since targets make no difference to declarations. */
const typed = new Set(['commonjs, ES2022', 'nodenext, ES2017']);

describe.each(BUILDS)('$name', (way) => {
  const built = new Map<string, { readonly plain: Output; readonly tree: Output; readonly text: Output | undefined }>();
  const all = fixtures().filter((fixture) => isBuilt(fixture, way));

  it('leaves the output alone when it is switched off, and declarations always', () => {
    for (const group of groups(all)) {
      const [plain, off, trees] = buildAs(group, way, ['plain', 'off', 'instrumented'], typed.has(way.name));
      const texts = build(group, way, 'text', typed.has(way.name));
      expect(off).toEqual(plain);
      for (const { name, printers } of group) {
        const expected = plain!.get(name)!;
        const tree = trees!.get(name)!;
        expect([...expected.keys()].some((file) => file.endsWith('.d.ts')), name).toBe(true);
        for (const [file, text] of tree) if (file.endsWith('.d.ts')) expect(text, name).toBe(expected.get(file));
        built.set(name, { plain: expected, tree, text: printers.includes('text') ? texts.get(name)! : undefined });
      }
    }
    expect(built.size).toBe(all.length);
  }, 180_000);

  it('gives the same tables by either printer', () => {
    for (const { name, sources } of all) {
      const { tree, text } = built.get(name)!;
      expect(tables(tree).size, name).toBe(Object.keys(sources).length);
      if (text !== undefined) expect(tables(text), name).toEqual(tables(tree));
    }
  });

  describe.concurrent('behaves as without', () => {
    it.each(all.filter((fixture) => isRun(fixture, way)))('$name', async (fixture) => {
      const { plain, tree, text } = built.get(fixture.name)!;
      // One after the other: fixtures are many, and processes at once are few.
      const { code, output } = await runOnce(fixture, way, plain);
      expect(code, output).toBe(0);
      for (const instrumented of text === undefined ? [tree] : [tree, text]) {
        expect(await runOnce(fixture, way, instrumented, { REPRISE_TEST_BOX: '1' })).toEqual({ code, output });
      }
    });
  });
});

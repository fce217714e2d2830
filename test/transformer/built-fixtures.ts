// Every fixture behaves the same compiled plainly and instrumented by either printer, which have the same tables;
// switched off, the output is the compiler's own. In every kind of module, for every target. With the packed runtime it
// behaves so, too, with nothing to record, recorded and replayed.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BUILDS, build, buildAs, groups, isBuilt, isRun, type Build } from './builds.js';
import { tables, type Output } from './compile.js';
import { fixtures, runInTurn, workspace, type Fixture, type Run } from './fixtures.js';
import { expectRecordable } from './replayed.js';

/** A fixture's outputs of one build. */
interface Built { readonly plain: Output; readonly tree: Output; readonly text: Output | undefined }

type Printer = 'tree' | 'text';

/** The builds that are recorded, by which printers when not all are: each printer once, each format once. */
const RECORDED: Readonly<Record<string, readonly Printer[]>> = { 'commonjs, ES2022': ['text'], 'nodenext, ES2017': ['tree'] };
const everything = process.env['REPRISE_FIXTURES'] === 'all';

/** Where the compiler knows the types of the language: one build of each format, since targets make no difference to declarations. */
const typed = new Set(['commonjs, ES2015', 'esnext, ES2022']);

/** Makes the tests of all builds of a module format. */
export function testFixtures(format: Build['format']): void {
  const base = workspace();
  afterAll(() => rmSync(base, { recursive: true }));
  describe.each(BUILDS.filter((way) => way.format === format))('$name', (way) => { testBuild(base, way); });
}

function testBuild(base: string, way: Build): void {
  const built = new Map<string, Built>();
  const all = fixtures().filter((fixture) => isBuilt(fixture, way));
  const running = all.filter((fixture) => isRun(fixture, way));

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

  /** What the fixtures print that are built in a state. */
  const runs = (state: keyof Built, env: Record<string, string> = {}): Promise<ReadonlyMap<string, Run>> => {
    const scripts = (output: Output) => new Map([...output].filter(([file]) => /\.[cm]?js$/.test(file)));
    const outputs = running.flatMap((fixture) => { const output = built.get(fixture.name)![state]; return output === undefined ? [] : [[fixture, scripts(output)] as const]; });
    return runInTurn(join(base, way.name.replace(/[, ]+/g, '-'), state), new Map(outputs), way.format === 'esm' ? 'module' : 'commonjs', env);
  };

  let printed: Promise<{ readonly [state in keyof Built]: ReadonlyMap<string, Run> }> | undefined;
  const BOX = { REPRISE_TEST_BOX: '1' };
  const runsOf = () => (printed ??= (async () => ({ plain: await runs('plain'), tree: await runs('tree', BOX), text: await runs('text', BOX) }))());

  it.each(running)('$name behaves as without', async ({ name, printers }) => {
    const { plain, ...instrumented } = await runsOf();
    expect(plain.get(name)).toMatchObject({ code: 0 });
    for (const printer of printers) expect(instrumented[printer].get(name), printer).toEqual(plain.get(name));
  });

  const printersOf = (fixture: Fixture): readonly Printer[] => (everything ? ['tree', 'text'] as const : RECORDED[way.name] ?? []).filter((printer) => fixture.printers.includes(printer));
  const recordings = running.flatMap((fixture) => printersOf(fixture).map((printer) => ({ fixture, printer, name: fixture.name })));
  if (recordings.length > 0) describe.concurrent('with the packed runtime', () => {
    it.each(recordings)('$name behaves so, too, by the $printer printer', async ({ fixture, printer, name }) => {
      await expectRecordable(fixture, way, built.get(name)![printer]!, (await runsOf()).plain.get(name)!);
    });
  });
}

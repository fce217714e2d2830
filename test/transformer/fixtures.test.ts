// Every fixture behaves the same compiled plainly and instrumented by either printer, which have the same tables;
// switched off, the output is the compiler's own.

import { rmSync } from 'node:fs';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { compile, compileText, tables, type Compilation } from './compile.js';
import { fixtures, run, workspace } from './fixtures.js';

const base = workspace();
afterAll(() => rmSync(base, { recursive: true }));

const builds = [
  { name: 'commonjs, ES2015', format: 'commonjs', options: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2015 } },
  { name: 'commonjs, ES2022', format: 'commonjs', options: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } },
  { name: 'esm, ES2022', format: 'esm', options: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } },
  { name: 'esm, nodenext, ES2017', format: 'esm', options: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2017 } },
] as const;

for (const fixture of fixtures()) {
  describe.concurrent(fixture.name, () => {
    for (const build of builds.filter(({ format }) => fixture.formats.includes(format))) {
      const type = build.format === 'esm' ? 'module' : 'commonjs';
      const compilation: Compilation = {
        sources: fixture.sources, packageType: type,
        options: { sourceMap: true, declaration: true, ...build.options, ...fixture.options, ...(fixture.name === 'modern' ? { target: ts.ScriptTarget.ES2022 } : {}) },
      };
      it(build.name, async () => {
        const newest = build.options.target === ts.ScriptTarget.ES2022;
        const plain = compile('plain', compilation);
        // Off, nothing depends on the build; once a format is enough.
        if (newest) expect([...compile('off', compilation)]).toEqual([...plain]);
        const tree = compile('instrumented', compilation);
        for (const [name, text] of tree) if (name.endsWith('.d.ts')) expect(text).toBe(plain.get(name));
        const treeTables = tables(tree);
        expect(treeTables.size).toBe(Object.keys(fixture.sources).length);
        const outputs = new Map([['tree', tree]]);
        if (fixture.printers.includes('text')) {
          const text = compileText(compilation, Object.fromEntries([...treeTables].map(([name, { format }]) => [name, format])));
          expect(tables(text)).toEqual(treeTables);
          outputs.set('text', text);
        }
        const place = `${fixture.name}/${build.name.split(', ').join('-')}`;
        const expected = run(base, `${place}/plain`, plain, fixture.entry, type);
        const actual = [...outputs].flatMap(([printer, output]) => [
          run(base, `${place}/${printer}-boxed`, output, fixture.entry, type, { REPRISE_TEST_BOX: '1' }),
          ...(newest ? [run(base, `${place}/${printer}`, output, fixture.entry, type)] : []),
        ]);
        const { code, output } = await expected;
        expect(code, output).toBe(0);
        for (const result of actual) expect(await result).toEqual({ code, output });
      });
    }
  });
}

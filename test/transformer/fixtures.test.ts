// Every fixture behaves the same compiled plainly and instrumented; switched off, the output is the compiler's own.

import { rmSync } from 'node:fs';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { compile, type Compilation } from './compile.js';
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
        const plain = compile('plain', compilation);
        // Off, nothing depends on the build; once a format is enough.
        if (build.options.target === ts.ScriptTarget.ES2022) expect([...compile('off', compilation)]).toEqual([...plain]);
        const instrumented = compile('instrumented', compilation);
        for (const [name, text] of instrumented) {
          if (name.endsWith('.d.ts')) expect(text).toBe(plain.get(name));
          else if (name.endsWith('.js')) expect(text).toContain('reprise/runtime');
        }
        const place = `${fixture.name}/${build.name.split(', ').join('-')}`;
        const [expected, actual, boxed] = await Promise.all([
          run(base, `${place}/plain`, plain, fixture.entry, type),
          run(base, `${place}/instrumented`, instrumented, fixture.entry, type),
          run(base, `${place}/boxed`, instrumented, fixture.entry, type, { REPRISE_TEST_BOX: '1' }),
        ]);
        expect(expected.code, expected.output).toBe(0);
        expect(actual).toEqual(expected);
        expect(boxed).toEqual(expected);
      });
    }
  });
}

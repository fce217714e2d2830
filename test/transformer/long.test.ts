// A file of 20,000 lines behaves the same in every way of running it.

import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BUILDS, build } from './builds.js';
import { run, workspace, type Fixture } from './fixtures.js';
import { expectRecordable } from './replayed.js';

it('a file of 20,000 lines', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `export ${index % 100 === 0 ? 'async ' : ''}function f${index}(x: number) { return ${index % 100 === 0 ? 'await later(x)' : 'x'} + ${index} * Number(Date.now() > 0); }`);
  const text = `import { later } from 'pkg';\n${lines.join('\n')}\nvoid f19900(1).then((value) => { console.log(value, f19999(1)); console.log('#', Date.now()); });\n`;
  const long: Fixture = { name: 'long', sources: { 'main.ts': text }, options: { declaration: false, noCheck: true }, plugin: {}, formats: ['esm'], modules: undefined, printers: ['text'], targets: ['ES2022', 'ES2022'], entry: 'main.js' };
  const way = BUILDS.find(({ name }) => name === 'esnext, ES2022')!;
  const outputOf = (how: 'plain' | 'text') => build([long], way, how, false).get('long')!;
  const base = workspace();
  const plain = await run(base, 'plain', outputOf('plain'), long.entry, 'module');
  rmSync(base, { recursive: true });
  expect(plain.code, plain.output).toBe(0);
  await expectRecordable(long, way, outputOf('text'), plain);
}, 300_000);

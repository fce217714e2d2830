// A file of 20,000 lines behaves the same in every way of running it.

import { it } from 'vitest';
import { BUILDS, build } from './builds.js';
import type { Fixture } from './fixtures.js';
import { expectRecordable } from './replayed.js';

it('a file of 20,000 lines', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `export ${index % 100 === 0 ? 'async ' : ''}function f${index}(x: number) { return ${index % 100 === 0 ? 'await later(x)' : 'x'} + ${index} * Number(Date.now() > 0); }`);
  const text = `import { later } from 'pkg';\n${lines.join('\n')}\nvoid f19900(1).then((value) => { console.log(value, f19999(1)); console.log('#', Date.now()); });\n`;
  const long: Fixture = { name: 'long', sources: { 'main.ts': text }, options: { declaration: false, noCheck: true }, plugin: {}, formats: ['esm'], modules: undefined, printers: ['text'], targets: ['ES2022', 'ES2022'], entry: 'main.js' };
  const way = BUILDS.find(({ name }) => name === 'esnext, ES2022')!;
  await expectRecordable(long, way, build([long], way, 'text', false).get('long')!, { code: 0, output: '19901 20000\n' });
}, 300_000);

// The folders import each other as the layout says. The check itself is tested on sources that break it.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../harness/package.js';
import { cycles, imports, sources, violations } from './graph.js';

describe('the sources', () => {
  const edges = imports(sources(root, ['contract', 'recording', 'transformer', 'runtime', 'cli']));

  it('are found', () => {
    expect(edges).toContainEqual({ from: 'cli/main.ts', to: 'contract/errors.ts', typesOnly: false });
  });

  it('keep to the import rules of the layout', () => {
    expect(violations(edges)).toEqual([]);
  });

  it('import each other in no cycle', () => {
    expect(cycles(edges)).toEqual([]);
  });
});

it('holds no mark of a merge that was not finished', () => {
  const files = execFileSync('git', ['ls-files', '*.md', '*.ts', '*.mjs', '*.json'], { cwd: root, encoding: 'utf8' }).split('\n').filter((file) => file !== '' && existsSync(join(root, file)));
  expect(files).toContain('README.md');
  expect(files.filter((file) => /^(<{7}|>{7}) /m.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

describe('the architecture', () => {
  const text = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');

  it.each(['contract', 'recording', 'transformer', 'runtime', 'cli'])('names the files of %s/, and no others', (folder) => {
    const [, section = ''] = text.split(`\n### \`${folder}/\`\n`);
    const named = [...section.split(/\n##/)[0]!.matchAll(/`([\w/-]+\.m?ts)`/g)].map(([, name]) => `${folder}/${name!}`);
    expect(named.sort()).toEqual([...sources(root, [folder]).keys()].sort());
  });
});

describe('the check', () => {
  const edges = (files: Record<string, string>) => imports(new Map(Object.entries(files)));

  it.each([
    ['contract/a.ts', 'recording/b.ts'],
    ['recording/a.ts', 'runtime/b.ts'],
    ['transformer/hosts/a.ts', 'recording/b.ts'],
    ['transformer/a.ts', 'runtime/b.ts'],
    ['runtime/a.ts', 'transformer/b.ts'],
    ['runtime/effects/a.ts', 'cli/b.ts'],
    ['runtime/recorder.ts', 'runtime/replayer.ts'],
    ['runtime/replay-order.ts', 'runtime/record-order.ts'],
    ['runtime/call-in-replay.ts', 'runtime/recorder.ts'],
    ['runtime/crossing-recording.ts', 'runtime/crossing-replay.ts'],
  ])('finds that %s must not import %s', (from, to) => {
    const specifier = `${'../'.repeat(from.split('/').length - 1)}${to.replace(/ts$/, 'js')}`;
    for (const text of [`import { x } from '${specifier}';`, `import type { X } from '${specifier}';`, `export * from '${specifier}';`, `const x = require('${specifier}');`, `type X = import('${specifier}').X;`]) {
      expect(violations(edges({ [from]: text, [to]: '' }))).toEqual([expect.stringMatching(`^${from} imports ${to}, but `)]);
    }
  });

  it('allows what the layout allows', () => {
    const files = { 'cli/a.ts': "import '../recording/b.js'; import '../contract/c.js';", 'runtime/d.ts': "import '../recording/b.js';", 'recording/b.ts': "import '../contract/c.js';", 'contract/c.ts': '' };
    expect(violations(edges(files))).toEqual([]);
    expect(cycles(edges(files))).toEqual([]);
  });

  it('finds a cycle, but none in imports of types', () => {
    const files = { 'cli/a.ts': "import './b.js';", 'cli/b.ts': "import './c.js';", 'cli/c.ts': "import './a.js';" };
    expect(cycles(edges(files))).toEqual(['cli/a.ts → cli/b.ts → cli/c.ts → cli/a.ts']);
    expect(cycles(edges({ ...files, 'cli/c.ts': "import type { A } from './a.js'; import { type B } from './b.js';" }))).toEqual([]);
  });
});

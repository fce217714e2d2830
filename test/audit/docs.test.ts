// What the documents say of the tables is what the tables say. After a change of these: npx vitest run test/audit/docs.test.ts -u
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROBLEM_CODES } from '../../transformer/audit/index.js';
import { BUILTIN_MODULES, builtinSurface, globalSurface, HOST_GLOBALS, PREFIXED_BUILTIN_MODULES, type Surface } from '../../transformer/boundary/index.js';
import { root } from '../harness/package.js';

const ORDER = ['value', 'effect', 'handle', 'schedule', 'pure', 'uncovered'] as const;

function lines({ members }: Surface): string[] {
  if (Object.keys(members).length === 0) return ['By the general mechanism.'];
  return ORDER.flatMap((treatment) => {
    const names = members[treatment]?.split(' ').sort().map((name) => `\`${name}\``).join(', ');
    return names === undefined ? [] : [`- ${treatment === 'uncovered' ? 'not covered' : treatment}: ${names}`];
  });
}

function described(title: string, surface: Surface): string {
  return [`### ${title}`, '', ...lines(surface), ''].join('\n');
}

/** The tables as a document. */
function tables(): string {
  const members = ['AbortSignal', 'Atomics', 'Buffer', 'crypto', 'Date', 'Intl', 'localStorage', 'Math', 'navigator', 'performance', 'require', 'Temporal', 'URL', 'WebAssembly'];
  const modules = [...[...BUILTIN_MODULES].sort(), ...[...PREFIXED_BUILTIN_MODULES].sort()].map((name) => [name, builtinSurface(name)!] as const);
  return [
    '# Globals and modules of Node', '',
    'How each is treated, from the tables in `transformer/boundary/`. [audit.md](audit.md) says what the words mean. A test compares the tables with the',
    'running Node, and this page with the tables. What is not named here runs live (the language), or is recorded by the general mechanism (an export',
    'that a later Node adds to a module that is recorded). Constants are pure.', '',
    '## Globals', '',
    ...HOST_GLOBALS.map((surface) => described(surface.category, surface)),
    '## Members of globals', '',
    ...members.map((name) => described(`\`${name}\``, globalSurface(name)!)),
    '## Modules', '',
    ...modules.map(([name, surface]) => described(`\`node:${name}\`${surface.live === true ? ', runs live' : ''}`, surface)),
  ].join('\n');
}

it('docs/node.md shows the tables', async () => {
  await expect(tables()).toMatchFileSnapshot(join(root, 'docs', 'node.md'));
});

it('docs/audit.md names every reason', () => {
  const text = readFileSync(join(root, 'docs', 'audit.md'), 'utf8');
  expect(PROBLEM_CODES.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
});

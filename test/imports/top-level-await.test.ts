// Modules that import packages with a top-level `await` run when these are through, also in a replay, which loads none of them.
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plainAndRecorded, project, recordingOf, run, type Project } from '../harness/index.js';
import { endOf } from '../order/seeds.js';

const packageOf = (name: string, text: string): Record<string, string> => ({ 'package.json': JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js' }), 'index.js': text });

const outside = {
  slow: packageOf('slow', "import { readFile } from 'node:fs/promises';\nawait new Promise((done) => { setTimeout(done, 60); });\nexport const size = (await readFile(new URL('package.json', import.meta.url))).length;\n"),
  later: packageOf('later', "import { size } from 'slow';\nawait new Promise((done) => { setTimeout(done, 10); });\nexport const twice = () => size * 2;\n"),
  brief: packageOf('brief', 'await null;\nexport const five = () => 5;\n'),
  plain: packageOf('plain', 'export const three = () => 3;\n'),
};

const add = "import { add } from './log.js';\n";
const files = {
  'src/log.ts': 'export const log: string[] = [];\nexport const add = (text: string): void => { log.push(text); console.log(text, Math.random() < 2); };\n',
  'src/early.ts': `${add}add('early');\nsetTimeout(() => { add('early timer'); }, 5);\nqueueMicrotask(() => { add('early microtask'); });\nvoid (async () => { for (let i = 0; i < 5; i++) await null; add('early awaits'); })();\n`,
  'src/slow.ts': `${add}import { size } from 'slow';\nimport { three } from 'plain';\nadd(\`slow \${size > 5} \${three()}\`);\n`,
  'src/later.ts': `${add}import { twice } from 'later';\nadd(\`later \${twice() > 10}\`);\n`,
  'src/brief.ts': `${add}import { five } from 'brief';\nadd(\`brief \${five()}\`);\n`,
  'src/own.ts': `${add}import { setTimeout as sleep } from 'node:timers/promises';\nadd('own begins');\nawait sleep(8);\nadd('own goes on');\n`,
  'src/behind.ts': `${add}import './own.js';\nimport { three } from 'plain';\nadd(\`behind \${three()}\`);\n`,
  'src/main.ts': "import './slow.js';\nimport './early.js';\nimport './later.js';\nimport './brief.js';\nimport './behind.js';\nimport { add, log } from './log.js';\nadd('main');\nsetTimeout(() => { console.log(log.join()); }, 5);\n",
  // All of the program waits.
  'src/alone.ts': "import { size } from 'slow';\nimport { five } from 'brief';\nconsole.log(size > 5, five(), Math.random() < 2);\n",
  // Only the program's own modules wait.
  'src/owned.ts': "import './early.js';\nimport './behind.js';\nimport { log } from './log.js';\nconsole.log(log.join());\n",
  'src/dynamic.ts': `${add}add('begins');\nawait import('./slow.js');\nadd('has slow');\nconst { five } = await import('brief');\nadd(\`has brief \${five()}\`);\n`,
};

let program: Project;
beforeAll(async () => {
  program = await project({ module: 'esm', files, outside });
  await program.plain();
});
afterAll(() => { program.remove(); });

it.each(['main', 'alone', 'owned', 'dynamic'])('%s', async (entry) => {
  const { plain, recorded } = await plainAndRecorded(program, { entry, direct: true });
  expect(plain).toMatchObject({ code: 0, stderr: '' });
  expect(recorded).toEqual(plain);
  expect(endOf(recordingOf(program, entry))).toMatchObject({ inexact: 0 });
  const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  const packages = Object.keys(outside);
  for (const name of packages) renameSync(program.path(`node_modules/${name}`), program.path(`gone-${name}`));
  try {
    for (let n = 0; n < 2; n++) expect(await run(program, { mode: 'replay', entry, direct: true, cwd: elsewhere })).toEqual(recorded);
  } finally {
    for (const name of packages) renameSync(program.path(`gone-${name}`), program.path(`node_modules/${name}`));
    rmSync(elsewhere, { recursive: true });
  }
});

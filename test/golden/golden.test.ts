// Recordings of released versions replay for ever. A file here is never made again: a change that breaks one breaks the
// recordings that people have kept.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { execute, installed, project, root, type Project } from '../harness/index.js';

const folder = join(root, 'test/golden');
const versions = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const made: Project[] = [];
afterAll(() => { for (const one of made) one.remove(); });

test.each(versions)('a recording of version %s replays', async (version) => {
  const program = await project({ files: { 'src/main.ts': readFileSync(join(folder, version, 'main.ts'), 'utf8') } });
  made.push(program);
  const recording = join(folder, version, 'main.reprise');
  const expected = readFileSync(join(folder, version, 'stdout.txt'), 'utf8');
  const { stdout, stderr, code } = await execute(process.execPath, [installed('dist/cli/main.js'), 'replay', recording, '--', 'node', program.path('dist/main.js')], { cwd: program.folder });
  // They were recorded with Node 20; another major version is told of, and replays all the same.
  const warning = process.version.startsWith('v20.') ? /^$/ : /^reprise: .*Node.*\n$/;
  expect({ stdout, code, stderr }).toEqual({ stdout: expected, code: 7, stderr: expect.stringMatching(warning) });
}, 60_000);

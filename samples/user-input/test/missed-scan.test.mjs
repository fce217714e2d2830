// What the replay of a missed scan taught, kept as tests.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const run = (args, input) => spawnSync(process.execPath, args, { cwd: path('..'), encoding: 'utf8', input });

/** Replays with this build of the program. Without its name, the replay would start the one that was recorded, if that is still there. */
const replay = (recording) => run([path('../node_modules/reprise/dist/cli/main.js'), 'replay', recording, '--', process.execPath, 'dist/main.js']);

test('the till does not fail as it did', () => {
  // As the demo made it. In a project of yours it would lie beside this file, under version control.
  const recording = path('../.reprise/missed-scan.reprise');
  const { status, stderr } = replay(recording);
  assert.notEqual(status, 1, `the program fails as it was recorded:\n${stderr}`);
  // A repaired till talks to its keyboard in another way from the start. The replay ends there.
  assert.match(stderr, /actual .* src\/prompt\.ts/);
});

test('lines that are typed all at once are all read', () => {
  const { status, stderr } = run(['dist/main.js'], readFileSync(path('../typed.txt')));
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
});

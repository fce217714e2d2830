// The replay of a double charge, kept as a test: it fails for as long as the program does what it did then.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Replays with this build of the program. Without its name, the replay would start the one that was recorded, if that is still there. */
const replay = (recording) => spawnSync(process.execPath, [path('../node_modules/reprise/dist/cli/main.js'), 'replay', recording, '--', process.execPath, 'dist/main.js'], { cwd: path('..'), encoding: 'utf8' });

test('a payment keeps its key when it is sent again', () => {
  // As the demo made it. In a project of yours it would lie beside this file, under version control.
  const recording = path('../.reprise/double-charge.reprise');
  const { status, stderr } = replay(recording);
  assert.notEqual(status, 1, `the program fails as it was recorded:\n${stderr}`);
  // A repaired program makes no new key for another attempt. The replay ends there.
  assert.match(stderr, /expected +randomUUID .* src\/payment\.ts/);
});

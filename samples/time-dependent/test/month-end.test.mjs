// The replay of a month's end, kept as a test: it fails for as long as the program does what it did then.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Replays with this build of the program. Without its name, the replay would start the one that was recorded, if that is still there. */
const replay = (recording) => spawnSync(process.execPath, [path('../node_modules/reprise/dist/cli/main.js'), 'replay', recording, '--', process.execPath, 'dist/main.js'], { cwd: path('..'), encoding: 'utf8' });

test('sales of January are on the statement of January', () => {
  const { status, stderr } = replay(path('month-end.reprise'));
  assert.notEqual(status, 1, `the program fails as it was recorded:\n${stderr}`);
  // A repaired program prints another statement. The replay ends there, and its report says what the program was about to print.
  assert.match(stderr, /actual +console\.log ".* statement of 2026-01, 3 sales/);
});

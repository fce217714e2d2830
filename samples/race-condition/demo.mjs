// `npm run demo`: records the sample until it loses an update, replays that run, and shows where the cause lies.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interleaving } from './interleaving.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const recording = join(here, '.reprise', 'lost-update.reprise');
const REPLAYS = 5;

/** Runs a script of Node to its end. */
function node(script, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [script, ...args], { cwd: here, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** As `npm install` in this folder would do: the sample uses reprise as any package does. */
function linkReprise() {
  const link = join(here, 'node_modules', 'reprise');
  if (existsSync(link)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(here, '..', '..'), link, 'junction');
}

function give(up) {
  console.error(up);
  process.exit(1);
}

const indented = (text) => text.trimEnd().replace(/^/gm, '     ');

linkReprise();
const reprise = join(here, 'node_modules/reprise/dist/cli/main.js');
if (!existsSync(reprise)) give('reprise is not built yet: npm ci');

console.log('1. build with tspc');
const built = node(createRequire(import.meta.url).resolve('ts-patch/bin/tspc.js'), ['-p', '.']);
if (built.code !== 0) give(indented(built.stdout + built.stderr));

console.log('2. record until it fails: reprise record --until-fail -- node dist/main.js');
mkdirSync(dirname(recording), { recursive: true, mode: 0o700 });
rmSync(recording, { force: true });
const recorded = node(reprise, ['record', '--until-fail', '-o', recording, '--', 'node', 'dist/main.js']);
if (recorded.code !== 1) give(indented(recorded.stderr));
const [, run] = /run (\d+) failed/.exec(recorded.stderr) ?? [];
console.log(`   run ${run} lost an update, exit code ${recorded.code}:`);
console.log(indented(recorded.stdout));

console.log(`3. replay it ${REPLAYS} times, elsewhere: another folder, home and time zone; the account file was deleted long ago`);
const elsewhere = { cwd: tmpdir(), env: { ...process.env, HOME: tmpdir(), TZ: 'Pacific/Chatham' } };
const replays = Array.from({ length: REPLAYS }, () => node(reprise, ['replay', recording], elsewhere));
const different = replays.find(({ code, stdout }) => code !== recorded.code || stdout !== recorded.stdout);
if (different !== undefined) give(indented(`exit code ${different.code}\n${different.stdout}${different.stderr}`));
console.log(`   ${REPLAYS} of ${REPLAYS} identical: the same output, the same exit code ${recorded.code}`);

console.log('4. where it comes from: reprise show --file account.ts');
const shown = node(reprise, ['show', recording, '--json']);
if (shown.code !== 0) give(indented(shown.stderr));
for (const line of interleaving(shown.stdout)) console.log(`   ${line}`);
console.log(`\nLook closer with a debugger: npx reprise replay ${relative(process.cwd(), recording)} --inspect-brk`);

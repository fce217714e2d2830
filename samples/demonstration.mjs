// What the demos have in common: a sample is built, recorded until it fails, replayed elsewhere, and looked into.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPLAYS = 5;

export const indented = (text) => text.trimEnd().replace(/^/gm, '     ');

/** Ends the demo: something did not go as it should. */
export function giveUp(text) {
  console.error(indented(text));
  process.exit(1);
}

/** Runs a script of Node to its end. */
function node(script, args, options) {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** What a program wrote to stderr, without what reprise added. */
const ownErrors = (stderr) => stderr.replace(/^reprise: .*\n/gm, '');

/** The demo of the sample in whose folder a script lies. */
export class Demonstration {
  #step = 0;

  /**
   * @param url - of the sample's script
   * @param failure - what a failing run shows; the recording is named after it
   */
  constructor(url, failure) {
    this.folder = dirname(fileURLToPath(url));
    this.recording = join(this.folder, '.reprise', `${failure.replaceAll(' ', '-')}.reprise`);
    this.reprise = join(this.folder, 'node_modules', 'reprise', 'dist', 'cli', 'main.js');
  }

  step(text) {
    console.log(`${++this.#step}. ${text}`);
  }

  build() {
    this.step('build: npx reprise build');
    this.#linkReprise();
    if (!existsSync(this.reprise)) giveUp('reprise is not built yet: npm ci');
    const { code, stdout, stderr } = node(this.reprise, ['build'], { cwd: this.folder });
    if (code !== 0) giveUp(stdout + stderr);
  }

  /** As `npm install` in the folder would do: a sample uses reprise as any package does. */
  #linkReprise() {
    const modules = join(this.folder, 'node_modules');
    mkdirSync(join(modules, '.bin'), { recursive: true });
    const link = (target, path, type) => { if (!existsSync(path)) symlinkSync(target, path, type); };
    link(join(this.folder, '..', '..'), join(modules, 'reprise'), 'junction');
    link(join('..', 'reprise', 'dist', 'cli', 'main.js'), join(modules, '.bin', 'reprise'));
  }

  /** Makes room for the recording. */
  forget() {
    mkdirSync(dirname(this.recording), { recursive: true, mode: 0o700 });
    rmSync(this.recording, { force: true });
  }

  /** Records a command again and again until a run fails. Gives its output, its exit code and its number. */
  recordUntilFailure(command, env = {}) {
    this.step(`record until it fails: npx reprise record --until-fail -- ${command.join(' ')}`);
    mkdirSync(dirname(this.recording), { recursive: true, mode: 0o700 });
    rmSync(this.recording, { force: true });
    const recorded = node(this.reprise, ['record', '--until-fail', '-o', this.recording, '--', ...command], { cwd: this.folder, env: { ...process.env, ...env } });
    if (recorded.code !== 1) giveUp(recorded.stderr);
    const [, run] = /run (\d+) failed/.exec(recorded.stderr) ?? [];
    return { ...recorded, run };
  }

  /** Replays where nothing is as it was, and compares. `gone` says what else is missing by now. */
  replayElsewhere(recorded, gone) {
    this.step(`replay it ${REPLAYS} times, elsewhere: another folder, home and time zone; ${gone}`);
    for (let run = 1; run <= REPLAYS; run++) {
      const { code, stdout, stderr } = this.replay(this.recording, { cwd: tmpdir(), env: { ...process.env, HOME: tmpdir(), TZ: 'Pacific/Chatham' } });
      const same = code === recorded.code && stdout === recorded.stdout && ownErrors(stderr) === ownErrors(recorded.stderr);
      if (!same) giveUp(`exit code ${code}\n${stdout}${stderr}`);
    }
    console.log(`   ${REPLAYS} of ${REPLAYS} identical: the same output, the same exit code ${recorded.code}`);
  }

  replay(recording, options = { cwd: this.folder }) {
    return node(this.reprise, ['replay', recording], options);
  }

  /** The entries of a recording as `reprise show --json` prints them. */
  entries(recording = this.recording) {
    const { code, stdout, stderr } = node(this.reprise, ['show', recording, '--json'], { cwd: this.folder });
    if (code !== 0) giveUp(stderr);
    return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
  }

  /** What to type next. */
  end() {
    console.log(`\nLook closer with a debugger: npx reprise replay ${relative(process.cwd(), this.recording)} --inspect-brk`);
  }
}

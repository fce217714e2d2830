// What people are told about the command line itself.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installed, reprise, root } from '../harness/index.js';

const at = { cwd: tmpdir() };
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

describe('reprise', () => {
  it('prints its version', async () => {
    expect(await reprise(['--version'], at)).toMatchObject({ stdout: `${version}\n`, stderr: '', code: 0 });
  });

  it('prints all commands as help, and fails without one', async () => {
    const help = await reprise(['--help'], at);
    expect(help.code).toBe(0);
    for (const name of ['build', 'check', 'record', 'replay', 'verify', 'show', 'stats', 'diff']) expect(help.stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(await reprise([], at)).toMatchObject({ stdout: '', stderr: help.stdout, code: 125 });
  });

  it.each(['build', 'check', 'record', 'replay', 'verify', 'show', 'stats', 'diff'])('explains %s with examples to paste', async (name) => {
    const help = await reprise([name, '--help'], at);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(new RegExp(`^Usage: reprise ${name} `));
    expect(help.stdout).toMatch(new RegExp(`\nExamples:\n  reprise ${name}`));
  });

  it.each([[['--help']], [['record', '--help']]])('minds no reader that goes away (%j)', async (args) => {
    const child = spawn(process.execPath, [installed('dist/cli/main.js'), ...args], { ...at, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', (bytes: Buffer) => { errors += bytes.toString(); });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  });

  it('runs as a program of its own', () => {
    expect(readFileSync(installed('dist/cli/main.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

describe('a mistake in the command line', () => {
  const mistakes: [args: string[], message: string][] = [
    [['recrd'], "reprise: unknown command 'recrd'. (REPRISE_USAGE)\n(Did you mean record?)\nSee: reprise --help\n"],
    [['help', 'recrd'], "reprise: unknown command 'recrd'. (REPRISE_USAGE)\n(Did you mean record?)\nSee: reprise --help\n"],
    [['show', '--jsn'], "reprise: unknown option '--jsn'. (REPRISE_USAGE)\n(Did you mean --json?)\nSee: reprise show --help\n"],
    [['show', 'a', 'b'], "reprise: too many arguments for 'show'. Expected 1 argument but got 2. (REPRISE_USAGE)\nSee: reprise show --help\n"],
    [['record'], 'reprise: record needs a command after --. (REPRISE_USAGE)\nFor instance: reprise record -- node dist/main.js\n'],
    [['record', '--'], 'reprise: record needs a command after --. (REPRISE_USAGE)\nFor instance: reprise record -- node dist/main.js\n'],
    [['record', 'node', 'main.js'], "reprise: too many arguments for 'record'. Expected 0 arguments but got 2. (REPRISE_USAGE)\nPut -- before the command: reprise record -- node main.js\n"],
    [['show', '--', 'node', 'main.js'], 'reprise: show takes no command after --. (REPRISE_USAGE)\nSee: reprise show --help\n'],
    [['record', '--max', '0', '--', 'node', 'x'], "reprise: option '--max <n>' argument '0' is invalid. It must be a whole number of 1 or more. (REPRISE_USAGE)\nSee: reprise record --help\n"],
    [['verify', '-n', 'many'], "reprise: option '-n, --runs <n>' argument 'many' is invalid. It must be a whole number of 1 or more. (REPRISE_USAGE)\nSee: reprise verify --help\n"],
    [['record', '--', 'node', 'nowhere.js'], 'reprise: there is no file nowhere.js. (REPRISE_USAGE)\nBuild the program first: npx reprise build\n'],
    [['record', '--', 'no-such-command'], 'reprise: cannot start no-such-command: it was not found. (REPRISE_USAGE)\nGive the command as you would type it, after --, for instance: reprise record -- node dist/main.js\n'],
  ];

  it.each(mistakes)('%j is told, and ends with 125', async (args, message) => {
    expect(await reprise(args, at)).toMatchObject({ stdout: '', stderr: message, code: 125 });
  });
});

// `replay` and `verify`: the same run again, or a clear word why not.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { project, reprise, run, type Project, type Result } from '../harness/index.js';
import { openRecording } from '../../recording/index.js';
import { sample } from '../harness/recording.js';

let program: Project;
let elsewhere: string;
let file: string;
let recorded: Result;

const MAIN = `import { readFileSync } from 'node:fs';
console.log(Date.now(), Math.random(), process.cwd(), readFileSync('data.txt', 'utf8'));
console.log(process.argv.slice(2).join('+'), process.env.GREETING, Intl.DateTimeFormat().resolvedOptions().timeZone);
process.exitCode = 5;
`;

beforeAll(async () => {
  program = await project({
    files: {
      'src/main.ts': MAIN,
      'src/other.ts': "console.log('other', Date.now());\n",
      'src/killed.ts': "console.log(Math.random());\nprocess.kill(process.pid, 'SIGTERM');\nsetTimeout(() => undefined, 60_000);\n",
      'src/negative.ts': "console.log(Date.now());\nprocess.exit(-1);\n",
      'data.txt': 'as it was',
    },
  });
  elsewhere = mkdtempSync(join(tmpdir(), 'reprise-elsewhere-'));
  file = program.path('main.reprise');
  recorded = await reprise(['record', '-o', file, '--', 'node', 'dist/main.js', 'a', 'b'], { cwd: program.folder, env: { GREETING: 'hello', TZ: 'Asia/Kathmandu' } });
  program.write('data.txt', 'something else by now');
});
afterAll(() => {
  program.remove();
  rmSync(elsewhere, { recursive: true });
});

const away = { env: { TZ: 'America/Lima', LANG: 'ja_JP.UTF-8', HOME: '/nonexistent', GREETING: 'good-bye' } };

describe('replay', () => {
  it('gives the recorded output and exit code, from another folder, with other files and variables', async () => {
    expect(recorded.stdout).toContain('as it was');
    expect(await reprise(['replay', file], { cwd: elsewhere, ...away })).toEqual({ stdout: recorded.stdout, stderr: '', code: 5, signal: null });
  });

  it('takes the latest recording of the directory', async () => {
    const env = { REPRISE_DIR: program.folder };
    expect((await reprise(['replay'], { cwd: elsewhere, env })).stdout).toBe(recorded.stdout);
  });

  it('starts the program as the command says', async () => {
    expect(await reprise(['replay', file, '--', 'node', '--stack-trace-limit=5', program.path('dist/main.js')], { cwd: elsewhere, ...away })).toMatchObject({ stdout: recorded.stdout, code: 5 });
  });

  it('starts what loads a program into its own process, as ts-node does, and is that program then', async () => {
    program.write('launch.cjs', "process.execArgv.push(__filename);\nprocess.argv.splice(1, 1);\nprocess.argv[1] = require('node:path').resolve(process.argv[1]);\nrequire(process.argv[1]);\n");
    const launched = program.path('launched.reprise');
    const { stdout } = await reprise(['record', '-o', launched, '--', 'node', 'launch.cjs', 'dist/other.js'], { cwd: program.folder });
    expect(stdout).toMatch(/^other \d+\n$/);
    for (const command of [[], ['--', 'node', 'launch.cjs', 'dist/other.js']]) {
      expect(await reprise(['replay', launched, ...command], { cwd: program.folder })).toMatchObject({ stdout, stderr: '', code: 0 });
    }
    rmSync(launched);
  });

  it('lets an installed runner have what it needs, the program may import that as well', async () => {
    const ran = await project({
      files: { 'src/task.ts': "import { level } from 'levels';\nconsole.log(level(2), Date.now());\n" },
      outside: { levels: { 'index.js': 'exports.level = (n) => n * 10;' }, runner: { 'index.js': "const { level } = require('levels');\nif (level(1) === 10) require(require('node:path').resolve(process.argv[2]));\n" } },
    });
    const recording = ran.path('ran.reprise');
    const { stdout } = await reprise(['record', '-o', recording, '--', 'node', 'node_modules/runner/index.js', 'dist/task.js'], { cwd: ran.folder });
    expect(stdout).toMatch(/^20 \d+\n$/);
    expect(await reprise(['replay', recording], { cwd: ran.folder })).toMatchObject({ stdout, stderr: '', code: 0 });
    ran.remove();
  });

  it.each(['commonjs', 'esm'] as const)('finds the globals that an installed runner sets anew for each file, as %s', async (module) => {
    const runner = `for (const file of process.argv.slice(2)) {
      globalThis.task = (name, run) => { console.log(file, name, run(globalThis.setup)); };
      await import(require('node:url').pathToFileURL(require('node:path').resolve(file)));
    }`;
    const ran = await project({
      module,
      files: {
        'src/setup.ts': "export {};\ndeclare const task: (name: string, run: (by: unknown) => unknown) => void;\nObject.assign(globalThis, { setup: 'own' });\ntask('first', (by) => `${by} ${typeof Date.now()}`);\n",
        'src/one.ts': "export {};\ndeclare const task: (name: string, run: (by: unknown) => unknown) => void;\ntask('second', (by) => `${by} ${Math.random()}`);\n",
        'src/two.ts': "import './setup.js';\ndeclare const task: (name: string, run: (by: unknown) => unknown) => void;\ntask('third', (by) => `${by} ${Date.now()}`);\n",
      },
      outside: { runner: { 'index.js': `(async () => {${runner}})();` } },
    });
    const recording = ran.path('ran.reprise');
    const { stdout } = await reprise(['record', '-o', recording, '--', 'node', 'node_modules/runner/index.js', 'dist/setup.js', 'dist/one.js', 'dist/two.js'], { cwd: ran.folder });
    expect(stdout).toMatch(/^dist\/setup.js first own number\ndist\/one.js second own 0\.\d+\ndist\/two.js third own \d+\n$/);
    expect(await reprise(['replay', recording], { cwd: ran.folder })).toMatchObject({ stdout, stderr: '', code: 0 });
    ran.remove();
  });

  it('tells a runner nothing of errors that nobody catches: it heard of them in the recorded run', async () => {
    const ran = await project({
      files: { 'src/failing.ts': "import { Failure } from 'levels';\nclass Own extends Failure {}\nsetTimeout(() => { throw new Own('late'); }, 1);\nsetTimeout(() => { console.log(typeof Date.now()); }, 20);\n" },
      outside: {
        levels: { 'index.js': 'exports.Failure = class Failure extends Error {};' },
        runner: { 'index.js': "const { Failure } = require('levels');\nprocess.on('uncaughtException', (error) => { console.log('failed', error instanceof Failure, error.constructor.name); });\nrequire(require('node:path').resolve(process.argv[2]));\n" },
      },
    });
    const recording = ran.path('ran.reprise');
    const { stdout } = await reprise(['record', '-o', recording, '--', 'node', 'node_modules/runner/index.js', 'dist/failing.js'], { cwd: ran.folder });
    expect(stdout).toBe('failed true Own\nnumber\n');
    expect(await reprise(['replay', recording], { cwd: ran.folder })).toMatchObject({ stdout, stderr: '', code: 0 });
    ran.remove();
  });

  it('finds the program in the package of the working directory, if it has moved', async () => {
    const moved = join(dirname(program.folder), 'moved');
    const gone = sampleOf('dist/main.js');
    cpSync(program.folder, moved, { recursive: true });
    // What this hand-made recording holds is another run: what counts is that the program was found and started.
    const { stderr } = await reprise(['replay', gone], { cwd: join(moved, 'src') });
    expect(stderr).not.toContain('REPRISE_OTHER_PROGRAM');
    expect(stderr).toContain('src/main.ts changed since the recording was made');
    rmSync(moved, { recursive: true });
  });

  it('dies by the recorded signal', async () => {
    const killed = await run(program, { mode: 'record', entry: 'killed' });
    expect(killed).toMatchObject({ signal: 'SIGTERM' });
    expect(await run(program, { mode: 'replay', entry: 'killed' })).toMatchObject({ stdout: killed.stdout, signal: 'SIGTERM', code: null });
  });

  it('leaves the recording as it is', async () => {
    const before = readFileSync(file);
    await reprise(['replay', file], { cwd: elsewhere });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

/** A hand-made recording of a program that is not where it was. */
function sampleOf(entry: string, further = {}): string {
  return sample(join(elsewhere, 'handmade.reprise'), { entry, ...further });
}

describe('replay refuses', () => {
  it('another program', async () => {
    expect(await reprise(['replay', file, '--', 'node', 'dist/other.js'], { cwd: program.folder })).toMatchObject({
      stdout: '', code: 125,
      stderr: `reprise: the recording is of dist/main.js, the command starts dist/other.js. (REPRISE_OTHER_PROGRAM)\n  recording: ${file}\nReplay it with its own program (reprise replay ${file}), or record this one: reprise record -- node dist/other.js\n`,
    });
  });

  it('a program that is nowhere to be found', async () => {
    const path = sampleOf('dist/main.js');
    expect(await reprise(['replay', path], { cwd: elsewhere })).toMatchObject({
      stdout: '', code: 125,
      stderr: `reprise: the recorded program dist/main.js was not found: neither /nowhere/program/dist/main.js nor ${join(elsewhere, 'dist/main.js')} exists. (REPRISE_OTHER_PROGRAM)\n  recording: ${path}\nGo to the folder of its package and build it (npx reprise build), or name it: reprise replay ${path} -- node path/to/dist/main.js\n`,
    });
  });

  it('a program without the transformer, which would run on live values', async () => {
    const plain = await project({ files: { 'src/main.ts': "console.log('live');\n" }, plugin: { instrument: false } });
    const named = ['replay', sampleOf('dist/main.js'), '--', 'node', 'dist/main.js'];
    const refused = `reprise: nothing is replayed: ${realpathSync(plain.path('dist/main.js'))} was built without the reprise transformer, and would run on live values. (REPRISE_NOT_INSTRUMENTED)\nBuild it as it was built for the recording: npx reprise build\n`;
    for (const args of [named, named.slice(0, 2)]) expect(await reprise(args, { cwd: plain.folder })).toMatchObject({ code: 125, stdout: '', stderr: refused });
    // Behind npm or a shell it shows once the program has ended.
    const behind = await reprise([...named.slice(0, 3), 'sh', '-c', 'node dist/main.js'], { cwd: plain.folder });
    expect(behind).toMatchObject({ code: 125, stderr: 'reprise: the program ended without running an instrumented module. (REPRISE_NOT_INSTRUMENTED)\nBuild it so that it is recorded: npx reprise build\n' });
    plain.remove();
  });

  it('to go on where a script that is not instrumented needs packages, and says so', async () => {
    const started = await project({
      files: { 'src/command.ts': 'console.log(Date.now() > 0);\n', 'start.js': "require('starter').start(__dirname + '/dist/command.js');\n", 'start.mjs': "import { load } from 'starter';\nawait load(import.meta.dirname ?? process.cwd());\n", 'own.js': "require('./dist/command.js');\n" },
      outside: { starter: { 'index.js': "exports.start = (file) => require(file);\nexports.load = (folder) => import(require('node:url').pathToFileURL(folder + '/dist/command.js'));" } },
    });
    const recording = started.path('started.reprise');
    const warning = (script: string) => `reprise: warning: ${script} is not instrumented, and a package that it loads has loaded the program: what packages do with the program then is not recorded, and a replay needs these packages.\nreprise: build it, too, and record what is built: npx reprise build\n`;
    const recorded = await reprise(['record', '-o', recording, '--', 'node', 'start.js'], { cwd: started.folder });
    expect(recorded).toMatchObject({ code: 0, stdout: 'true\n' });
    expect(recorded.stderr).toMatch(new RegExp(`^reprise: recorded .*\n${warning('start\\.js')}$`));
    const imported = await reprise(['record', '-o', started.path('imported.reprise'), '--', 'node', 'start.mjs'], { cwd: started.folder });
    expect(imported).toMatchObject({ code: 0, stdout: 'true\n' });
    expect(imported.stderr).toContain(warning('start.mjs'));
    const own = await reprise(['record', '-o', started.path('own.reprise'), '--', 'node', 'own.js'], { cwd: started.folder });
    expect(own.stderr).not.toContain('warning');
    started.write('node_modules/starter/index.js', 'exports.start = undefined;');
    const { code, stderr } = await reprise(['replay', recording], { cwd: started.folder });
    expect(code).toBe(125);
    expect(stderr).toMatch(/^reprise: the program ended without running an instrumented module\. \(REPRISE_NOT_INSTRUMENTED\)\n/);
    expect(stderr).toMatch(/\nstart\.js, which starts the program, is not instrumented: it runs in a replay as it is, without the packages that it imports\. Build it, too: npx reprise build\n$/);
    started.remove();
  });

  it('a port that is none', async () => {
    expect(await reprise(['replay', file, '--inspect-brk=high'], { cwd: elsewhere })).toMatchObject({
      stdout: '', code: 125,
      stderr: 'reprise: --inspect-brk takes a port, not "high". (REPRISE_USAGE)\nFor instance: reprise replay bug.reprise --inspect-brk=9230\n',
    });
  });
});

describe('replay on another version of Node', () => {
  it('asks the Node that the command names', async () => {
    mkdirSync(program.path('other'), { recursive: true });
    writeFileSync(program.path('other/node'), `#!/bin/sh\nif [ "$1" = --version ]; then echo v99.0.0; else exec ${process.execPath} "$@"; fi\n`, { mode: 0o755 });
    const { code, stderr } = await reprise(['replay', file, '--', 'other/node', 'dist/main.js'], { cwd: program.folder });
    expect(code).toBe(5);
    expect(stderr).toMatch(/^reprise: warning: recorded on Node [\d.]+, replaying on Node 99\.0\.0: /);
  });

  it('warns of another major version', async () => {
    const { stderr } = await reprise(['replay', sampleOf('dist/main.js', { node: 'v18.1.0' }), '--', 'node', 'dist/main.js'], { cwd: program.folder });
    expect(stderr).toMatch(new RegExp(`^reprise: warning: recorded on Node 18\\.1\\.0, replaying on Node ${process.versions.node}: texts of errors and the order of some microtasks may differ\\.\n`));
  });
});

describe('replay --inspect-brk', () => {
  it('waits for a debugger at the port given', async () => {
    const { stderr, signal } = await reprise(['replay', file, '--inspect-brk=0'], {
      cwd: elsewhere,
      started: (child) => child.stderr!.once('data', () => child.kill('SIGTERM')),
    });
    expect(stderr).toMatch(/^Debugger listening on ws:\/\//);
    expect(signal).toBe('SIGTERM');
  });
});

describe('verify', () => {
  it('is no proof of what cannot be read: a damaged recording fails it', async () => {
    const bytes = readFileSync(file);
    const at = bytes.length - 350;
    bytes[at] = bytes[at]! ^ 4;
    const damaged = program.path('damaged.reprise');
    writeFileSync(damaged, bytes);
    const { stdout, code } = await reprise(['verify', damaged, '-n', '1'], { cwd: program.folder });
    rmSync(damaged);
    expect(stdout).toMatch(/^damaged: .*\nthe recording is damaged: \d+ bytes from offset \d+ on cannot be read \(the checksum of a frame does not match\), and were not compared\. Take an undamaged copy, or record again\.\n/);
    expect(code).toBe(1);
  });

  it('tells a damaged length in the middle from a torn end, and from an index that can be made again', async () => {
    const bytes = readFileSync(file);
    const verified = async (at: number, bit: number) => {
      const changed = Buffer.from(bytes);
      changed[at]! ^= bit;
      const damaged = program.path('damaged.reprise');
      writeFileSync(damaged, changed);
      const result = await reprise(['verify', damaged, '-n', '1'], { cwd: program.folder });
      rmSync(damaged);
      return result;
    };
    const { chunks } = openRecording(file).index();
    // The first byte of the length, which goes on with another: some thousand bytes, of fewer.
    expect(await verified(chunks[0]!.offset + 3, 64)).toMatchObject({ code: 1, stdout: expect.stringMatching(/\nthe recording is damaged: \d+ bytes from offset \d+ on cannot be read \(a frame is cut off, or its length is damaged: more comes behind it\), and were not compared\./) });
    expect(await verified(bytes.length - 10, 1)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^faithful: 1 of 1 replay [^\n]*\nthe index is damaged \(\d+ bytes from offset \d+ on: the checksum of a frame does not match\), and was made again from the entries: none is missing\n$/) });
  });

  it('says how many replays were faithful', async () => {
    const { stdout, code } = await reprise(['verify', file, '-n', '3'], { cwd: program.folder, ...away });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^faithful: 3 of 3 replays of main\.reprise did exactly what was recorded \([\d.]+ m?s, 0 inexact\)\n$/);
  });

  it('takes an exit code for what its parent sees of it', async () => {
    const negative = await run(program, { mode: 'record', entry: 'negative' });
    expect(negative).toMatchObject({ code: 255, stderr: expect.stringMatching(/^reprise: recorded .* \(exit code 255, [^\n]*\n$/) });
    expect(await reprise(['verify', program.path('negative.reprise'), '-n', '1'], { cwd: program.folder })).toMatchObject({ code: 0 });
  });

  it('says it as JSON', async () => {
    const { stdout, code } = await reprise(['verify', file, '-n', '2', '--json'], { cwd: elsewhere });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ file, runs: 2, faithful: 2, inexact: 0, end: 'exit', strays: 0, failures: [] });
  });

  it('fails with 1 and the report of the replay if the program has changed', async () => {
    const changed = await project({ files: { 'src/main.ts': MAIN.replace('Math.random()', '7'), 'data.txt': '' } });
    const { stdout, code } = await reprise(['verify', file, '-n', '2', '--json', '--', 'node', 'dist/main.js'], { cwd: changed.folder });
    expect(code).toBe(1);
    const result = JSON.parse(stdout) as { faithful: number; failures: { run: number; code: string; report: string; problems: string[] }[] };
    expect(result.faithful).toBe(0);
    expect(result.failures.map(({ run }) => run)).toEqual([1, 2]);
    expect(result.failures[0]).toMatchObject({ code: 'REPRISE_DIVERGED', problems: expect.arrayContaining(['the replay diverged', 'it ended with exit code 125, recorded: exit code 5']) });
    expect(result.failures[0]!.report).toContain('src/main.ts:2');
    const text = await reprise(['verify', file, '-n', '2', '--', 'node', 'dist/main.js'], { cwd: changed.folder });
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/^not faithful: 0 of 2 replays of .*\nrun 1: the replay diverged; [^]*\nrun 2: the same as run 1\n$/);
    changed.remove();
  });
});

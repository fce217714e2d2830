// `record`: the program stays itself, and leaves a recording.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { project, reprise, run, type ExecuteOptions, type Project, type Result } from '../harness/index.js';

let program: Project;
let recordings: string;

beforeAll(async () => {
  program = await project({
    files: {
      'src/main.ts': "console.log('out', process.argv.slice(2).join(' '));\nconsole.error('err');\nprocess.exitCode = 3;\n",
      'src/echo.ts': "process.stdin.on('data', (bytes) => process.stdout.write(String(bytes).toUpperCase()));\n",
      'src/killed.ts': "console.log(Date.now() > 0);\nprocess.kill(process.pid, 'SIGKILL');\nsetTimeout(() => undefined, 60_000);\n",
      'src/hangs.ts': "console.log('waiting', Date.now() > 0);\nif (process.argv[2] === 'politely') process.on('SIGTERM', () => process.exit(0));\nsetInterval(() => undefined, 60_000);\n",
      'src/waits.ts': "process.on('SIGTERM', () => { console.log('asked to stop'); process.exit(7); });\nsetTimeout(() => undefined, 60_000);\nconsole.log('ready');\n",
      'src/variables.ts': "console.log(JSON.stringify(Object.keys(process.env).filter((name) => /^REPRISE_|^NODE_OPTIONS$/.test(name))));\nconsole.log(JSON.stringify(process.argv.slice(2)));\n",
      'src/options.ts': "console.log(process.env['NODE_OPTIONS'], process.stdin.fd === 0);\n",
      'src/flaky.ts': "const lucky = Math.random() < 0.7;\nconsole.log(lucky ? 'lucky' : 'unlucky');\nprocess.exitCode = lucky ? 0 : 4;\n",
      'src/busy.ts': "import { readFileSync } from 'node:fs';\nconst until = Date.now() + 60;\nwhile (Date.now() < until) readFileSync(__filename);\nconsole.log('done');\n",
      'src/parent.ts': "import { execFile } from 'node:child_process';\nexecFile(process.execPath, ['dist/fine.js'], (_error, stdout) => console.log('parent', stdout.trim()));\n",
      'src/fine.ts': "interface Unused { readonly of: string }\nconst [drawn] = [1].map(Math.random);\nconsole.log(drawn! < 2 ? 'fine' : '');\n",
    },
  });
  recordings = program.path('.reprise');
});
afterAll(() => program.remove());
afterEach(() => rmSync(recordings, { recursive: true, force: true }));

const record = (args: string[], options: Partial<ExecuteOptions> = {}): Promise<Result> => reprise(['record', ...args], { cwd: program.folder, ...options });
const made = (): string[] => (existsSync(recordings) ? readdirSync(recordings).filter((name) => name.endsWith('.reprise')) : []);

describe('record', () => {
  it('leaves output and exit code to the program, and says where the recording is', async () => {
    const { stdout, stderr, code } = await record(['--', 'node', 'dist/main.js', 'a', '--flag']);
    expect({ stdout, code }).toEqual({ stdout: 'out a --flag\n', code: 3 });
    expect(stderr).toMatch(/^err\nreprise: recorded \.reprise\/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-\d+\.reprise \(exit code 3, \d+ entries, [\d.]+ m?s, 0 inexact\)\n$/);
  });

  it('says when things happened, of a program too that never waits', async () => {
    await record(['--', 'node', 'dist/busy.js']);
    const { stdout } = await reprise(['show', '--json', '--op', 'console.log'], { cwd: program.folder });
    const entries = stdout.trim().split('\n').map((line) => JSON.parse(line) as { readonly milliseconds?: number });
    expect(entries.find(({ milliseconds }) => milliseconds !== undefined)!.milliseconds).toBeGreaterThan(50);
  });

  it('makes files and a directory that are their owner\'s alone, and that git passes over', async () => {
    await record(['--', 'node', 'dist/main.js']);
    const [file] = made();
    expect(statSync(join(recordings, file!)).mode & 0o777).toBe(0o600);
    expect(statSync(recordings).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(recordings, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('puts recordings where REPRISE_DIR says', async () => {
    await record(['--', 'node', 'dist/main.js'], { env: { REPRISE_DIR: 'elsewhere/deep' } });
    expect(readdirSync(program.path('elsewhere/deep')).filter((name) => name.endsWith('.reprise'))).toHaveLength(1);
    expect(made()).toEqual([]);
  });

  it('passes the standard input on', async () => {
    expect(await record(['--', 'node', 'dist/echo.js'], { input: 'hello' })).toMatchObject({ stdout: 'HELLO', code: 0 });
  });

  it('takes a script without node, and a script without its ending', async () => {
    expect(await record(['--', 'dist/main.js', 'x'])).toMatchObject({ stdout: 'out x\n', code: 3 });
    expect(await record(['--', 'node', 'dist/main', 'x'])).toMatchObject({ stdout: 'out x\n', code: 3 });
    expect(made()).toHaveLength(2);
  });

  it('reaches the program through a shell', async () => {
    expect(await record(['--', 'sh', '-c', 'node dist/main.js "two words"'])).toMatchObject({ stdout: 'out two words\n', code: 3 });
    expect(made()).toHaveLength(1);
  });

  it('reaches the program through npm', async () => {
    program.write('package.json', JSON.stringify({ name: 'program', version: '1.0.0', private: true, scripts: { start: 'node dist/main.js' } }));
    expect(await record(['--', 'npm', 'start', '--silent'])).toMatchObject({ stdout: 'out \n', code: 3 });
    expect(made()).toHaveLength(1);
  });

  it.each(['spawn', 'spawnSync'])('reaches the program through a script that calls %s, leaves it its NODE_OPTIONS, and knows its sources', async (call) => {
    program.write('between.cjs', `require('node:child_process').${call}(process.execPath, ['dist/options.js'], { stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: '--max-http-header-size=9000' } });`);
    expect(await record(['--', 'node', 'between.cjs'])).toMatchObject({ stdout: '--max-http-header-size=9000 true\n', code: 0 });
    // This read has no call of its own in the emitted code: its place comes from the stack.
    expect((await reprise(['show', '--op', '*process.stdin'], { cwd: program.folder })).stdout).toMatch(/ src\/options\.ts:1:\d+ +get process\.stdin /);
  });

  it.each([['node dist/variables.js', ['node', 'dist/variables.js']], ['a shell', ['sh', '-c', 'node dist/variables.js']]])('shows nothing of itself to the program (%s)', async (_, command) => {
    expect((await record(['--', ...command])).stdout).toBe('[]\n[]\n');
  });

  it('dies by the signal that killed the program, and keeps the recording', async () => {
    const { stdout, stderr, code, signal } = await record(['--', 'node', 'dist/killed.js']);
    expect({ stdout, code, signal }).toEqual({ stdout: 'true\n', code: null, signal: 'SIGKILL' });
    expect(stderr).toMatch(/^reprise: recorded .* \(killed by SIGKILL, /);
    expect((await reprise(['show'], { cwd: program.folder })).stdout).toMatch(/\nended {6}killed by SIGKILL\n$/);
  });

  it('passes a request to stop on to the program, whose answer counts', async () => {
    const { stdout, code } = await record(['--', 'node', 'dist/waits.js'], {
      started: (child) => child.stdout!.once('data', () => child.kill('SIGTERM')),
    });
    expect({ stdout, code }).toEqual({ stdout: 'ready\nasked to stop\n', code: 7 });
    expect(made()).toHaveLength(1);
  });
});

describe('a child process that is a reprise program', () => {
  it('leaves a recording of its own beside its parent\'s, and is not taken for the latest program', async () => {
    const recorded = await record(['--', 'node', 'dist/parent.js']);
    expect(recorded).toMatchObject({ stdout: 'parent fine\n', code: 0 });
    expect(recorded.stderr).toMatch(/, 0 inexact, 1 child process beside it\)\n$/);
    const [child, parent] = made().sort();
    expect(child).toBe(parent!.replace('.reprise', '.child-1.reprise'));
    expect(await reprise(['replay'], { cwd: program.folder })).toMatchObject({ stdout: 'parent fine\n', code: 0 });
    expect(await reprise(['replay', join('.reprise', child!)], { cwd: program.folder })).toMatchObject({ stdout: 'fine\n', code: 0 });
    // Its Node was not told to keep source maps; a place that is found on the stack is one of the source all the same.
    expect((await reprise(['show', '--op', 'random', join('.reprise', child!)], { cwd: program.folder })).stdout).toContain('src/fine.ts:2:21');
  });

  it('leaves one of its own, too, if a shell starts several; where the first does not explain the exit code, all are listed', async () => {
    const { stdout, stderr, code } = await record(['--', 'sh', '-c', 'node dist/fine.js; node dist/fine.js & node dist/main.js; code=$?; wait; exit $code']);
    expect(stdout.split('\n').sort().join('\n').trim()).toBe('fine\nfine\nout');
    expect(code).toBe(3);
    expect(made()).toHaveLength(3);
    expect(stderr).toMatch(/ \(exit code 0, .*, 2 child processes beside it\)\nreprise: the command ended with exit code 3, that program did not\. Beside it are:\n/);
    expect(stderr).toMatch(/\n  \.reprise\/\S+\.child-0-\d+\.reprise \(dist\/main\.js, exit code 3\)\n/);
    expect(await reprise(['replay'], { cwd: program.folder })).toMatchObject({ stdout: 'fine\n', code: 0 });
  });

  it('is told apart if it is the worker of another program, such as a test runner: that cannot be replayed by itself', async () => {
    writeFileSync(program.path('worker.cjs'), "process.on('message', (file) => { require(file); process.disconnect(); });\n");
    writeFileSync(program.path('runner.cjs'), "require('node:child_process').fork('./worker.cjs').send('./dist/fine.js');\n");
    const { stdout, stderr, code } = await record(['--', 'node', 'runner.cjs']);
    expect({ stdout, code }).toEqual({ stdout: 'fine\n', code: 0 });
    expect(stderr).toMatch(/\nreprise: warning: that program is a worker process \(\S+worker\.cjs\), which cannot be replayed without the program that started it\. Record a command that runs the test in its own process, /);
    const replayed = await reprise(['replay'], { cwd: program.folder });
    expect(replayed).toMatchObject({ stdout: '', code: 125 });
    expect(replayed.stderr).toContain('worker.cjs), which cannot be started by itself.');
  });

  it('leaves nothing of runs that passed', async () => {
    expect(await record(['--until-fail', '--max', '2', '--', 'node', 'dist/parent.js'])).toMatchObject({ code: 0 });
    expect(made()).toEqual([]);
  });
});

describe('record -o', () => {
  it('never overwrites a file', async () => {
    writeFileSync(program.path('mine.reprise'), 'precious');
    expect(await record(['-o', 'mine.reprise', '--', 'node', 'dist/main.js'])).toMatchObject({
      stdout: '', code: 125,
      stderr: 'reprise: mine.reprise exists already and is not overwritten. (REPRISE_RECORDING_EXISTS)\nChoose another name with -o, or remove it first: rm mine.reprise\n',
    });
    expect(readFileSync(program.path('mine.reprise'), 'utf8')).toBe('precious');
  });

  it('asks for a file where a folder is named', async () => {
    expect(await record(['-o', 'dist', '--', 'node', 'dist/main.js'])).toMatchObject({
      stdout: '', code: 125,
      stderr: 'reprise: dist is a folder. (REPRISE_RECORDING_EXISTS)\nName a file in it: -o dist/run.reprise\n',
    });
  });

  it('names a folder that does not exist before the program runs', async () => {
    expect(await record(['-o', 'no/such/x.reprise', '--', 'node', 'dist/main.js'])).toMatchObject({
      stdout: '', code: 125,
      stderr: 'reprise: no/such/x.reprise cannot be written: its folder does not exist. (REPRISE_RECORDING_UNWRITABLE)\nCreate it first: mkdir -p no/such\n',
    });
  });
});

describe('a program without the transformer', () => {
  it('is told how to build, and leaves no recording', async () => {
    const plain = join(await program.plain(), 'main.js');
    expect(await record(['--', 'node', plain])).toMatchObject({
      stdout: 'out \n', code: 125,
      stderr: 'err\nreprise: nothing was recorded: the program ended with exit code 3 without running a module that was built with the reprise transformer. (REPRISE_NOT_INSTRUMENTED)\nIf it says above why it failed, start there. Build it with npx reprise build: tsc, tsx, swc, babel and esbuild ignore the plugin, and REPRISE_INSTRUMENT=0 and "instrument": false switch it off. npx reprise check dist tells which files lack it.\n',
    });
    expect(made()).toEqual([]);
  });
});

describe('a recording that cannot be written', () => {
  it('leaves the run to the program, even if nothing of it fits', async () => {
    const { stdout, stderr, code } = await record(['--', 'sh', '-c', 'ulimit -f 0; exec node dist/main.js']);
    expect({ stdout, code }).toEqual({ stdout: 'out \n', code: 3 });
    expect(stderr).toMatch(/^reprise: the recording .* cannot be written: EFBIG.*\n.*\nreprise: recording stopped; the program goes on\.\nerr\nreprise: warning: nothing was recorded: \.reprise\/.*\.reprise could not be written\.\n$/);
    expect(made()).toEqual([]);
  });
});

describe('record --timeout', () => {
  it('ends a run that takes longer, which has failed and is kept', async () => {
    const { stdout, stderr, signal } = await record(['--until-fail', '--timeout', '1', '-o', 'it hangs.reprise', '--', 'node', 'dist/hangs.js']);
    expect({ stdout, signal }).toEqual({ stdout: 'waiting true\n', signal: 'SIGTERM' });
    expect(stderr).toMatch(/^reprise: run 1 took longer than 1 second and was ended, after [\d.]+ s\.\nreprise: recorded it hangs\.reprise \(killed by SIGTERM, /);
    const replayed = await reprise(['replay', 'it hangs.reprise'], { cwd: program.folder });
    expect(replayed).toMatchObject({ stdout: 'waiting true\n', signal: 'SIGTERM' });
    expect(replayed.stderr).toMatch(/^reprise: here the recorded run was killed by SIGTERM; .*\nThe last that was recorded: setInterval .* at src\/hangs\.ts:3:1\n$/);
    expect((await record(['-o', 'it hangs.reprise', '--', 'node', 'dist/fine.js'])).stderr).toContain("rm 'it hangs.reprise'\n");
  });

  it('gives 124 if the program then ends well, as timeout does', async () => {
    const { stderr, code } = await record(['--timeout', '1', '--', 'node', 'dist/hangs.js', 'politely']);
    expect(code).toBe(124);
    expect(stderr).toMatch(/^reprise: the run took longer than 1 second and was ended\.\nreprise: recorded .* \(exit code 0, .*\)\n$/);
  });
});

describe('record --until-fail', () => {
  it('runs until a run fails, and keeps and shows that run alone', async () => {
    const { stdout, stderr, code } = await record(['--until-fail', '--', 'node', 'dist/flaky.js']);
    expect({ stdout, code }).toEqual({ stdout: 'unlucky\n', code: 4 });
    expect(stderr).toMatch(/reprise: run \d+ failed, after [\d.]+ m?s\.\nreprise: recorded .* \(exit code 4, /);
    expect(made()).toHaveLength(1);
    expect(await run(program, { mode: 'replay', entry: 'flaky', recording: join(recordings, made()[0]!) })).toMatchObject({ stdout: 'unlucky\n', code: 4 });
  });

  it('gives up after --max runs with exit code 0 and keeps nothing', async () => {
    const { stdout, stderr, code } = await record(['--until-fail', '--max', '3', '--', 'node', 'dist/fine.js']);
    expect({ stdout, code }).toEqual({ stdout: '', code: 0 });
    expect(stderr).toMatch(/^reprise: 1 run passed \(.*\)\nreprise: no failure in 3 runs \(.*\); nothing is kept\. Raise the limit with --max\.\n$/);
    expect(made()).toEqual([]);
  });

  it('stops when it is interrupted and keeps nothing', async () => {
    const { stderr, signal } = await record(['--until-fail', '--', 'node', 'dist/fine.js'], {
      started: (child) => child.stderr!.once('data', () => child.kill('SIGINT')),
    });
    expect(signal).toBe('SIGINT');
    expect(stderr).toMatch(/reprise: stopped in run \d+; the \d+ runs? before passed, nothing is kept\.\n$/);
    expect(made()).toEqual([]);
  });
});

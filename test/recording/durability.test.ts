// Runs that end in the middle of things: killed, out of disk, cut off. What was written replays to its end, and what is
// missing is said. REPRISE_KILLS sets how often each is tried.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendEnd } from '../../recording/index.js';
import { execute, installed, project, recordingOf, reprise, run, type Project, type Result } from '../harness/index.js';

const tries = Number(process.env['REPRISE_KILLS'] ?? 3);
const LIMIT = 120_000 + tries * 10_000;

const source = `
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

async function worker(name: string): Promise<void> {
  for (let i = 0; i < 25; i++) {
    const wait = Math.floor(Math.random() * 4);
    await sleep(wait);
    const text = await readFile(__filename, 'utf8');
    const [length, time] = await Promise.all([Promise.resolve(text.length), sleep(1, Date.now())]);
    console.log(name, i, wait, length, time, performance.now(), process.hrtime.bigint());
    if (i % 5 === 0) await new Promise<void>((resolve) => { setImmediate(resolve); });
    if (i % 7 === 0) process.nextTick(() => { console.log(name, 'tick', Math.random()); });
  }
}
void Promise.all(['a', 'b', 'c'].map(worker)).then(() => { console.log('done'); process.exitCode = 3; });
`;

/** Ends in a loop that does not cross, in a turn that therefore never ends. */
const loop = `
setTimeout(() => {
  process.nextTick(() => { console.log('a tick'); });
  queueMicrotask(() => { console.log('a microtask'); });
  void Promise.resolve().then(() => new Promise<void>((resolve) => { process.nextTick(resolve); })).then(() => {
    console.log('the last of', Math.random());
    for (let turns = 0; turns >= 0; turns = 1 - turns);
  });
  console.log('in a timer', Date.now());
}, 1);
console.log('first');
`;

let program: Project;
let whole: Buffer;
let printed: string;

beforeAll(async () => {
  program = await project({ files: { 'src/main.ts': source, 'src/loop.ts': loop } });
  const recorded = await run(program, { mode: 'record', direct: true });
  expect(recorded).toMatchObject({ code: 3, stderr: '' });
  printed = recorded.stdout;
  whole = readFileSync(recordingOf(program));
}, 60_000);
afterAll(() => { program.remove(); });

/** Replays what is there; it has to be a beginning of what the program printed, and has to say that the rest is missing. */
async function expectBeginning(recorded: string): Promise<string> {
  const replayed = await run(program, { mode: 'replay', direct: true });
  expect(replayed.code, replayed.stderr).toBe(125);
  expect(replayed.stderr).toMatch(/the recording ends here without an end of the run|is cut off in its|it is empty/);
  expect(recorded.startsWith(replayed.stdout), replayed.stdout).toBe(true);
  return replayed.stdout;
}

/** Records, and kills the program once it has printed some lines, or some milliseconds later. */
function killedAfter(lines: number, flush: string, entry = 'main', later = 0): Promise<string> {
  const file = recordingOf(program, entry);
  rmSync(file, { force: true });
  const env = { ...process.env, REPRISE_MODE: 'record', REPRISE_FILE: file, REPRISE_OPTIONS: JSON.stringify({ flush }) };
  const child = spawn(process.execPath, ['--require', installed('dist/runtime/boot.js'), program.path(`dist/${entry}.js`)], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.on('data', (bytes: Buffer) => {
    text += bytes.toString();
    if (text.split('\n').length <= lines) return;
    if (later === 0) child.kill('SIGKILL');
    else setTimeout(() => { child.kill('SIGKILL'); }, later);
  });
  return new Promise((resolve) => child.on('close', () => { resolve(text); }));
}

it('kill -9 at any moment: what was flushed replays', async () => {
  for (let i = 0; i < tries; i++) {
    const recorded = await killedAfter(1 + Math.floor(Math.random() * 60), 'interval');
    if (!recorded.includes('done')) await expectBeginning(recorded);
  }
}, LIMIT);

it('kill -9 with flush "turn": all but the turn that was cut replays', async () => {
  for (let i = 0; i < tries; i++) {
    const recorded = await killedAfter(1 + Math.floor(Math.random() * 60), 'turn');
    if (recorded.includes('done')) continue;
    const replayed = await expectBeginning(recorded);
    expect(recorded.split('\n').length - replayed.split('\n').length).toBeLessThanOrEqual(2);
  }
}, LIMIT);

it('kill -9 in a loop without an end, with flush "entry": the replay goes as far, into the turn that was cut', async () => {
  const recorded = await killedAfter(5, 'entry', 'loop', 100);
  expect(recorded).toMatch(/^first\nin a timer \d+\na tick\na microtask\nthe last of .*\n$/);
  const cut = await run(program, { mode: 'replay', entry: 'loop', direct: true });
  expect(cut).toMatchObject({ code: 125, stdout: recorded });
  expect(cut.stderr).toMatch(/^reprise: the recording ends here without an end of the run\. .*\nThe last that was recorded: console\.log "the last of .*  at src\/loop\.ts:6:5\nThe run was killed, could not be written any more, or is still going on/);
  // As the command line does, whose child the process is.
  appendEnd(recordingOf(program, 'loop'), { signal: 'SIGKILL', code: 137 });
  const killed = await run(program, { mode: 'replay', entry: 'loop', direct: true });
  expect(killed).toMatchObject({ signal: 'SIGKILL', stdout: recorded });
  expect(killed.stderr).toMatch(/^reprise: here the recorded run was killed by SIGKILL; what it did in its last moments may not have been recorded\.\nThe last that was recorded: console\.log "the last of .*  at src\/loop\.ts:6:5\n$/);
  const verified = await reprise(['verify', recordingOf(program, 'loop'), '-n', '2'], { cwd: program.folder });
  expect(verified).toMatchObject({ code: 0, stdout: expect.stringMatching(/^faithful: 2 of 2 replays .*, 0 inexact, killed by SIGKILL\)\n$/) });
}, 60_000);

/** Records with a limit on the size of files, in blocks of 512 bytes. */
function withinBlocks(blocks: number, options: object = {}): Promise<Result> {
  const file = recordingOf(program);
  rmSync(file, { force: true });
  const env = { REPRISE_MODE: 'record', REPRISE_FILE: file, REPRISE_OPTIONS: JSON.stringify(options) };
  const limited = `ulimit -f ${blocks}; exec "$@"`;
  return execute('sh', ['-c', limited, 'sh', process.execPath, '--require', installed('dist/runtime/boot.js'), program.path('dist/main.js')], { cwd: program.folder, env });
}

it('a full disk: the program finishes as if nothing was, and what was written replays', async () => {
  const most = Math.floor(whole.length / 512 / 2);
  for (let i = 0; i < tries; i++) {
    const recorded = await withinBlocks(i === 0 ? 1 : 1 + Math.floor(Math.random() * most));
    expect(recorded).toMatchObject({ code: 3, signal: null, stdout: expect.stringMatching(/\ndone\n$/) });
    expect(recorded.stderr).toMatch(/^reprise: the recording .* cannot be written: EFBIG.*\n.*\nreprise: recording stopped; the program goes on\.\n$/);
    if (existsSync(recordingOf(program)) && statSync(recordingOf(program)).size > 0) await expectBeginning(recorded.stdout);
  }
}, LIMIT);

it('a full disk ends the program with 125 if it is asked to', async () => {
  const { code, stdout, stderr } = await withinBlocks(8, { onWriteError: 'abort' });
  expect(stderr).toMatch(/^reprise: the recording .* cannot be written/);
  expect(code).toBe(125);
  expect(stdout).not.toContain('done');
}, 60_000);

it('cut off at any byte: what is left replays', async () => {
  for (let i = 0; i < tries * 2; i++) {
    writeFileSync(recordingOf(program), whole.subarray(0, Math.floor((whole.length - 60) * (i + Math.random()) / (tries * 2))));
    await expectBeginning(printed);
  }
}, LIMIT);

it('a folder that is removed while the program runs is named', async () => {
  const folder = program.path('removed');
  mkdirSync(folder);
  const { code, stderr } = await reprise(['record', '-o', `${folder}/a.reprise`, '--', 'sh', '-c', `node dist/main.js; rm -r ${folder}`], { cwd: program.folder });
  expect({ code, stderr }).toEqual({ code: 125, stderr: expect.stringMatching(/^reprise: nothing was kept: the folder .*removed was removed while the program ran\. \(REPRISE_RECORDING_MISSING\)\nRecord into another one/) });
}, 60_000);

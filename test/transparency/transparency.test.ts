// Recording changes nothing: each program runs plain, recorded and replayed, and does the same three times.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainAndRecorded, project, run, type Project, type Result, type RunOptions } from '../harness/index.js';
import { endOf } from '../order/seeds.js';

let program: Project;
beforeAll(async () => {
  program = await project({
    module: 'esm',
    files: texts('programs', 'src/'),
    outside: { 'line-client': texts('outside/line-client'), things: texts('outside/things') },
  });
  await program.plain();
});
afterAll(() => program.remove());

function texts(folder: string, prefix = ''): Record<string, string> {
  return Object.fromEntries(readdirSync(join(__dirname, folder)).map((name) => [`${prefix}${name}`, readFileSync(join(__dirname, folder, name), 'utf8')]));
}

/** The three runs, without the paths and frames that a crash prints. */
async function thrice(entry: string, further: Partial<RunOptions> = {}): Promise<{ plain: Result; recorded: Result; replayed: Result }> {
  const settings = { entry, direct: true, ...further };
  const { plain, recorded } = await plainAndRecorded(program, settings);
  const { started: _, ...unattended } = settings;
  return { plain: bare(plain), recorded: bare(recorded), replayed: bare(await run(program, { ...unattended, mode: 'replay' })) };
}

/** Of a crash's report, the message counts: its frames are those of other files. */
function bare(result: Result): Result {
  return { ...result, stderr: result.stderr.split('\n').filter((line) => /^\w*(Error|Warning)\b/.test(line)).join('\n') };
}

describe.each([
  ['connect', 'a message that arrives right after connect() is heard, 50 times of 50', ['heard 50']],
  ['spin', 'spinning on microtasks until a promise settles ends', ['settled 3']],
  ['races', 'outside promises, ticks, microtasks, immediates and timers come in the same order', []],
  ['unhandled', 'a rejection that is handled late is reported first', ['unhandled outside E_LATE 0', 'handled after all 0', 'unhandled own', 'in time']],
  ['crash-outside', 'a rejection of the outside that nobody handles ends the process', ['exit 1']],
  ['crash-own', 'a rejection of the program that nobody handles ends the process', []],
  ['crash-class', 'an error of a class of the outside ends the process', ['true Refusal1Error: first 1']],
  ['crash-cause', 'an error of the program with one of the outside for its cause ends the process', []],
  ['crash-rejected', 'a rejection of the outside on its way through the program ends the process', ['finally']],
  ['defaults', 'options that a package completes, and uses in its own time', ['mine checked 1 hooked 1', "[ 'name', 'check', 'deep' ] 15 true"]],
  ['identity', 'the same outside thing is the same thing', ['true true true']],
  ['doubles', 'doubles of clocks and random numbers are called', ['1110111 -1', '1111000 -4n -4n']],
  ['uuids', 'UUIDs are random, whatever a package does to the functions around them', ['100 true']],
  ['write', 'write() returns and calls back as ever', ['true false true', 'drained']],
  ['contexts', 'every callback has the store that it would have', ['timer A undefined', 'nested after await A 1', 'entered immediate entered undefined']],
  ['subclass', 'a subclass of an outside class', ['deeper mine 4 of base 3']],
  ['throwing', 'errors in both directions', ['same true']],
  ['data', 'buffers that the outside fills and data that it changes', ['9,0,0']],
  ['iteration', 'for await and for of over what the outside gives', ['XY']],
  ['handed-out', 'objects with callbacks, getters and private fields that are handed out', ['onReady ready this']],
  ['uncaught', 'errors thrown in callbacks reach uncaughtException', ['uncaught from timer uncaughtException', 'still here']],
  ['uncaught-crash', 'an error thrown in a callback ends the process', ['before', 'exit 1']],
  ['endings', 'beforeExit goes on, and exit listeners set the code', ['beforeExit 3 2', 'exit 3 3']],
  ['exit-call', 'process.exit() in a callback', ['leaving', 'exit 9']],
  ['unsettled', 'an await at top level that never ends', ['waiting']],
])('%s', (entry, what, lines) => {
  it(`${what}, recorded and replayed as without`, async () => {
    const { plain, recorded, replayed } = await thrice(entry);
    expect(recorded).toEqual(plain);
    // From Node 22 on the warning of an unsettled await is printed past JavaScript, by a process that ends by itself.
    const silent = entry === 'unsettled' && !process.version.startsWith('v20.');
    expect(replayed).toEqual(silent ? { ...plain, stderr: '' } : plain);
    for (const line of lines) expect(plain.stdout).toContain(line);
    expect(endOf(program.path(`${entry}.reprise`))).toMatchObject({ inexact: 0 });
  });
});

describe('an error of the outside that ends the process', () => {
  it.each(['crash-class', 'crash-cause', 'crash-rejected', 'crash-passed'])('is printed as without, with all that it holds, in a replay as well: %s', async (entry) => {
    const recording = program.path(`${entry}.whole.reprise`);
    // What line stands above is another matter, and which frames there are without a recording.
    const printed = async (mode: 'plain' | 'record' | 'replay') => {
      const { stderr } = await run(program, { entry, direct: true, mode, recording });
      return stderr.slice(stderr.search(/^.*Error.*: (first|second|wrapped)$/m));
    };
    const withoutFrames = (text: string) => text.replace(/\n +at .*?( \{)?$/gm, '$1');
    const recorded = await printed('record');
    expect(withoutFrames(recorded)).toBe(withoutFrames(await printed('plain')));
    expect(await printed('replay')).toBe(recorded);
  });
});

describe('signals', () => {
  // A recording is flushed twenty times a second: what a program did last is lost when it is killed.
  const terminate: Partial<RunOptions> = { started: (child) => { child.stdout!.once('data', () => setTimeout(() => child.kill('SIGTERM'), 250)); } };

  it('reach their handler, which chooses the exit code', async () => {
    const { plain, recorded, replayed } = await thrice('signal', terminate);
    expect(plain).toMatchObject({ code: 4, stdout: 'ready\ngot SIGTERM\nexit 4\n' });
    expect(recorded).toEqual(plain);
    expect(replayed).toEqual(plain);
  });

  it('kill the process without one, and leave a recording of what was', async () => {
    const { plain, recorded, replayed } = await thrice('signal-default', terminate);
    expect(plain).toMatchObject({ signal: 'SIGTERM', stdout: 'ready\n' });
    expect(recorded).toEqual(plain);
    // Without the command line nobody sees the signal: the recording is cut off, and the replay says so.
    expect(replayed).toMatchObject({ code: 125, stdout: 'ready\n' });
  });
});

// The order of everything that enters a program, for random programs against an outside that answers after random
// hops. REPRISE_SEEDS=1000 runs as many seeds; REPRISE_KEEP=folder keeps what failed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndEntry } from '../../recording/index.js';
import { plainAndRecorded, project, reprise, run, type Project, type Result } from '../harness/index.js';
import { difference, endOf, randomProgram, runSeeds } from './seeds.js';

const COUNT = Number(process.env['REPRISE_SEEDS'] ?? 10);
const FIRST = Number(process.env['REPRISE_FIRST_SEED'] ?? 1);

describe.each(['commonjs', 'esm'] as const)('random programs as %s', (module) => {
  let program: Project;
  beforeAll(async () => { program = await randomProgram(module); });
  afterAll(() => program.remove());

  const half = Math.ceil(COUNT / 2);
  const first = FIRST + (module === 'esm' ? half : 0);
  it(`replay exactly, with seeds ${first} to ${first + half - 1}`, async () => {
    expect(await runSeeds(program, first, first + half - 1, process.env['REPRISE_KEEP'])).toEqual([]);
  }, 60_000 + COUNT * 2_000);
});

describe('the comparison', () => {
  const result: Result = { stdout: 'a\n', stderr: '', code: 0, signal: null };
  const end = { inexact: 0, entries: 5 } as EndEntry;

  it('takes equal runs for equal', () => {
    expect(difference(result, { ...result }, end)).toBeUndefined();
  });

  it.each<[string, Partial<Result>, Partial<Result>, Partial<EndEntry> | undefined]>([
    ['another output', {}, { stdout: 'b\n' }, {}],
    ['another exit code', {}, { code: 125 }, {}],
    ['a report', {}, { stderr: 'reprise: diverged' }, {}],
    ['a recorded run that crashed', { code: 7 }, { code: 7 }, {}],
    ['inexact entries', {}, {}, { inexact: 1 }],
    ['a recording without end', {}, {}, undefined],
  ])('finds %s', (_what, recorded, replayed, further) => {
    expect(difference({ ...result, ...recorded }, { ...result, ...replayed }, further && { ...end, ...further })).toEqual(expect.any(String));
  });
});

describe('an entry whose position cannot be proven', () => {
  let program: Project;
  beforeAll(async () => {
    program = await project({
      files: {
        'src/main.ts': "import { deep } from 'deep';\ndeep(6_000, () => console.log('called'));\ndeep(200, () => console.log('called soon'));\n",
        'src/long.ts': "import { deep } from 'deep';\nlet own = 0;\nvoid (async () => { while (own < 3_300) { await null; own++; } })();\nfor (const n of [40, 600, 256, 3_000, 30, 255]) deep(n, () => { console.log(n, own); queueMicrotask(() => console.log('behind', n, own)); });\n",
      },
      outside: { deep: { 'index.js': 'exports.deep = (hops, call) => { if (hops === 0) call(); else queueMicrotask(() => exports.deep(hops - 1, call)); };' } },
    });
  });
  afterAll(() => program.remove());

  it('is counted, and said by record', async () => {
    const { stdout, stderr } = await run(program, { mode: 'record' });
    expect(stdout).toBe('called soon\ncalled\n');
    expect(endOf(program.path('main.reprise'))?.inexact).toBe(1);
    expect(stderr).toMatch(/1 .*(cannot|could not|inexact)/);
  });

  it('is none that comes after a few thousand microtasks, beside others', async () => {
    const { plain, recorded } = await plainAndRecorded(program, { entry: 'long', direct: true });
    expect(recorded).toEqual(plain);
    expect(recorded.stdout).toContain('behind 3000 ');
    expect(endOf(program.path('long.reprise'))?.inexact).toBe(0);
    expect(await run(program, { entry: 'long', mode: 'replay', direct: true })).toEqual(recorded);
  });

  it('is said by verify, too', async () => {
    const { stdout, stderr } = await reprise(['verify', program.path('main.reprise'), '-n', '1'], { cwd: program.folder });
    expect(stdout + stderr).toMatch(/1 .*(cannot|could not|inexact)/);
  });
});

describe('timers, after which the host itself queues nothing', () => {
  let program: Project;
  beforeAll(async () => {
    program = await project({
      files: {
        'src/main.ts': `import { setTimeout as sleep } from 'node:timers/promises';
import { after, through } from 'timing';
const say = (text: string): void => { console.log(text); queueMicrotask(() => { console.log('micro', text); void Promise.resolve().then(() => console.log('late', text)); }); };
through((text: string) => say(text));
setTimeout(() => { after(Promise.resolve('resolved'), say); process.nextTick(() => say('own tick')); }, 1);
const slept = sleep(3, 'slept');
after(slept, say);
void slept.then(say);
process.on('uncaughtException', (error) => say(error.message));
setTimeout(() => { throw new Error('first'); }, 20);
setTimeout(() => say('second'), 20);
// Both are due when the loop comes back to them, however far apart a busy machine has set them.
setTimeout(() => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 40); }, 10);
`,
      },
      outside: {
        timing: {
          'index.js': `// Queues microtasks and ticks of its own around what it calls.
exports.through = (callback) => setTimeout(function () { queueMicrotask(() => callback('behind')); process.nextTick(callback, 'tick'); callback.call(this, 'in a timer'); queueMicrotask(() => callback('further behind')); }, 1);
exports.after = (promise, callback) => promise.then((value) => { queueMicrotask(() => queueMicrotask(() => callback('behind ' + value))); process.nextTick(callback, 'tick ' + value); });
`,
        },
      },
    });
  });
  afterAll(() => program.remove());

  it('still leave room for what the outside queues around them', async () => {
    const { plain, recorded } = await plainAndRecorded(program, { direct: true });
    expect(recorded.stdout.split('\n')).toHaveLength(3 * 12 + 1);
    expect(recorded.stdout).toBe(plain.stdout);
    expect(await run(program, { mode: 'replay', direct: true })).toEqual(recorded);
  });
});

describe('ticks of a pure package', () => {
  let program: Project;
  beforeAll(async () => {
    program = await project({
      plugin: { pure: ['later'] },
      files: {
        'src/main.ts': `import { readFile, stat } from 'node:fs';
import { once, twice } from 'later';
const cross = (text: string): void => { console.log(text, Date.now() > 0, Math.random() < 2); process.hrtime(); void Promise.resolve().then(() => console.log('micro', text, Date.now() > 0)); };
twice(cross, 'start');
process.nextTick(() => cross('own tick'));
once(cross, 'behind it');
readFile(__filename, () => {
  cross('read');
  twice((text) => { cross(text); process.nextTick(() => cross('own in ' + text)); once(cross, 'inner ' + text); twice(cross, 'inner ' + text); }, 'in read');
  process.nextTick(() => cross('own tick in read'));
  stat('.', () => {
    twice(cross, 'stat');
    once(cross, 'behind stat');
    // Nothing is expected to be queued in the turn of a timer.
    setTimeout(() => { twice(cross, 'timer'); once(cross, 'behind timer'); readFile(__filename, () => cross('end')); }, 1);
  });
});
`,
      },
      outside: {
        later: {
          'index.js': `exports.once = (callback, text) => { process.nextTick(() => callback(text)); };
exports.twice = (callback, text) => { process.nextTick(() => callback(text + ' a')); process.nextTick(() => callback(text + ' b')); };
`,
        },
      },
    });
  });
  afterAll(() => program.remove());

  it('come among those of the program and of the host where they did', async () => {
    const { plain, recorded } = await plainAndRecorded(program, {});
    expect(plain.stdout.split('\n')).toHaveLength(2 * 23 + 1);
    expect(recorded.stdout).toBe(plain.stdout);
    expect(await run(program, { mode: 'replay' })).toMatchObject({ stdout: recorded.stdout, code: 0 });
  });
});

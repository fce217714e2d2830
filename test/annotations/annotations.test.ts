// Annotated functions: plain, switched off, recorded and replayed, a program prints the same.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instrument } from '../../transformer/index.js';
import { installed, plainAndRecorded, project, recordingOf, reprise, run, type Project, type Result } from '../harness/index.js';
import { endOf } from '../order/seeds.js';

type Build = 'standard' | 'legacy' | 'text';

const programs = (folder: string): string => readFileSync(join(__dirname, folder), 'utf8');
const names = readdirSync(join(__dirname, 'programs'));
const outside = { db: { 'index.js': programs('outside/db/index.js') } };

/** Decorators of both kinds, and what the text printer makes of the sources, in projects of their own. */
const builds: Record<Build, () => Promise<Project>> = {
  standard: () => project({ module: 'esm', outside, files: sources((text) => text) }),
  legacy: () => project({ module: 'esm', outside, files: sources((text) => text, ['say.ts', 'methods.ts', 'elsewhere.ts', 'accounts.ts']), compilerOptions: { experimentalDecorators: true } }),
  text: () => project({ module: 'esm', outside, files: sources(instrumented, ['say.ts', 'tags.ts', 'methods.ts', 'hidden.ts', 'elsewhere.ts', 'accounts.ts']), plugin: { instrument: false } }),
};

function sources(change: (text: string, name: string) => string, chosen: readonly string[] = names): Record<string, string> {
  return Object.fromEntries(chosen.map((name) => [`src/${name}`, change(programs(`programs/${name}`), name)]));
}

function instrumented(text: string, name: string): string {
  return instrument(text, { file: join('/nowhere/src', name), packageRoot: '/nowhere', format: 'esm' }).code;
}

const projects = {} as Record<Build, Project>;
beforeAll(async () => {
  await Promise.all(Object.entries(builds).map(async ([build, make]) => {
    projects[build as Build] = await make();
    if (build !== 'text') await projects[build as Build].plain();
  }));
});
afterAll(() => { for (const program of Object.values(projects)) program.remove(); });

/** Without what differs from run to run. */
function constant({ stdout, ...rest }: Result): Result {
  return { ...rest, stdout: stdout.replace(/^~.*$/gm, '~') };
}

interface Shown { readonly type: string; readonly kind: string; readonly operation: string; readonly detail: string }

/** The recording's entries as `show` tells them. */
async function shown(program: Project, entry: string): Promise<readonly Shown[]> {
  const { stdout } = await reprise(['show', '--json', recordingOf(program, entry)], { cwd: program.folder });
  return stdout.trim().split('\n').map((line) => JSON.parse(line) as Shown).filter(({ type }) => type === 'entry');
}

describe.each<[Build, string]>([
  ['standard', 'functions'],
  ['standard', 'methods'],
  ['legacy', 'methods'],
  ['text', 'methods'],
  ['standard', 'standard'],
  ['standard', 'tags'],
  ['text', 'tags'],
  ['standard', 'classes'],
  ['standard', 'hidden'],
  ['text', 'hidden'],
  ['standard', 'elsewhere'],
  ['legacy', 'elsewhere'],
  ['text', 'elsewhere'],
  ['standard', 'rigid'],
  ['standard', 'passing'],
  ['standard', 'instances'],
  ['standard', 'constructors'],
  ['standard', 'surroundings'],
  ['standard', 'order'],
  ['standard', 'brief'],
])('%s build of %s', (build, entry) => {
  it('runs recorded and replayed as without', async () => {
    const program = projects[build];
    const settings = { entry, direct: true } as const;
    // What the text printer makes is plain only where it is off.
    const [off, recorded, plain = off!] = await Promise.all((['off', 'record', ...(build === 'text' ? [] : ['plain' as const])] as const).map((mode) => run(program, { ...settings, mode })));
    expect(plain).toMatchObject({ code: 0, stderr: entry === 'surroundings' ? 'late\n' : '' });
    expect(constant(off!)).toEqual(constant(plain));
    expect(constant(recorded!)).toEqual(constant(plain));
    expect(await run(program, { ...settings, mode: 'replay' })).toEqual(recorded);
    expect(endOf(recordingOf(program, entry))).toMatchObject({ inexact: 0 });
  });
});

describe('a recording', () => {
  it.each(['methods', 'tags'])('has nothing of what happens inside of annotated functions: %s', async (entry) => {
    const operations = (await shown(projects.standard, entry)).map(({ operation }) => operation);
    const inside = /^(?:setTimeout|Date\.now|.*readFile)/;
    expect(operations.filter((operation) => operation.startsWith('record(')).length).toBeGreaterThan(9);
    expect(operations.filter((operation) => inside.test(operation))).toEqual([]);
  });
});

describe('functions that leave nothing for later', () => {
  it('need no AsyncLocalStorage, which would make every await dearer', async () => {
    const { stdout } = await run(projects.standard, { entry: 'brief', args: [installed('dist/runtime/side.js')], mode: 'record', direct: true });
    expect(stdout.split('\n')[1]).toBe('~ false');
  });
});

describe('the order of microtasks', () => {
  it('is that of the plain program, with seeds 2 to 7', async () => {
    const program = projects.standard;
    for (const seed of ['2', '3', '4', '5', '6', '7']) {
      const settings = { entry: 'order', args: [seed], direct: true, recording: program.path(`order-${seed}.reprise`) } as const;
      const { plain, recorded } = await plainAndRecorded(program, settings);
      expect(recorded).toEqual(plain);
      expect(await run(program, { ...settings, mode: 'replay' })).toEqual(plain);
    }
  });
});


describe('a run that ends inside of a recorded function', () => {
  it.each([['exit', 3], ['now', 5], ['code', 4], ['never', 13], ['rejects', 1], ['throws', 1]])('ends its replay in the same way: %s', async (how, code) => {
    const program = projects.standard;
    const settings = { entry: 'endings', args: [how], direct: true, recording: program.path(`endings-${how}.reprise`) } as const;
    const { plain, recorded } = await plainAndRecorded(program, settings);
    expect(plain.code).toBe(code);
    expect(recorded).toMatchObject({ code, stdout: plain.stdout });
    expect(await run(program, { ...settings, mode: 'replay' })).toMatchObject({ code, stdout: plain.stdout });
  });
});

describe('a recorded function', () => {
  it('is no constructor', async () => {
    const { code, stderr } = await run(projects.standard, { entry: 'endings', args: ['new'], mode: 'record', direct: true });
    expect(code).toBe(1);
    expect(stderr).toContain('RepriseError: reprise: Made is used as a constructor.\nAnnotate its methods, or a function that gives the object.');
  });
});

describe('a replay', () => {
  it('compares the arguments of a recorded function, and names where it is called', async () => {
    const program = projects.standard;
    await run(program, { entry: 'changing', mode: 'record', direct: true });
    const output = program.path('dist/changing.js');
    const text = readFileSync(output, 'utf8');
    writeFileSync(output, text.replace('load(8,', 'load(9,'));
    const { code, stderr } = await run(program, { entry: 'changing', mode: 'replay', direct: true });
    writeFileSync(output, text);
    expect(code).toBe(125);
    expect(stderr).toContain('  expected  record(load) (8, {limit: 2}) → [promise #2]  at src/changing.ts:10:26\n  actual    record(load)(9, {limit: 2})  at src/changing.ts:10:26\n\n  arguments differ: recorded (8, {limit: 2}), now (9, {limit: 2})\n');
  });

  it.each([['two()(1)', 'one()(1)', 'load#2'], ['other(1)', 'one()(1)', 'load']])('tells recorded functions of one name apart: %s', async (called, instead, name) => {
    const program = projects.standard;
    expect(await run(program, { entry: 'names', mode: 'record', direct: true })).toMatchObject({ code: 0, stdout: 'true false\ntrue\n' });
    const output = program.path('dist/names.js');
    const text = readFileSync(output, 'utf8');
    writeFileSync(output, text.replace(called, instead));
    const { code, stderr } = await run(program, { entry: 'names', mode: 'replay', direct: true });
    writeFileSync(output, text);
    expect(code).toBe(125);
    expect(stderr).toContain(`  expected  record(${name}) (1) →`);
    expect(stderr).toContain('  actual    record(load)(1)');
  });

  it('says what a passthrough function uses that only the recording has', async () => {
    const program = projects.standard;
    expect(await run(program, { entry: 'absent', mode: 'record', direct: true })).toMatchObject({ code: 0, stdout: '1\n0\n' });
    const { code, stderr } = await run(program, { entry: 'absent', mode: 'replay', direct: true });
    expect(code).toBe(125);
    expect(stderr).toContain('RepriseError: reprise: a passthrough function uses Client.count, which belongs to the recorded outside and is not there in a replay. (REPRISE_PASSTHROUGH)\n            Annotate the function with record instead, or let it make what it needs by itself.\n                at ');
  });
});

// Annotated functions: plain, switched off, recorded and replayed, a program prints the same.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { project, recordingOf, reprise, run, type Project, type Result } from '../harness/index.js';
import { endOf } from '../order/seeds.js';

/** Decorators of both kinds, in projects of their own. */
const projects: Record<'standard' | 'legacy', Project> = {} as never;
beforeAll(async () => {
  await Promise.all((['standard', 'legacy'] as const).map(async (kind) => {
    const programs = readdirSync(join(__dirname, 'programs')).filter((name) => kind === 'standard' || name !== 'standard.ts');
    const program = await project({
      module: 'esm',
      files: Object.fromEntries(programs.map((name) => [`src/${name}`, readFileSync(join(__dirname, 'programs', name), 'utf8')])),
      compilerOptions: kind === 'legacy' ? { experimentalDecorators: true } : {},
    });
    await program.plain();
    projects[kind] = program;
  }));
});
afterAll(() => { for (const program of Object.values(projects)) program.remove(); });

/** Without what differs from run to run. */
function constant({ stdout, ...rest }: Result): Result {
  return { ...rest, stdout: stdout.replace(/^~.*$/gm, '~') };
}

interface Shown { readonly kind: string; readonly operation: string; readonly detail: string }

/** The recording's entries as `show` tells them. */
async function shown(program: Project, entry: string): Promise<readonly Shown[]> {
  const { stdout } = await reprise(['show', '--json', recordingOf(program, entry)], { cwd: program.folder });
  return stdout.trim().split('\n').map((line) => JSON.parse(line) as Shown & { type: string }).filter(({ type }) => type === 'entry');
}

describe.each([
  ['standard', 'functions'],
  ['standard', 'methods'],
  ['legacy', 'methods'],
  ['standard', 'standard'],
  ['standard', 'classes'],
] as const)('with %s decorators, %s', (kind, entry) => {
  it('runs recorded and replayed as without', async () => {
    const program = projects[kind];
    const settings = { entry, direct: true } as const;
    const [plain, off, recorded] = await Promise.all((['plain', 'off', 'record'] as const).map((mode) => run(program, { ...settings, mode })));
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    expect(constant(off!)).toEqual(constant(plain!));
    expect(constant(recorded!)).toEqual(constant(plain!));
    expect(await run(program, { ...settings, mode: 'replay' })).toEqual(recorded);
    expect(endOf(recordingOf(program, entry))).toMatchObject({ inexact: 0 });
  });
});

describe('a recording', () => {
  it('has nothing of what happens inside of annotated functions', async () => {
    const operations = (await shown(projects.standard, 'methods')).map(({ operation }) => operation);
    expect(operations.filter((operation) => operation.startsWith('record('))).not.toEqual([]);
    expect(operations.filter((operation) => /setTimeout|Math\.random|Date\.now/.test(operation))).toEqual([]);
  });
});

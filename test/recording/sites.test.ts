// Sites of crossings that emitted code does not announce: found on the stack, and after many from one place assumed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { project, reprise, run, type Project } from '../harness/index.js';

interface Row { readonly type: string; readonly operation?: string; readonly detail?: string; readonly line?: number; readonly assumed?: true }

describe('the site of a method call on a handle', () => {
  let program: Project;
  let rows: readonly Row[];

  beforeAll(async () => {
    program = await project({
      files: {
        'src/main.ts': [
          "import { Counter } from 'counter';",
          'const counter = new Counter();',
          'for (let i = 0; i < 300; i++) counter.add(i);',
          'for (let i = 0; i < 300; i++) counter.add(-i);',
          'for (let i = 0; i < 300; i++) {',
          "  counter.set('low', i);",
          "  counter.set('high', i);",
          '}',
          'console.log(counter.total);',
          'for (let i = 0; i < 300; i++) Counter.sum(i);',
          '',
        ].join('\n'),
      },
      outside: { counter: { 'index.js': 'exports.Counter = class Counter { constructor() { this.total = 0; } add(n) { this.total += n; } set(name, n) { this[name] = n; } static sum(n) { return n; } };' } },
    });
    await run(program, { mode: 'record' });
    const { stdout } = await reprise(['show', '--json', program.path('main.reprise')], { cwd: program.folder });
    rows = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Row);
  });
  afterAll(() => program.remove());

  const calls = (pattern: RegExp): readonly Row[] => rows.filter(({ detail }) => detail !== undefined && pattern.test(detail));

  it('is looked up a hundred times before it is assumed, and the assumption is marked', () => {
    const added = calls(/^\(\d+\)/).slice(0, 300);
    expect(added).toHaveLength(300);
    expect(new Set(added.map(({ line }) => line))).toEqual(new Set([3]));
    expect(added.slice(0, 100).every(({ assumed }) => assumed === undefined)).toBe(true);
    expect(added.filter(({ assumed }) => assumed).length).toBeGreaterThan(150);
  });

  it('is assumed for what is read of an import before each call, too', () => {
    const read = rows.filter(({ operation }) => operation !== undefined && /^get .*\.sum$/.test(operation));
    expect(read).toHaveLength(300);
    expect(new Set(read.map(({ line }) => line))).toEqual(new Set([10]));
    expect(read.filter(({ assumed }) => assumed).length).toBeGreaterThan(150);
  });

  it('is given up where it proves wrong: from then on every call is looked up', () => {
    const subtracted = calls(/^\(-\d+\)/);
    expect(subtracted).toHaveLength(300);
    // Wrong only where it says that it may be, and not for long.
    for (const { line, assumed } of subtracted) expect(line).toBe(assumed ? 3 : 4);
    expect(subtracted.slice(64).every(({ assumed }) => assumed === undefined)).toBe(true);
  });

  it('is told apart by a first argument that is a string', () => {
    for (const [name, place] of [['low', 6], ['high', 7]] as const) {
      expect(new Set(calls(new RegExp(`^\\("${name}"`)).map(({ line }) => line))).toEqual(new Set([place]));
    }
  });

  it('is shown with a tilde if it is assumed', async () => {
    const { stdout } = await reprise(['show', program.path('main.reprise')], { cwd: program.folder });
    expect(stdout).toMatch(/ ~src\/main\.ts:3:\d+ /);
    expect(stdout).toMatch(/ src\/main\.ts:3:\d+ /);
  });
});

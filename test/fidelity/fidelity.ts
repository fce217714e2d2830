// The promise, tried: what a program read while it was recorded is what it reads in every replay.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project, Result } from '../harness/index.js';
import { plain, programs, record, replay, type Run } from './surroundings.js';

/** Replays of each program; REPRISE_FIDELITY_RUNS asks for more. */
const RUNS = Number(process.env['REPRISE_FIDELITY_RUNS'] ?? 1);

/** Programs that read one family each, what of it, and in which format they run: it says nothing of these, so REPRISE_FIDELITY=all alone asks for both. */
const families: readonly (readonly [entry: string, what: string, format: 'commonjs' | 'esm'])[] = [
  ['time', 'clocks, dates, time zone and locale', 'commonjs'],
  ['random', 'random numbers, bytes and keys', 'esm'],
  ['system', 'the process and the machine', 'esm'],
  ['fs', 'files and folders in all styles', 'commonjs'],
  ['timers', 'timers and their order', 'commonjs'],
  ['network', 'requests, answers and their order', 'esm'],
  ['output', 'console and standard output', 'commonjs'],
  ['children', 'child processes', 'esm'],
];
const familiesIn = (module: string): [entry: string, what: string][] => families.flatMap(([entry, what, format]) => (format === module || process.env['REPRISE_FIDELITY'] === 'all' ? [[entry, what]] : []));

/** Families for which the command line does more than start a process: it sets the locale, arguments and where children record. */
const BY_COMMAND = new Set(['time', 'system', 'children']);

/** The lines that state what holds in every mode. */
const factsOf = ({ stdout }: Result): string[] => stdout.split('\n').filter((line) => /^(holds|FAILS): /.test(line));

const printed = ({ stdout, code, signal }: Result): Pick<Result, 'stdout' | 'code' | 'signal'> => ({ stdout, code, signal });

/** Tests of all families in one module format. */
export function testFidelity(module: 'commonjs' | 'esm', own: Readonly<Record<string, string>>, further: (program: () => Project) => void): void {
  let program: Project;
  beforeAll(async () => { program = await programs(module); });
  afterAll(() => { program.remove(); });

  describe.each([...familiesIn(module), ...Object.entries(own)])('%s', (entry, what) => {
    const run = (): Run => ({ entry, args: entry === 'children' ? [program.path('dist/child.js')] : ['a', 'b'], direct: !BY_COMMAND.has(entry) });
    let recorded: Result;
    beforeAll(async () => { recorded = await record(program, run()); });

    it(`says of ${what} what holds without recording`, async () => {
      const unrecorded = await plain(program, entry === 'children' ? { entry, args: [`${await program.plain()}/child.js`] } : run());
      expect(unrecorded.code).toBe(recorded.code);
      expect(factsOf(recorded)).toEqual(factsOf(unrecorded));
      expect(factsOf(recorded).filter((line) => line.startsWith('FAILS'))).toEqual([]);
      // Otherwise the program would read nothing that changes, and its replays would show nothing.
      expect(unrecorded.stdout).not.toBe(recorded.stdout);
    });

    it(`reads ${what} in every replay as recorded`, async () => {
      for (let i = 0; i < RUNS; i++) expect({ i, ...printed(await replay(program, run())) }).toEqual({ i, ...printed(recorded) });
    }, RUNS * 10_000 + 60_000);
  });

  further(() => program);
}

/** A run whose replay prints and ends the same. */
export async function expectSame(program: Project, run: Run): Promise<Result> {
  const recorded = await record(program, run);
  expect(printed(await replay(program, run))).toEqual(printed(recorded));
  return recorded;
}

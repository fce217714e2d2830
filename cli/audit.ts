// `reprise audit`: where a program meets the outside, and where that is not covered.
import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { RepriseError } from '../contract/errors.js';
import type { Audit, ProblemCode } from '../transformer/audit/index.js';
import { jsonReport, sarifReport, type Report } from './audit-report.js';
import { auditLines } from './audit-text.js';
import type { Ended } from './launch.js';
import { Pipe, pipeTo } from './pipe.js';
import { exit, type CommandSpec, type Invocation } from './spec.js';
import { paintFor } from './terminal.js';

interface AuditOptions { readonly project: string; readonly json?: true; readonly sarif?: true; readonly uncovered?: true; readonly packages?: true; readonly allow?: readonly string[] }

/** `reprise audit` */
export const audit: CommandSpec = {
  name: 'audit',
  summary: 'list where a program meets the outside, and what is not covered',
  description: 'Lists every place where a program meets the outside: covered, pure, or not covered and why; and every package that it imports, with how it is taken. Builds nothing and runs nothing. Exit code 0 if all is covered, else 1.',
  command: 'none',
  examples: [
    ['reprise audit', 'audits the program of ./tsconfig.json'],
    ['reprise audit -p packages/api --uncovered', 'only what is not covered'],
    ['reprise audit --packages', 'reads the packages, too, and proposes how to take each'],
    ['reprise audit --allow worker-code,wasm', 'exit code 0 although these are not covered'],
    ['reprise audit --sarif > audit.sarif', 'for code scanning'],
  ],
  declare(command) {
    command
      .option('-p, --project <tsconfig>', 'the tsconfig.json, or its folder', 'tsconfig.json')
      .option('--uncovered', 'only places that are not covered')
      .option('--packages', 'read the files of imported packages, and propose "pure" or "outside" for each')
      .option('--allow <codes>', 'reasons, separated by commas, that do not count for the exit code', (text: string) => text.split(',').map((code) => code.trim()))
      .option('--json', 'print one JSON object')
      .option('--sarif', 'print what is not covered as SARIF 2.1.0');
  },
  async run({ options }: Invocation): Promise<Ended> {
    const { project, json, sarif, uncovered, packages, allow = [] } = options as unknown as AuditOptions;
    if (json === true && sarif === true) throw new RepriseError('REPRISE_USAGE', 'audit prints either --json or --sarif.', { next: 'Leave one of them away.' });
    // The analysis, and the compiler with it, are of no use to other commands.
    const [analysis, { loadCompiler }] = await Promise.all([import('../transformer/audit/index.js'), import('../transformer/hosts/compiler.js')]);
    assertCodes(allow, analysis.PROBLEM_CODES);
    const config = configAt(project);
    const found = localised(analysis.audit(loadCompiler([dirname(config), process.cwd()]), config, packages === true));
    const report: Report = { ...found, allowed: allow as ProblemCode[] };
    const bad = [...report.places, ...report.modules].some(({ problem }) => problem !== undefined && !allow.includes(problem.code));
    const lines = json === true ? [JSON.stringify(jsonReport(report))]
      : sarif === true ? [JSON.stringify(sarifReport(report, analysis.PROBLEM_CODES.map((code) => analysis.problem(code))), undefined, 2)]
        : auditLines(report, uncovered === true, paintFor(process.stdout));
    await pipeTo(new Pipe(process.stdout), lines);
    return exit(bad ? 1 : 0);
  },
};

function configAt(project: string): string {
  const path = resolve(project);
  return existsSync(path) && statSync(path).isDirectory() ? join(path, 'tsconfig.json') : path;
}

function assertCodes(allow: readonly string[], known: readonly string[]): void {
  const unknown = allow.find((code) => !known.includes(code));
  if (unknown !== undefined) throw new RepriseError('REPRISE_USAGE', `--allow names "${unknown}", which is no reason.`, { next: `Reasons are ${known.join(', ')}.` });
}

/** Files as seen from the working directory. */
function localised(found: Audit): Audit {
  const local = (path: string): string => relative(process.cwd(), path).replaceAll('\\', '/');
  return { ...found, configs: found.configs.map(local), withoutPlugin: found.withoutPlugin.map(local), places: found.places.map((place) => ({ ...place, file: local(place.file) })) };
}

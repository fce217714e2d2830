// `reprise check`: whether built output is instrumented, all of it, and fresh.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { RepriseError } from '../contract/errors.js';
import type { Ended } from './launch.js';
import { shown } from './location.js';
import type { CheckedOutput } from './output-faults.js';
import { exit, matcher, type CommandSpec, type Invocation } from './spec.js';
import { counted, paintFor } from './terminal.js';

interface CheckOptions { readonly project?: string; readonly ignore?: readonly string[]; readonly json?: true }

/** What was found in a folder, and what may explain it. */
type FolderResult = CheckedOutput & { readonly hint: readonly string[] };

/** How many faults are told one by one. */
const TOLD = 20;

/** `reprise check` */
export const check: CommandSpec = {
  name: 'check',
  summary: 'check that built output is instrumented and fresh',
  description: 'Reads the .js, .mjs and .cjs files of folders and fails, with exit code 1, where one was not instrumented, or was built by another version of reprise, with other plugin options, or from another source than there is now.',
  command: 'none',
  examples: [
    ['reprise check dist', 'compares with the tsconfig.json above dist'],
    ['reprise check dist -p tsconfig.build.json', 'compares with another one'],
    ["reprise check dist --ignore 'public/*'", 'passes over files that are no part of the program'],
    ['reprise check dist --json', 'the result as a JSON object on stdout'],
  ],
  declare(command) {
    command
      .argument('<dir...>', 'folders of built JavaScript')
      .option('-p, --project <file>', 'the tsconfig.json that it was built with (default: the nearest above the folder)')
      .option('--ignore <pattern>', 'files that are not to be instrumented: part of a path within the folder, or a pattern with * and ?; may be repeated', repeated)
      .option('--json', 'print the result as one JSON object');
  },
  async run({ args, options }: Invocation): Promise<Ended> {
    const { project, ignore = [], json } = options as CheckOptions;
    const ignored = ignore.map(matcher);
    const results: FolderResult[] = [];
    for (const arg of args) results.push(await checkFolder(arg, project, (path) => ignored.some((matches) => matches(path))));
    const all = {
      files: results.reduce((sum, { files }) => sum + files, 0),
      modules: results.reduce((sum, { modules }) => sum + modules, 0),
      withoutSource: results.reduce((sum, { withoutSource }) => sum + withoutSource, 0),
      faults: results.flatMap(({ faults }) => faults),
    };
    process.stdout.write(json === true ? `${JSON.stringify(all)}\n` : report(all, results.flatMap(({ hint }) => hint)));
    return exit(all.faults.length === 0 ? 0 : 1);
  },
};

function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

async function checkFolder(folder: string, project: string | undefined, ignored: (path: string) => boolean): Promise<FolderResult> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new RepriseError('REPRISE_USAGE', `there is no folder ${folder}.`, { next: 'Build the program first: npx reprise build' });
  }
  // The other commands have no use for what reads output.
  const [{ expectedOutput, loadCompiler }, { checkOutput }] = await Promise.all([import('../transformer/hosts/index.js'), import('./output-faults.js')]);
  const path = resolve(folder);
  const compiler = loadCompiler([path, process.cwd()]);
  const expected = expectedOutput(compiler, path, project);
  const checked = checkOutput(compiler, path, expected, ignored);
  if (checked.files === 0) throw new RepriseError('REPRISE_USAGE', `there is no JavaScript in ${shown(resolve(folder))}.`, { next: 'Build the program first: npx reprise build' });
  const off = expected?.instrument === false && checked.faults.length > 0;
  return { ...checked, hint: off ? [`Instrumentation is switched off in ${shown(expected.config)}, or by REPRISE_INSTRUMENT.`] : [] };
}

function report({ files, modules, withoutSource, faults }: CheckedOutput, hints: readonly string[]): string {
  const paint = paintFor(process.stdout);
  const lines = faults.slice(0, TOLD).map(({ file, detail }) => `${paint.bold(file)} ${detail}`);
  if (faults.length > TOLD) lines.push(`… and ${counted(faults.length - TOLD, 'more', 'more')}`);
  const verdict = faults.length === 0 ? paint.green('fresh') : paint.red('not fresh');
  const unseen = withoutSource === 0 ? '' : `, ${withoutSource} without a source to compare with`;
  lines.push(`${verdict}: ${counted(faults.length, 'fault')} in ${counted(files, 'file')} (${counted(modules, 'instrumented module')}${unseen})`, ...hints);
  if (faults.length > 0) lines.push('Build again: npx reprise build. Files that are no part of the program: --ignore.');
  return `${lines.join('\n')}\n`;
}

// `reprise audit` as people and scripts use it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledTypescript, project, reprise, type Project } from '../harness/index.js';

let made: Project;
const audit = (...args: string[]) => reprise(['audit', ...args], { cwd: made.folder, env: compiledTypescript() });
const json = async (...args: string[]): Promise<Report> => JSON.parse((await audit('--json', ...args)).stdout) as Report;
let report: Promise<Report> | undefined;
const whole = (): Promise<Report> => (report ??= json());

interface Report {
  readonly places: readonly { readonly file: string; readonly line: number; readonly column: number; readonly operation: string; readonly problem?: { readonly code: string } }[];
  readonly modules: readonly { readonly name: string; readonly class: string; readonly because: string; readonly problem?: { readonly code: string } }[];
  readonly summary: object;
  readonly [more: string]: unknown;
}

beforeAll(async () => {
  made = await project({
    files: {
      'src/main.ts': "import { readFileSync } from 'node:fs';\nimport { join } from 'node:path';\nexport const text = (name: string): string => readFileSync(join('a', name), 'utf8');\nconsole.log(eval('1'));\n",
      'src/parts.ts': "import { built } from 'built';\nimport { raw } from 'raw';\nimport { legacy } from './legacy.js';\nimport { own } from './own.js';\nexport const all = [built(), raw(), legacy, own];\n",
      'src/own.ts': 'export const own = 1;\n',
      'src/legacy.d.ts': 'export declare const legacy: number;\n',
    },
    outside: {
      built: { 'index.js': 'const _reprise = require("reprise/runtime"); exports.built = () => 1;' },
      raw: { 'index.js': 'exports.raw = () => Date.now();' },
    },
    plugin: { program: ['built', 'raw'] },
    compilerOptions: { types: [], lib: ['es5'] },
  });
  made.write('src/legacy.js', 'exports.legacy = Date.now();');
  // A solution of two projects, the one built on the other.
  const files: Record<string, string> = {
    'solution/tsconfig.json': '{ "files": [], "references": [{ "path": "app" }] }',
    'solution/app/tsconfig.json': '{ "compilerOptions": { "composite": true, "types": [], "lib": ["es5"], "module": "node16", "plugins": [{ "transform": "reprise/transformer", "pure": ["left-pad"] }] }, "include": ["*.ts"], "references": [{ "path": "../lib" }] }',
    'solution/app/app.ts': "import pad from 'left-pad';\nimport { now } from '../lib/lib.js';\npad(now());\n",
    'solution/lib/tsconfig.json': '{ "compilerOptions": { "composite": true, "types": [], "lib": ["es5"], "module": "node16" }, "include": ["*.ts"] }',
    'solution/lib/lib.ts': 'export const now = () => Date.now();\n',
    'broken/tsconfig.json': '{ "compilerOptions": ',
    'misspelt/tsconfig.json': '{ "compilerOptions": { "types": [], "lib": ["es5"], "plugins": [{ "transform": "reprise/transformer", "pur": [] }] }, "files": ["x.ts"] }',
    'misspelt/x.ts': '',
    'packages/tsconfig.json': '{ "compilerOptions": { "types": [], "lib": ["es5"], "plugins": [{ "transform": "reprise/transformer", "pure": ["pad", "clock"] }] }, "files": ["x.ts"] }',
    'packages/x.ts': "import { pad } from 'pad';\nimport { now } from 'clock';\npad(now());\n",
    'packages/node_modules/pad/index.js': 'exports.pad = (x) => String(x).padStart(9);',
    'packages/node_modules/clock/index.js': '// A clock.\nexports.now = () => Date.now();',
    'covered/tsconfig.json': '{ "compilerOptions": { "types": [], "lib": ["es5"], "plugins": [{ "transform": "reprise/transformer" }] }, "files": ["x.ts"] }',
    'covered/x.ts': 'export const now = Date.now();\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(made.path(name)), { recursive: true });
    writeFileSync(made.path(name), text);
  }
});
afterAll(() => made.remove());

describe('reprise audit', () => {
  it('lists places by file, modules, numbers, and last what is not covered; the exit code tells', async () => {
    const { stdout, stderr, code } = await audit();
    expect({ stderr, code }).toEqual({ stderr: '', code: 1 });
    expect(stdout).toContain('src/main.ts\n     3:47  readFileSync                     node:fs.readFileSync             effect\n     3:60  join                             node:path.join                   pure\n');
    expect(stdout).toContain('     4:13  eval                                                              not covered: eval\n');
    expect(stdout).toMatch(/\n {2}node:fs +outside +a module of Node, 1 place\n/);
    expect(stdout).toMatch(/\nfiles +1 +0 +0\n/);
    expect(stdout).toContain('not covered: eval\n  Code given to a direct eval is not instrumented: what it reads of the outside is neither recorded nor replayed.\n    src/main.ts:4:13  eval\n');
    expect(stdout.trimEnd().split('\n').pop()).toBe('5 places in 3 files: 2 covered, 1 pure, 2 not covered; 1 module not covered');
  });

  it('finds what is taken for a part of the program and was not built with reprise', async () => {
    const { places, modules } = await whole();
    expect(places.filter(({ problem }) => problem?.code === 'unmarked-module')).toMatchObject([{ file: 'src/parts.ts', line: 3, column: 24, operation: 'import "./legacy.js"' }]);
    expect(modules.map(({ name, class: side, because, problem }) => [name, side, because, problem?.code])).toEqual([
      ['built', 'program', 'option', undefined], ['node:fs', 'outside', 'builtin', undefined], ['node:path', 'pure', 'builtin', undefined], ['raw', 'program', 'option', 'unmarked-module'],
    ]);
  });

  it('has exit code 0 if all is covered, or what is not is allowed', async () => {
    expect(await audit('-p', 'covered')).toMatchObject({ code: 0, stdout: expect.stringContaining('1 place in 1 file: 1 covered, 0 pure, 0 not covered') as string });
    expect(await audit('--allow', 'eval,unmarked-module')).toMatchObject({ code: 0, stdout: expect.stringContaining('not covered: eval (allowed)\n') as string });
  });

  it('prints no more than that with --uncovered', async () => {
    const { stdout } = await audit('--uncovered');
    expect(stdout).not.toContain('readFileSync');
    expect(stdout).toContain('src/parts.ts:3:24  import "./legacy.js"\n');
  });

  it('prints one JSON object with --json', async () => {
    const report = await whole();
    expect(Object.keys(report)).toEqual(['version', 'tool', 'configs', 'withoutPlugin', 'files', 'places', 'modules', 'summary']);
    expect(report).toMatchObject({ version: 1, configs: ['tsconfig.json'], withoutPlugin: [], files: 3 });
    expect(report.places[0]).toEqual({ file: 'src/main.ts', line: 3, column: 47, operation: 'readFileSync', root: 'node:fs.readFileSync', treatment: 'effect', category: 'files', module: 'node:fs' });
    expect(report.summary).toEqual({
      covered: 2, pure: 1, uncovered: 2, modules: { uncovered: 1 }, allowed: [],
      categories: {
        computing: { covered: 0, pure: 1, uncovered: 0 }, engine: { covered: 0, pure: 0, uncovered: 1 }, files: { covered: 1, pure: 0, uncovered: 0 }, 'input and output': { covered: 1, pure: 0, uncovered: 0 }, modules: { covered: 0, pure: 0, uncovered: 1 },
      },
    });
  });

  it('prints SARIF 2.1.0 with --sarif', async () => {
    const { stdout, code } = await audit('--sarif', '--allow', 'eval');
    expect(code).toBe(1);
    const log = JSON.parse(stdout) as { $schema: string; version: string; runs: { tool: { driver: { name: string; version: string; rules: { id: string; shortDescription: { text: string } }[] } }; results: { ruleId: string; ruleIndex: number; level: string; message: { text: string }; locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[] }[] }[] };
    expect([log.$schema, log.version, log.runs.length]).toEqual(['https://json.schemastore.org/sarif-2.1.0.json', '2.1.0', 1]);
    const { tool: { driver }, results } = log.runs[0]!;
    expect([driver.name, new Set(driver.rules.map(({ id }) => id)).size]).toEqual(['reprise', driver.rules.length]);
    for (const { ruleId, ruleIndex, message, locations, level } of results) {
      expect(driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(['none', 'note', 'warning', 'error']).toContain(level);
      expect(message.text.length).toBeGreaterThan(10);
      expect(locations).toHaveLength(1);
    }
    expect(results.map(({ ruleId, level, locations: [place] }) => [ruleId, level, place!.physicalLocation.artifactLocation.uri, place!.physicalLocation.region])).toEqual([
      ['eval', 'note', 'src/main.ts', { startLine: 4, startColumn: 13 }],
      ['unmarked-module', 'warning', 'src/parts.ts', { startLine: 3, startColumn: 24 }],
      ['unmarked-module', 'warning', 'tsconfig.json', { startLine: 1 }],
    ]);
  });

  it('follows the references of a solution, each project by its own options', async () => {
    const report = await json('-p', 'solution');
    expect(report['configs']).toEqual(['solution/lib/tsconfig.json', 'solution/app/tsconfig.json', 'solution/tsconfig.json']);
    expect(report['withoutPlugin']).toEqual(['solution/lib/tsconfig.json']);
    expect(report.places.map(({ file, operation }) => [file, operation])).toEqual([['solution/lib/lib.ts', 'Date.now'], ['solution/app/app.ts', 'pad']]);
    expect(report.modules.map(({ name, class: side }) => [name, side])).toEqual([['left-pad', 'pure']]);
  });

  it('reads packages with --packages, and tells of one that is no more than called pure', async () => {
    const { stdout, code } = await audit('-p', 'packages', '--packages');
    expect(code).toBe(1);
    expect(stdout).toContain('packages, as their files say\n  clock  outside, though it is taken for pure  (1 file read)\n      clock/index.js:2:21  Date.now\n  pad  pure  (1 file read)\n');
    expect(stdout).toMatch(/\nnot covered: impure-package\n.*\n {4}clock\n/);
    expect(stdout).toContain('\n2 places in 1 file: 0 covered, 2 pure, 0 not covered; 1 module not covered\n');
  });

  it.each([
    [['-p', 'nowhere'], "reprise: there is no {folder}/nowhere. (REPRISE_USAGE)\nName the tsconfig.json of your program: reprise audit -p path/to/tsconfig.json\n"],
    [['-p', 'broken'], /^reprise: \S+\/broken\/tsconfig\.json cannot be read: .* \(REPRISE_USAGE\)\n/],
    [['-p', 'misspelt'], 'reprise: the plugin entry of tsconfig.json has an unknown option "pur". (REPRISE_OPTION)\nDid you mean "pure"?\n'],
    [['--allow', 'everything'], /^reprise: --allow names "everything", which is no reason\. \(REPRISE_USAGE\)\nReasons are dynamic-code, /],
    [['--json', '--sarif'], 'reprise: audit prints either --json or --sarif. (REPRISE_USAGE)\nLeave one of them away.\n'],
    [['--', 'node', 'x.js'], 'reprise: audit takes no command after --. (REPRISE_USAGE)\nSee: reprise audit --help\n'],
  ])('%j is a mistake, with exit code 125', async (args, message) => {
    const { stdout, stderr, code } = await audit(...args);
    expect({ stdout, code }).toEqual({ stdout: '', code: 125 });
    if (typeof message === 'string') expect(stderr).toBe(message.replace('{folder}', made.folder));
    else expect(stderr).toMatch(message);
  });
});

// Options of a recording: where they may stand, which place wins, and what is said of a wrong one.
import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRecording, previewText, type Entry } from '../../recording/index.js';
import { project, reprise, type Project, type Result } from '../harness/index.js';

let program: Project;
beforeAll(async () => {
  program = await project({ files: { 'src/main.ts': `import { parse } from 'outside'; console.log(parse('x'.repeat(200)), Math.random());` }, outside: { outside: { 'index.js': 'exports.parse = (text) => text.length;' } } });
}, 60_000);
afterAll(() => { program.remove(); });

const recording = (): string => program.path('run.reprise');

async function record(flags: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Result> {
  rmSync(recording(), { force: true });
  return reprise(['record', '-o', recording(), ...flags, '--', 'node', 'dist/main.js'], { cwd: program.folder, env });
}

/** What was kept of the long argument. */
function kept(): string {
  for (const entry of openRecording(recording()).entries() as Iterable<Entry>) {
    if ('bases' in entry && entry.args.length > 0) return previewText(entry.args, entry.bases);
  }
  return '';
}

const configurations: [name: string, text: string][] = [
  ['reprise.config.json', '{ "arguments": "full" }'],
  ['reprise.config.js', 'module.exports = { arguments: "full" };'],
  ['reprise.config.mjs', 'export default { arguments: "full" };'],
  ['reprise.config.ts', `import type { RecordOptions } from 'reprise';\nconst options: Partial<RecordOptions> = { arguments: 'full' };\nexport default options;`],
];

it.each(configurations)('%s holds options', async (name, text) => {
  writeFileSync(program.path(name), text);
  try {
    expect((await record([])).code).toBe(0);
    expect(kept()).toBe(`"${'x'.repeat(200)}"`);
  } finally {
    rmSync(program.path(name));
  }
}, 60_000);

it('the command line overrides REPRISE_OPTIONS, which overrides the configuration file', async () => {
  writeFileSync(program.path('reprise.config.json'), '{ "arguments": "full" }');
  const env = { REPRISE_OPTIONS: '{"arguments":"digest"}' };
  expect((await record([], env)).code).toBe(0);
  expect(kept()).toMatch(/^crc [0-9a-f]+$/);
  expect((await record(['--arguments', 'preview'], env)).code).toBe(0);
  expect(kept()).toMatch(/^"x{120}"… \(200 characters, crc [0-9a-f]+\)$/);
  rmSync(program.path('reprise.config.json'));
}, 60_000);

it('a run with any of them replays', async () => {
  for (const flags of [['--arguments', 'digest', '--random', 'values', '--flush', 'block'], ['--arguments', 'full', '--compression', 'none', '--interval', '1'], ['--flush', 'turn', '--compression', 'deflate']]) {
    const recorded = await record(flags);
    expect(recorded.code).toBe(0);
    expect(await reprise(['replay', recording()], { cwd: program.folder })).toMatchObject({ stdout: recorded.stdout, code: 0 });
  }
}, 60_000);

it('a digest finds a changed argument', async () => {
  await record(['--arguments', 'digest']);
  const source = 'src/main.ts';
  program.write(source, `import { parse } from 'outside'; console.log(parse('y'.repeat(200)), Math.random());`);
  await program.compile();
  expect(await reprise(['replay', recording()], { cwd: program.folder })).toMatchObject({ code: 125, stderr: expect.stringMatching(/arguments differ: recorded \(crc [0-9a-f]+\), now \(crc [0-9a-f]+\)/) });
}, 60_000);

it('Math.random is a seed unless its values are asked for, or Node was given a seed', async () => {
  const isSeeded = () => openRecording(recording()).header.random !== undefined;
  await record([]);
  expect(isSeeded()).toBe(true);
  await record(['--random', 'values']);
  expect(isSeeded()).toBe(false);
  rmSync(recording());
  await reprise(['record', '-o', recording(), '--', 'node', '--random-seed=7', 'dist/main.js'], { cwd: program.folder });
  expect(isSeeded()).toBe(false);
}, 60_000);

const mistakes: [what: string, flags: string[], env: Record<string, string>, message: RegExp][] = [
  ['an unknown option', [], { REPRISE_OPTIONS: '{"fluhs":"turn"}' }, /^reprise: REPRISE_OPTIONS has an unknown option "fluhs"\. \(REPRISE_OPTION\)\nDid you mean "flush"\?\n$/],
  ['a value that an option cannot have', [], { REPRISE_OPTIONS: '{"flush":"often"}' }, /^reprise: the option "flush" in REPRISE_OPTIONS is "often"\. \(REPRISE_OPTION\)\nIt has to be "entry", "turn", "interval" or "block"\.\n$/],
  ['an interval of no time', [], { REPRISE_OPTIONS: '{"interval":0}' }, /^reprise: the option "interval" in REPRISE_OPTIONS is 0\. \(REPRISE_OPTION\)\nIt has to be a whole number of milliseconds from 1 to 3,600,000\.\n$/],
  ['an interval of days', ['--interval', '86400000'], {}, /^reprise: option '--interval <ms>' argument '86400000' is invalid\. It must be a whole number from 1 to 3,600,000\. \(REPRISE_USAGE\)\n/],
  ['a flag with an interval of no time', ['--interval', '0'], {}, /^reprise: option '--interval <ms>' argument '0' is invalid\. It must be a whole number from 1 to 3,600,000\. \(REPRISE_USAGE\)\n/],
  ['a limit that no timer can hold', ['--timeout', '3000000'], {}, /^reprise: option '--timeout <seconds>' argument '3000000' is invalid\. It must be a whole number from 1 to 2,147,483\. \(REPRISE_USAGE\)\n/],
  ['a number of runs where there is one', ['--max', '3'], {}, /^reprise: --max says nothing without --until-fail: one run is recorded\. \(REPRISE_USAGE\)\nFor instance: reprise record --until-fail --max 3 -- node dist\/main\.js\n$/],
  ['no JSON', [], { REPRISE_OPTIONS: 'flush=turn' }, /^reprise: REPRISE_OPTIONS is no JSON: /],
  ['a list', [], { REPRISE_OPTIONS: '[]' }, /^reprise: REPRISE_OPTIONS gives a list\. /],
  ['a flag with a wrong value', ['--flush', 'often'], {}, /^reprise: option '--flush <when>' argument 'often' is invalid\. Allowed choices are entry, turn, interval, block\./],
];

it.each(mistakes)('%s is an error that says what is possible', async (_, flags, env, message) => {
  expect(await record(flags, env)).toMatchObject({ code: 125, stderr: expect.stringMatching(message) });
});

it('a configuration file with a mistake is named', async () => {
  writeFileSync(program.path('reprise.config.json'), '{ "arguments": true }');
  const { code, stderr } = await record([]);
  rmSync(program.path('reprise.config.json'));
  expect({ code, stderr }).toEqual({ code: 125, stderr: 'reprise: the option "arguments" in reprise.config.json is true. (REPRISE_OPTION)\nIt has to be "digest", "preview" or "full".\n' });
});

it('two configuration files in one folder are refused', async () => {
  for (const name of ['reprise.config.json', 'reprise.config.js']) writeFileSync(program.path(name), '{}');
  const { code, stderr } = await record([]);
  for (const name of ['reprise.config.json', 'reprise.config.js']) rmSync(program.path(name));
  expect({ code, stderr }).toEqual({ code: 125, stderr: 'reprise: there are two configuration files: reprise.config.js and reprise.config.json. (REPRISE_OPTION)\nKeep one of them.\n' });
});

it('a directory of recordings that cannot be made is named', async () => {
  const env = { REPRISE_DIR: program.path('tsconfig.json/recordings') };
  expect(await reprise(['record', '--', 'node', 'dist/main.js'], { cwd: program.folder, env })).toMatchObject({ code: 125, stderr: expect.stringMatching(/^reprise: the directory tsconfig\.json\/recordings cannot be created: ENOTDIR: .*\. \(REPRISE_RECORDING_UNWRITABLE\)\nName another one in REPRISE_DIR, or a file with -o\.\n$/) });
});

it('a configuration file that throws is named, whatever it throws', async () => {
  writeFileSync(program.path('reprise.config.js'), "throw 'no idea';\n");
  const { code, stderr } = await record([]);
  rmSync(program.path('reprise.config.js'));
  expect({ code, stderr }).toEqual({ code: 125, stderr: 'reprise: reprise.config.js cannot be loaded: no idea. (REPRISE_OPTION)\nRun it by itself to see where it fails.\n' });
});

it('a configuration file with a mistake in its syntax is refused, not guessed', async () => {
  writeFileSync(program.path('reprise.config.ts'), "export default {\n  flush: 'turn'\n");
  const { code, stderr } = await record([]);
  rmSync(program.path('reprise.config.ts'));
  expect({ code, stderr }).toEqual({ code: 125, stderr: "reprise: reprise.config.ts cannot be compiled: '}' expected. (line 3) (REPRISE_OPTION)\nCorrect it.\n" });
});

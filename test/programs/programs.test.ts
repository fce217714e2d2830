// Programs as people write them: recorded, they do what they do plain; replayed elsewhere, with the packages gone, the
// same again.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording } from '../../recording/index.js';
import { plainAndRecorded, project, recordingOf, run, type Project, type Result } from '../harness/index.js';

const sources = join(__dirname, 'src');
/** Packages in a folder: name → text by path. */
const packagesIn = (kind: string) => Object.fromEntries(readdirSync(join(__dirname, kind)).map((file) => [basename(file, '.js'), { 'index.js': readFileSync(join(__dirname, kind, file), 'utf8') }]));
const pure = packagesIn('pure');
/** Packages of the outside that pure ones need, too. */
const needed = ['rounding'];
const texts = new Map(readdirSync(sources).map((name) => [basename(name, '.ts'), readFileSync(join(sources, name), 'utf8')]));
/** Modules that others import are no programs. */
const parts = new Set([...texts.values()].flatMap((text) => [...text.matchAll(/'\.\/([\w-]+)(?:\.js)?'/g)].map(([, name]) => name)));
const all = [...texts.keys()];
/** How a module begins, ends or fails is not the same in both formats. */
const IN_BOTH = ['exit-', 'handled-late', 'imported', 'imports-given', 'interrupted', 'live-classes', 'loading', 'ticking', 'uncaught-through', 'uncaught-thrown', 'unhandled'];
/** A package's `require` of ES modules is none that a replay could answer. */
const IN_COMMONJS = ['collected'];
/** The other programs take turns: `REPRISE_PROGRAMS=all` runs each in both formats. */
const namesOf = (module: 'commonjs' | 'esm') => all.filter((name, i) => {
  if (parts.has(name)) return false;
  if (IN_COMMONJS.includes(name)) return module === 'commonjs';
  return process.env['REPRISE_PROGRAMS'] === 'all' || IN_BOTH.some((start) => name.startsWith(start)) || (i % 2 === 0) === (module === 'commonjs');
});

/** How many entries of a recording have no position that is proven. */
function inexact(file: string): number | undefined {
  const recording = openRecording(file);
  for (const _entry of recording.entries()) { /* the end comes last */ }
  return recording.end()?.inexact;
}

describe.each(['commonjs', 'esm'] as const)('as %s', (module) => {
  const names = namesOf(module);
  let made: Project;
  /** A program that nobody records. */
  let off: Result;
  const runs = new Map<string, { plain: Result; recorded: Result }>();
  beforeAll(async () => {
    made = await project({
      module,
      files: Object.fromEntries([...texts].map(([name, text]) => [`src/${name}.ts`, text])),
      outside: { ...packagesIn('outside'), ...pure },
      plugin: { pure: Object.keys(pure) },
    });
    for (const entry of names) {
      runs.set(entry, await plainAndRecorded(made, { entry, direct: true }));
    }
    off = await run(made, { mode: 'off', entry: 'uncaught-callee' });
    renameSync(made.path('node_modules'), made.path('gone'));
    mkdirSync(made.path('node_modules'));
    for (const name of [...Object.keys(pure), ...needed]) renameSync(made.path(`gone/${name}`), made.path(`node_modules/${name}`));
  });
  afterAll(() => { made.remove(); });

  it('have nothing of the hooks in the stack of an error that says what is missing, where nobody records', () => {
    expect(off.stderr).toMatch(/^TypeError: keeper\.missing is not a function\n +at use .*uncaught-callee\.ts:5:\d+/m);
  });

  it.each(names)('%s', async (entry) => {
    const { plain, recorded } = runs.get(entry)!;
    if (!entry.startsWith('uncaught-')) expect(plain.stdout, plain.stderr).not.toBe('');
    expect(recorded.stdout).toBe(plain.stdout);
    expect(recorded.code).toBe(plain.code);
    expect(inexact(recordingOf(made, entry))).toBe(0);
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    const replayed = await run(made, { mode: 'replay', entry, direct: true, cwd: elsewhere, env: { TZ: 'Pacific/Chatham', HOME: elsewhere, LANG: 'tr_TR.UTF-8' } });
    rmSync(elsewhere, { recursive: true });
    expect(replayed.stdout, replayed.stderr).toBe(recorded.stdout);
    expect(replayed.code).toBe(recorded.code);
    // Of a rejection that nobody handles Node prints the line that made the error.
    if (entry === 'uncaught-outside') for (const { stderr } of [plain, recorded, replayed]) expect(stderr).toMatch(/^RangeError: package failed\n +at /m);
    if (entry === 'uncaught-rethrown') for (const { stderr } of [plain, recorded, replayed]) expect(stderr).toMatch(/^TypeError: subscriber failed\n +at /m);
    // Of a module of the other kind Node tells in a rejection, without the line.
    if (entry === 'uncaught-through' && module === 'commonjs') for (const { stderr } of [plain, recorded, replayed]) expect(stderr).toMatch(/uncaught-through\.ts:4\n.*\bthrow\b.*\n +\^\n\n*TypeError: thrown through\n +at /);
    if (entry === 'uncaught-wrapped') for (const { stderr } of [plain, recorded, replayed]) expect(stderr).toMatch(/^RangeError: wrapped: inner\n +at /m);
    if (entry === 'uncaught-listener') for (const { stderr } of [plain, recorded, replayed]) expect(stderr).toMatch(/^Error: second\n +at /m);
    if (entry === 'exit-listener-throws') for (const { stderr } of [plain, recorded, replayed]) expect(stderr).toMatch(/^AssertionError \[ERR_ASSERTION\]: not what was expected\n/m);
    // What a callback of the program threw is reported with its line, not with that of reprise which threw it on.
    if (entry === 'uncaught-subclass') for (const { stderr } of [plain, recorded, replayed]) expect(stderr).toMatch(/uncaught-subclass\.ts:\d+\n.*\bthrow\b.*\n +\^\n/);
    if (entry === 'uncaught-callee') for (const { stderr } of [plain, recorded, replayed]) expect(stderr).toMatch(/uncaught-callee\.ts:5\n.*missing\(1\);\n +\^\n\n+TypeError: keeper\.missing is not a function\n +at use /);
    // Frames of Node below those of the program are the recorded ones.
    if (/^uncaught-(framed|subclass)$/.test(entry)) expect(replayed.stderr).toBe(recorded.stderr);
    if (entry === 'uncaught-rejected' || entry === 'uncaught-outside' || entry === 'uncaught-text') for (const { stderr } of [recorded, replayed]) expect(stderr).not.toMatch(/node_modules[\\/]reprise/);
  });
});

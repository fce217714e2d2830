// What a process pays for reprise before its program runs: told by what it loads, since times differ by machine.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Slot } from '../../contract/emitted.js';
import { encodeTable } from '../../contract/table.js';
import { Kind, openRecording } from '../../recording/index.js';
import { execute, installed } from '../harness/index.js';

interface Loaded { readonly files: readonly string[]; readonly own: readonly string[]; readonly host: readonly string[] }

const file = join(tmpdir(), `reprise-start-${process.pid}.reprise`);

/** What is loaded once a script ran behind the preload: files, and the modules of bundles that were evaluated. */
async function loaded(mode: string, script = ''): Promise<Loaded> {
  const bundles = JSON.stringify(['base', 'bundle'].map((name) => installed(`dist/runtime/${name}.js`)));
  const report = `${script}; console.log(JSON.stringify({ files: Object.keys(require.cache), own: ${bundles}.flatMap((file) => [...require.cache[file]?.exports.evaluated.keys() ?? []]), host: process.moduleLoadList }))`;
  const { stdout } = await execute(process.execPath, ['--require', installed('dist/runtime/boot.js'), '-e', report], { cwd: tmpdir(), env: { REPRISE_MODE: mode, REPRISE_FILE: file } });
  rmSync(file, { force: true });
  const { files, own, host } = JSON.parse(stdout) as Loaded;
  const folder = installed('dist');
  return { files: files.filter((name) => name.startsWith(folder)).map((name) => name.slice(folder.length + 1).replaceAll('\\', '/')).sort(), own: [...own].sort(), host };
}

/** Node's implementation of fetch: dearer than all else that starts with a program. */
const FETCH = 'NativeModule internal/deps/undici/undici';
/** From Node 22 on it is loaded by Node itself. */
const isFree = process.version.startsWith('v20.');

describe('variables that make no sense', () => {
  const mistakes: [what: string, env: Record<string, string>, message: string][] = [
    ['an unknown mode', { REPRISE_MODE: 'recrod', REPRISE_FILE: file }, 'reprise: REPRISE_MODE is "recrod". (REPRISE_USAGE)\nIt can be off, record or replay.\n'],
    ['no recording', { REPRISE_MODE: 'replay' }, 'reprise: REPRISE_MODE is replay, but REPRISE_FILE names no recording. (REPRISE_USAGE)\nSet it, or use the command line: reprise replay\n'],
    ['options that are a list', { REPRISE_MODE: 'record', REPRISE_FILE: file, REPRISE_OPTIONS: '[]' }, 'reprise: REPRISE_OPTIONS gives a list. (REPRISE_OPTION)\nIt has to be an object, for instance {"flush":"turn"}.\n'],
  ];
  it.each(mistakes)('end the process before the program runs: %s', async (_, env, stderr) => {
    expect(await execute(process.execPath, ['--require', installed('dist/runtime/boot.js'), '-e', 'console.log(1)'], { cwd: tmpdir(), env })).toMatchObject({ code: 125, stdout: '', stderr });
  });
});

describe('a process that does not record', () => {
  it('loads two small files', async () => {
    const { files, own, host } = await loaded('off');
    expect(files).toEqual(['runtime/base.js', 'runtime/boot.js']);
    expect(own.filter((name) => name.startsWith('runtime/'))).toEqual(['boot', 'emitted', 'function-text', 'off-hooks', 'program', 'reserved', 'start'].map((name) => `runtime/${name}`));
    expect(own.every((name) => name.startsWith('runtime/') || name.startsWith('contract/'))).toBe(true);
    if (isFree) expect(host).not.toContain(FETCH);
  });
});

describe('a module of another build', () => {
  it('is refused with a message, and without a stack trace', async () => {
    const register = `require(${JSON.stringify(installed('dist/runtime/emitted.js'))}).module({ contract: 0, version: '0.0.1', file: 'src/old.ts', sites: [], slots: [], outside: [] })`;
    const { code, stderr } = await execute(process.execPath, ['-e', register], { cwd: tmpdir() });
    expect({ code, stderr }).toEqual({ code: 125, stderr: expect.stringMatching(/^reprise: src\/old\.ts was built by reprise 0\.0\.1 \(contract 0\); this is .* \(REPRISE_CONTRACT\)\nBuild the program again with the installed version: npx reprise build\n$/) as string });
  });
});

describe('two versions of reprise in one process', () => {
  it('are refused with both folders, and without a stack trace', async () => {
    const other = mkdtempSync(join(tmpdir(), 'reprise-other-'));
    cpSync(installed('dist/runtime'), join(other, 'dist/runtime'), { recursive: true });
    writeFileSync(join(other, 'package.json'), JSON.stringify({ version: '9.9.9' }));
    const { version } = JSON.parse(readFileSync(installed('package.json'), 'utf8')) as { version: string };
    const load = [installed('dist/runtime/emitted.js'), join(other, 'dist/runtime/emitted.js')].map((path) => `require(${JSON.stringify(path)}).state();`).join(' ');
    const { code, stderr } = await execute(process.execPath, ['-e', load], { cwd: other });
    expect({ code, stderr }).toEqual({ code: 125, stderr: `reprise: reprise ${version} (${installed('dist/')}) and reprise 9.9.9 (${join(other, 'dist/')}) met in one process. (REPRISE_TWO_RUNTIMES)\nInstall one version for all packages of the program, and run its command: npm ls reprise\n` });
    rmSync(other, { recursive: true });
  });
});

describe('a module of an older contract', () => {
  it.each([2, 4])('is recorded and replayed: contract %i', async (contract) => {
    const folder = mkdtempSync(join(tmpdir(), 'reprise-contract-'));
    const names = ['Date.now', 'Math.random', 'performance.now', 'process.hrtime.bigint', 'new Date', 'randomUUID'];
    const table = encodeTable({
      contract, version: '0.1.0', options: '', format: 'commonjs', file: 'old.js', hash: '0123456789abcdef',
      sites: names.flatMap((name, at) => [at + 1, 1, name]), slots: [...['Date', 'Math', 'performance', 'process'].map((name): Slot => ['g', name]), ['i', 'node:crypto', 'randomUUID']], outside: [],
    });
    const reads = ['call0(0, h.ref(0, Date).now, h.ref(0, Date))', 'call0(1, h.ref(1, Math).random, h.ref(1, Math))', 'call0(2, h.ref(2, performance).now, h.ref(2, performance))',
      'call0(3, h.ref(3, process).hrtime.bigint, h.ref(3, process).hrtime)', 'n(4, 0, Date, []).getTime()', 'f(5, 4, uuid)'];
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, 'old.js'), `const { randomUUID: uuid } = require('node:crypto');
const h = require(${JSON.stringify(installed('dist/runtime/emitted.js'))}).module(${JSON.stringify(table)}, __filename);
h.call(0, h.ref(3, process).stdout.write, h.ref(3, process).stdout, [[${reads.map((read) => `h.${read}`).join(', ')}].join(' ') + '\\n']);`);
    const run = (mode: string) => execute(process.execPath, ['--require', installed('dist/runtime/boot.js'), 'old.js'], { cwd: folder, env: { REPRISE_MODE: mode, REPRISE_FILE: join(folder, 'old.reprise') } });
    const recorded = await run('record');
    expect(recorded).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^\d+ 0\.\d+ [\d.]+ \d+ \d+ [\da-f-]{36}\n$/) as string });
    expect(await run('replay')).toEqual(recorded);
    const places = [...openRecording(join(folder, 'old.reprise')).entries()].flatMap((entry) => ('leaf' in entry || entry.kind === Kind.Draws ? [entry.site] : []));
    expect(places).toEqual([1, 2, 3, 4, 5, 6]);
    rmSync(folder, { recursive: true });
  });
});

describe('the compiled code of the runtime', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-code-'));
  const cache = join(folder, 'dist/.cache');
  cpSync(installed('dist'), join(folder, 'dist'), { recursive: true, filter: (path) => !path.endsWith('.cache') });
  cpSync(installed('package.json'), join(folder, 'package.json'));
  const table = encodeTable({ contract: 4, version: '0.1.0', options: '', format: 'commonjs', file: 'now.js', hash: '0123456789abcdef', sites: [1, 1, 'Date.now'], slots: [['g', 'Date']], outside: [] });
  writeFileSync(join(folder, 'now.js'), `const h = require('./dist/runtime/emitted.js').module(${JSON.stringify(table)}, __filename);\nprocess.stdout.write(String(h.call0(0, h.ref(0, Date).now, h.ref(0, Date))));\n`);
  const run = (mode: string) => execute(process.execPath, ['--require', join(folder, 'dist/runtime/boot.js'), 'now.js'], { cwd: folder, env: { REPRISE_MODE: mode, REPRISE_FILE: join(folder, 'now.reprise') } });
  const kept = (mode: string): string => join(cache, readdirSync(cache).find((name) => name.startsWith(mode))!);
  const written = (mode: string): bigint => statSync(kept(mode), { bigint: true }).mtimeNs;
  /** Records, replays, and says what that gave. */
  const both = async () => {
    rmSync(join(folder, 'now.reprise'), { force: true });
    const recorded = await run('record');
    expect(recorded).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^\d+$/) as string });
    expect(await run('replay')).toEqual(recorded);
  };

  afterAll(() => { rmSync(folder, { recursive: true }); });

  it('is kept for each mode, and taken by the next run', async () => {
    await both();
    const first = [written('record'), written('replay')];
    expect(readdirSync(cache)).toHaveLength(2);
    await both();
    expect([written('record'), written('replay')]).toEqual(first);
  });

  it.each([['with a byte of another value', (bytes: Buffer) => bytes.fill(bytes[90_000]! ^ 1, 90_000, 90_001)], ['cut off', (bytes: Buffer) => bytes.subarray(0, 90_000)], ['empty', () => Buffer.alloc(0)]] as const)('is made again if what was kept is %s', async (_, damage) => {
    const whole = readFileSync(kept('record'));
    writeFileSync(kept('record'), damage(Buffer.from(whole)));
    await both();
    expect(Math.abs(readFileSync(kept('record')).length - whole.length)).toBeLessThan(whole.length / 10);
  });

  it('is kept for each choice of flags of V8', async () => {
    const plain = readdirSync(cache);
    rmSync(join(folder, 'now.reprise'));
        const flagged = await execute(process.execPath, ['--no-opt', '--require', join(folder, 'dist/runtime/boot.js'), 'now.js'], { cwd: folder, env: { REPRISE_MODE: 'record', REPRISE_FILE: join(folder, 'now.reprise') } });
    expect(flagged).toMatchObject({ code: 0, stderr: '' });
    const files = readdirSync(cache);
    expect(files).toHaveLength(3);
    const writes = files.map((name) => statSync(join(cache, name), { bigint: true }).mtimeNs);
    await both();
    expect(readdirSync(cache).map((name) => statSync(join(cache, name), { bigint: true }).mtimeNs)).toEqual(writes);
    rmSync(join(cache, files.find((name) => !plain.includes(name))!));
  });

  it('is done without where it cannot be written', async () => {
    rmSync(cache, { recursive: true });
    writeFileSync(cache, '');
    await both();
    rmSync(cache);
  });
});

describe('a process that records', () => {
  it('loads no replayer, and nothing of fetch', async () => {
    const { own, host } = await loaded('record');
    expect(own).toContain('runtime/recorder');
    expect(own).not.toContain('runtime/replayer');
    if (isFree) expect(host).not.toContain(FETCH);
  });

  it('would be seen to load fetch', async () => {
    expect((await loaded('record', 'Response')).host).toContain(FETCH);
  });
});

// What `show` prints of a recording, whole or broken.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frame, FrameKind } from '../../recording/frame.js';
import { Kind, MAGIC } from '../../recording/index.js';
import { installed, reprise, type Result } from '../harness/index.js';
import { handmade, header, sample } from '../harness/recording.js';

let folder: string;
let file: string;
const show = (...args: string[]): Promise<Result> => reprise(['show', ...args], { cwd: folder });
const objects = (text: string) => text.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reprise-show-'));
  file = sample(join(folder, 'sample.reprise'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('show', () => {
  it('prints the header, a line an entry with its time and place, and the end', async () => {
    const { stdout, code } = await show('sample.reprise');
    expect(code).toBe(0);
    expect(stdout.split('\n').map((line) => line.trimEnd())).toEqual([
      expect.stringMatching(/^recording {2}sample\.reprise \([\d,]+ bytes, format 2, reprise 0\.1\.0\)$/),
      'command    node dist/main.js --port 80',
      'started    2026-01-02T03:04:05.678Z in Asia/Kathmandu, locale de-AT',
      `on         Node ${process.version.slice(1)}, linux x64, in /nowhere/program`,
      '',
      '     0      0 ms  -                             module  src/main.ts (commonjs, source 0123456789abcdef)',
      '     1      0 ms  -                             module  src/billing/rate.ts (commonjs, source 0123456789abcdef)',
      '     2      0 ms  src/main.ts:3:9               Date.now  → 1000',
      '     4     15 ms  src/main.ts:4:9               Math.random  → 0.25',
      '     6     20 ms  src/billing/rate.ts:7:1       Date.now  → 1020',
      '     7     20 ms  -                             stdout  "done\\n"',
      '     8     20 ms  -                             end  exit code 3',
      '',
      'ended      exit code 3',
      '',
    ]);
  });

  it('keeps the operations and files that are asked for, by text or by pattern', async () => {
    const kept = async (...args: string[]) => objects((await show('sample.reprise', '--json', ...args)).stdout).filter(({ type }) => type === 'entry').map(({ index }) => index);
    expect(await kept('--op', 'Date')).toEqual([2, 6]);
    expect(await kept('--op', 'Math.*')).toEqual([4]);
    expect(await kept('--op', '*.?ow')).toEqual([2, 6]);
    expect(await kept('--file', 'billing')).toEqual([6]);
    expect(await kept('--file', 'src/*.ts', '--op', 'Date.now')).toEqual([2, 6]);
    expect(await kept('--file', 'main.ts', '--op', 'random')).toEqual([4]);
    expect(await kept('--op', 'Date+')).toEqual([]);
    expect(await kept('--file', 'rate*')).toEqual([6]);
    expect(await kept('--op', 'Date', '--tail', '1')).toEqual([6]);
    expect(await kept('--op', 'Date', '--tail', '9')).toEqual([2, 6]);
  });

  it('names modules that are loaded as the source does, and what a package brought', async () => {
    const kept = async (name: string, operation: string) => (await show(join(import.meta.dirname, '../golden', name, 'main.reprise'), '--op', operation)).stdout;
    expect(await kept('0.1-own-imports', 'import(*')).toMatch(/ src\/main\.ts:5:19 +import\("\.\/main\.js"\) {2}→ \[promise #1\]\n/);
    expect(await kept('0.1-package-requires', 'call-in')).toMatch(/ call-in {2}require\("\/tmp\/app\/dist\/main\.js"\) at segment 2\n/);
    expect(await kept('0.1-polyfills', 'outside brings')).toMatch(/ outside brings {2}Reflect\.metadata from "reflect-metadata"\n/);
  });

  it('says so where nothing is left', async () => {
    expect((await show('sample.reprise', '--op', 'Date+')).stdout).toMatch(/\n\nNo entry matches --op and --file\.\n\nended /);
    expect((await show('sample.reprise', '--from', '2000')).stdout).toMatch(/\n\nThere is no entry 2,000: the recording has 9 entries\.\n\nended /);
  });

  it('prints one object a line as JSON, the header first', async () => {
    const lines = objects((await show('sample.reprise', '--json')).stdout);
    expect(lines[0]).toMatchObject({ type: 'header', format: 2, entry: 'dist/main.js', timeZone: 'Asia/Kathmandu' });
    expect(lines[4]).toEqual({ type: 'entry', index: 4, kind: 'Leaf', milliseconds: 15, file: 'src/main.ts', line: 4, column: 9, operation: 'Math.random', detail: '→ 0.25' });
    expect(lines.at(-1)).toMatchObject({ type: 'end', reason: 'exit', code: 3, entries: 9 });
  });

  it('takes the latest recording of the directory, which REPRISE_DIR moves', async () => {
    const older = sample(join(folder, 'a.reprise'), { entry: 'dist/older.js' });
    const newer = sample(join(folder, 'b.reprise'), { entry: 'dist/newer.js' });
    utimesSync(older, 1000, 1000);
    utimesSync(newer, 2000, 2000);
    utimesSync(file, 500, 500);
    const { stdout } = await reprise(['show'], { cwd: tmpdir(), env: { REPRISE_DIR: folder } });
    expect(stdout).toContain('command    node dist/newer.js');
  });

  it('does not count numbers for ever that were drawn before, if the recording says so', async () => {
    const text = Buffer.from(JSON.stringify({ format: 2, features: [], ...header({ random: { generator: 'xoshiro128++', seed: [1, 2, 3, 4] } }) }));
    // Number of the next entry, numbers drawn before (2 ** 42), milliseconds; three draws.
    const payload = Buffer.of(0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 0, Kind.Draws, 0, 3);
    writeFileSync(join(folder, 'drawn.reprise'), Buffer.concat([MAGIC, Buffer.of(2), frame(FrameKind.Header, true, 0, text, text.length), frame(FrameKind.Start, true, 0, payload, payload.length)]));
    expect((await show('drawn.reprise')).stdout).toContain('→ 3 numbers after 4,398,046,511,104 others');
  });

  it('uses no colour where there is no terminal', async () => {
    expect((await show('sample.reprise')).stdout).not.toContain('\u001b');
  });

  it('ends quietly when its reader goes away', async () => {
    const long = handmade(join(folder, 'long.reprise'), (writer) => { for (let i = 0; i < 200_000; i++) writer.clockRead(0, 0, i); });
    const child = spawn(process.execPath, [installed('dist/cli/main.js'), 'show', long], { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (bytes: Buffer) => { errors += bytes.toString(); });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  });

  it('waits for a slow reader without a word', async () => {
    const long = handmade(join(folder, 'slow.reprise'), (writer) => { for (let i = 0; i < 30_000; i++) writer.clockRead(0, 0, i); });
    const child = spawn(process.execPath, [installed('dist/cli/main.js'), 'show', long], { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    let lines = 0;
    child.stderr.on('data', (bytes: Buffer) => { errors += bytes.toString(); });
    child.stdout.on('data', (bytes: Buffer) => {
      lines += bytes.toString().split('\n').length - 1;
      child.stdout.pause();
      setImmediate(() => child.stdout.resume());
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, errors, lines }).toEqual({ code: 0, errors: '', lines: 30_007 });
    // More and more is read, of a recording without an end, to find what is asked for.
    truncateSync(long, readFileSync(long).length - 10);
    expect(await show('slow.reprise', '--op', 'nothing', '--tail', '1')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('\nNo entry matches') });
  });

  it('prints what is left of a recording that was cut off, and what is missing', async () => {
    const cut = sample(join(folder, 'cut.reprise'));
    truncateSync(cut, readFileSync(cut).length - 30);
    const { stdout, code } = await show('cut.reprise');
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nended {6}the end is missing: the recording was cut off\nmissing {4}\d+ bytes from offset \d+ on: a frame is cut off\n$/);
    expect(objects((await show('cut.reprise', '--json')).stdout).at(-1)).toMatchObject({ type: 'missing', reason: 'a frame is cut off' });
  });
});

describe('a file that cannot be read as a recording', () => {
  const broken: [what: string, make: (whole: Buffer) => Buffer | string | undefined, message: string][] = [
    ['is not there', () => undefined, 'there is no recording FILE. (REPRISE_RECORDING_MISSING)\nMake one with: reprise record -- node dist/main.js\n'],
    ['is something else', () => 'hello, world', 'FILE is not a recording of reprise. (REPRISE_RECORDING_FOREIGN)\nName a file that reprise record made (*.reprise).\n'],
    ['was made by a newer version', (whole) => { whole[8] = 9; return whole; }, 'FILE has format version 9; this reprise reads up to version 2. (REPRISE_RECORDING_NEWER)\nUpdate reprise: npm install reprise@latest\n'],
    ['is empty', () => '', 'the recording FILE cannot be used: it is empty. (REPRISE_RECORDING_DAMAGED)\nRecord again with: reprise record -- node dist/main.js\n'],
    ['is cut off in its header', (whole) => whole.subarray(0, 60), 'the recording FILE cannot be used: it is cut off in its header. (REPRISE_RECORDING_DAMAGED)\nRecord again with: reprise record -- node dist/main.js\n'],
  ];

  it.each(broken)('%s: all commands say so and end with 125', async (_, make, message) => {
    const path = join(folder, 'broken.reprise');
    rmSync(path, { force: true });
    const content = make(readFileSync(sample(join(folder, 'whole.reprise'))));
    if (content !== undefined) writeFileSync(path, content);
    for (const command of ['show', 'replay', 'verify']) {
      expect(await reprise([command, path], { cwd: folder })).toMatchObject({ stdout: '', stderr: `reprise: ${message.replace('FILE', path)}`, code: 125 });
    }
  });

  it('is there, and cannot be opened: no other one is proposed', async () => {
    const path = join(sample(join(folder, 'whole.reprise')), 'x');
    expect(await reprise(['show', path], { cwd: folder })).toMatchObject({ code: 125, stderr: expect.stringMatching(/ cannot be read: ENOTDIR.* \(REPRISE_RECORDING_UNREADABLE\)\nCheck the path and the disk\.\n$/) });
  });

  it('is no directory: REPRISE_DIR is named', async () => {
    const path = sample(join(folder, 'whole.reprise'));
    expect(await reprise(['replay'], { cwd: folder, env: { REPRISE_DIR: path } })).toMatchObject({ code: 125, stderr: expect.stringMatching(/^reprise: the directory whole\.reprise cannot be read: ENOTDIR.*\. \(REPRISE_RECORDING_UNREADABLE\)\nName another one in REPRISE_DIR, or the recording itself\.\n$/) });
  });

  it('is named as missing when there is none in the directory', async () => {
    const env = { REPRISE_DIR: join(folder, 'empty') };
    for (const command of ['show', 'replay', 'verify']) {
      expect(await reprise([command], { cwd: folder, env })).toMatchObject({ stderr: 'reprise: there is no recording in empty. (REPRISE_RECORDING_MISSING)\nMake one with: reprise record -- node dist/main.js\n', code: 125 });
    }
  });
});

// zstd, where Node has it; where it has not, a recording that needs it is refused.
import { mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAGIC, openRecording } from '../../recording/index.js';
import { frame, FrameKind } from '../../recording/frame.js';
import { framesOf } from '../../recording/frames.js';
import { Codec, isAvailable } from '../../recording/compression.js';
import { project, reprise, type Project } from '../harness/index.js';

let program: Project;
let file: string;
beforeAll(async () => {
  program = await project({ files: { 'src/main.ts': "import { readFileSync } from 'node:fs';\nfor (let i = 0; i < 40; i++) console.log(i, Math.random(), readFileSync(__filename, 'utf8').length, 'x'.repeat(i * 10));\n" } });
  file = program.path('run.reprise');
});
afterAll(() => { program.remove(); });

describe.skipIf(!isAvailable('zstd'))('with zstd (which Node has from 22.15 and 23.8 on)', () => {
  it('a recording is compressed, replays, and says that it needs it', async () => {
    const recorded = await reprise(['record', '-o', file, '--compression', 'zstd', '--', 'node', 'dist/main.js'], { cwd: program.folder });
    expect(recorded.code).toBe(0);
    const { header } = openRecording(file);
    expect(header.features).toContain('zstd');
    expect([...framesOf(openSync(file, 'r'), statSync(file).size)].map(({ head }) => head.codec)).toContain(Codec.Zstd);
    const { stdout, code } = await reprise(['replay', file], { cwd: program.folder });
    expect({ stdout, code }).toEqual({ stdout: recorded.stdout, code: 0 });
  });
});

describe.skipIf(isAvailable('zstd'))('without zstd (as Node before 22.15)', () => {
  it('it is refused as a way to record', async () => {
    const { stderr, code } = await reprise(['record', '-o', file, '--compression', 'zstd', '--', 'node', 'dist/main.js'], { cwd: program.folder });
    expect({ stderr, code }).toMatchObject({ code: 125, stderr: expect.stringContaining(`the option "compression" is "zstd", which Node ${process.version} does not have. (REPRISE_OPTION)\nUse Node 22.15 or later, or "brotli".`) });
  });

  it('a recording that needs it is refused with the version that reads it, by whatever reads recordings', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reprise-zstd-'));
    const header = Buffer.from(JSON.stringify({ format: 2, features: ['compressed-frames', 'zstd'], entry: 'dist/main.js', node: 'v24.0.0', argv: ['node', 'main.js'], execArgv: [], cwd: folder }));
    const needing = join(folder, 'needing.reprise');
    writeFileSync(needing, Buffer.concat([MAGIC, Uint8Array.of(2), frame(FrameKind.Header, true, 0, header, header.length)]));
    for (const command of ['show', 'replay', 'stats']) {
      const { stderr, code } = await reprise([command, needing], { cwd: program.folder });
      expect({ command, stderr, code }).toEqual({ command, code: 125, stderr: expect.stringContaining(`needing.reprise is compressed with zstd, which Node ${process.version} cannot read. (REPRISE_RECORDING_NEWER)\nUse Node 22.15 or later; or record with --compression brotli, which every version reads.\n`) });
    }
    rmSync(folder, { recursive: true });
  });
});

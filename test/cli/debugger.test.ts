// A replay under a debugger: breakpoints on the TypeScript source, recorded values in scope, time to look at them.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execute, project, recordingOf, reprise, run, type Project, type Result } from '../harness/index.js';

const SOURCE = `
interface Reading { at: number }

async function read(): Promise<Reading> {
  await new Promise((resolve) => setTimeout(resolve, 3));
  const at = Date.now();
  return { at };
}

void read().then(({ at }) => {
  console.log(at, Math.random());
});
`;

describe.each(['commonjs', 'esm'] as const)('replay --inspect-brk (%s)', (module) => {
  let program: Project;
  let recorded: Result;
  beforeAll(async () => {
    program = await project({ module, files: { 'src/main.ts': SOURCE } });
    recorded = await run(program, { mode: 'record' });
  });
  afterAll(() => program.remove());

  it('stops at a line of the source with the recorded value in scope, and goes on to the recorded end', async () => {
    let attached: Promise<Result> | undefined;
    const replayed = await reprise(['replay', recordingOf(program), '--inspect-brk=0'], {
      cwd: program.folder,
      started: (child) => child.stderr!.once('data', (bytes: Buffer) => {
        const [address = ''] = /ws:\S+/.exec(bytes.toString()) ?? [];
        attached = execute(process.execPath, ['--experimental-websocket', '--no-warnings', join(__dirname, 'pause.mjs'), address, program.path('dist/main.js'), '7', 'at'], { cwd: program.folder });
      }),
    });
    const stop = await attached;
    expect(stop?.stderr).toBe('');
    expect(JSON.parse(stop!.stdout)).toEqual({ source: '../src/main.ts', line: 7, value: Number(recorded.stdout.split(' ')[0]) });
    expect(replayed).toMatchObject({ stdout: recorded.stdout, code: 0 });
  });
});

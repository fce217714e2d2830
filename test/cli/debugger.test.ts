// A replay under a debugger: breakpoints on the TypeScript source, recorded values in scope, time to look at them.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execute, project, recordingOf, reprise, run, type Project, type Result } from '../harness/index.js';

const SOURCE = `
interface Reading { at: number }

async function read(unit: string, { scale = 2 } = {}): Promise<Reading> {
  await new Promise((resolve) => setTimeout(resolve, 3));
  const at = Date.now();
  return { at };
}

void read('ms').then(({ at }) => {
  console.log(at, Math.random());
});
setTimeout(() => console.log('later', performance.now()), 30);
const beat = setInterval(() => { if (performance.now() > 0) clearInterval(beat); console.log('beat'); }, 8);
`;

/** Longer than anything that the program waits for: on the clock, all of it would be overdue. */
const PAUSE = Number(process.env['REPRISE_TEST_PAUSE'] ?? 1_000);

describe.each(['commonjs', 'esm'] as const)('replay --inspect-brk (%s)', (module) => {
  let program: Project;
  let recorded: Result;
  beforeAll(async () => {
    program = await project({ module, files: { 'src/main.ts': SOURCE } });
    recorded = await run(program, { mode: 'record' });
  });
  afterAll(() => program.remove());

  it('stops at a line of the source, shows its names with recorded values, and goes on to the recorded end however late', async () => {
    let attached: Promise<Result> | undefined;
    const replayed = await reprise(['replay', recordingOf(program), '--inspect-brk=0'], {
      cwd: program.folder,
      timeout: PAUSE + 30_000,
      started: (child) => child.stderr!.once('data', (bytes: Buffer) => {
        const [address = ''] = /ws:\S+/.exec(bytes.toString()) ?? [];
        attached = execute(process.execPath, ['--experimental-websocket', '--no-warnings', join(__dirname, 'pause.mjs'), address, program.path('dist/main.js'), '7', 'at', String(PAUSE)], { cwd: program.folder, timeout: PAUSE + 30_000 });
      }),
    });
    const stop = await attached;
    expect(stop?.stderr).toBe('');
    const at = Number(recorded.stdout.split(' ')[0]);
    expect(JSON.parse(stop!.stdout)).toEqual({ source: '../src/main.ts', line: 7, function: 'read', variables: { at, unit: 'ms', scale: 2 }, value: at });
    expect(replayed).toMatchObject({ stdout: recorded.stdout, code: 0 });
  }, PAUSE + 60_000);
});

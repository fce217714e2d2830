// A replay of a long recording gives up what the recording names no more, and nothing else.
import { beforeAll, expect, it } from 'vitest';
import { openRecording } from '../../recording/index.js';
import { project, run, type Project } from '../harness/index.js';

// Calls of the outside with callbacks that hold 3 KB each: 110 MB, if all were kept.
const source = `
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';
import { createServer } from 'node:http';

const CALLS = 90;
const storage = new AsyncLocalStorage<string>();
const early = new Uint8Array(8);
randomFillSync(early);
const server = createServer();
let over = false;
const late = storage.run('the first context', () => new Promise<string>((done) => {
  const interval = setInterval(() => {
    if (!over) return;
    clearInterval(interval);
    done(\`in \${storage.getStore()}, sum \${sum}\`);
  }, 1000);
}));
let sum = 0;

async function main(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    await storage.run(String(turn), () => new Promise<void>((done) => {
      let left = CALLS;
      for (let call = 0; call < CALLS; call++) {
        const held = new Array<number>(400).fill(turn + call / 8);
        setImmediate(() => {
          sum += held[call]! + Number(storage.getStore());
          if (--left === 0) done();
        });
      }
    }));
  }
  over = true;
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const before = early.join();
  console.log(await late, randomFillSync(early) === early, before === early.join(), server.listening);
  server.close();
}
void main(Number(process.argv[2]));
`;

let program: Project;
beforeAll(async () => { program = await project({ files: { 'src/main.ts': source } }); });

it('a replay of a long recording takes no more memory than the run did', async () => {
  const env = { NODE_OPTIONS: '--max-old-space-size=48' };
  const recorded = await run(program, { mode: 'record', direct: true, args: ['400'], env });
  expect(recorded).toMatchObject({ code: 0, stdout: expect.stringMatching(/^in the first context, sum \d+(\.\d+)? true false true\n$/) });
  const { entries } = openRecording(program.path('main.reprise')).index();
  expect(entries).toBeGreaterThan(100_000);
  expect(await run(program, { mode: 'replay', direct: true, args: ['400'], env })).toEqual(recorded);
});

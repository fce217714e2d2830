// A program that a bundler has put into one file, with the runtime in it or not.
import { readFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { execute, project, reprise, type Project } from '../harness/index.js';

let program: Project;

beforeAll(async () => {
  program = await project({
    module: 'commonjs',
    files: {
      'src/main.ts': "import { record } from 'reprise';\nimport { stamp } from './stamp.js';\nconst draw = record(() => Math.random());\nsetTimeout(() => { console.log(stamp(), draw()); process.exitCode = 0; }, 1);\n",
      'src/stamp.ts': 'export const stamp = (): string => { process.title = `at ${Date.now()}`; return `${Date.now()} ${process.hrtime.bigint()}`; };\n',
    },
  });
});
afterAll(() => { program.remove(); });

async function bundle(file: string, external: RegExp[]): Promise<string> {
  const made = await rolldown({ input: program.path('dist/main.js'), platform: 'node', cwd: program.folder, external, logLevel: 'silent' });
  await made.write({ file: program.path(file), format: 'cjs', sourcemap: true });
  await made.close();
  return file;
}

it.each([['inside', []], ['outside', [/^reprise(\/|$)/]]] as const)('runs, is recorded and replays with the runtime %s of the bundle', async (where, external) => {
  const file = await bundle(`bundled/${where}.cjs`, [...external]);
  expect(readFileSync(program.path(file), 'utf8').includes('require("reprise/runtime")')).toBe(where === 'outside');
  const plain = await execute(process.execPath, [file], { cwd: program.folder });
  expect(plain).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^\d+ \d+ 0\.\d+\n$/) });
  const recorded = await reprise(['record', '-o', `${where}.reprise`, '--', 'node', file], { cwd: program.folder });
  expect(recorded.stderr).toMatch(/^reprise: recorded /);
  const replayed = await reprise(['replay', `${where}.reprise`], { cwd: program.folder });
  expect(replayed).toMatchObject({ code: 0, stderr: '', stdout: recorded.stdout });
  // What emitted code does not announce is found on the stack: by its own module, or where the bundler's map ends.
  const { stdout } = await reprise(['show', `${where}.reprise`, '--json', '--op', 'set process.*'], { cwd: program.folder });
  expect(stdout.match(/(?<="file":")[^"]+(?=","line)/g)).toEqual(['dist/stamp.js', 'dist/main.js']);
  expect(await reprise(['check', 'bundled', '--ignore', where === 'inside' ? 'outside*' : 'inside*'], { cwd: program.folder })).toMatchObject({ code: 0 });
});

it('has the texts of the runtime as they are written, whatever calls of functions it captures', async () => {
  const { stdout } = await execute(process.execPath, ['-p', "require(path.join(require.resolve('reprise/runtime'), '../../recording/describe.js')).describeValue({ t: 'registered', key: 'acme' })"], { cwd: program.folder });
  expect(stdout).toBe('Symbol.for("acme")\n');
});

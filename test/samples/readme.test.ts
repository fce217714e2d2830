// The first program of the README does what the README says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { project, reprise, root, type Project } from '../harness/index.js';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
/** The first block of a language behind the heading. */
function block(language: string): string {
  const start = readme.indexOf(`\n\`\`\`${language}\n`, readme.indexOf('### From nothing to a replayed failure')) + language.length + 5;
  return readme.slice(start, readme.indexOf('\n```', start));
}

let program: Project;
beforeAll(async () => {
  const { compilerOptions } = JSON.parse(block('json')) as { compilerOptions: Readonly<Record<string, unknown>> };
  program = await project({ files: { 'src/main.ts': block('ts') }, compilerOptions });
}, 60_000);
afterAll(() => { program.remove(); });

it('fails now and then, replays, and shows the cause', async () => {
  const at = { cwd: program.folder };
  const recorded = await reprise(['record', '--until-fail', '--', 'node', 'dist/main.js'], at);
  expect(recorded).toMatchObject({ code: 1, stdout: expect.stringMatching(/^balance (150|125), expected 175\n$/) });
  expect(await reprise(['replay'], at)).toMatchObject({ code: 1, stdout: recorded.stdout, stderr: '' });
  const { stdout } = await reprise(['show'], at);
  const [first, second] = [...stdout.matchAll(/^ *(\d+) .* src\/main\.ts:7:9 +node:timers\/promises\.setTimeout /gm)].map(([, index]) => Number(index));
  const back = Number(/^ *(\d+) .* src\/main\.ts:7:9 +resolves /m.exec(stdout)?.[1]);
  expect(first).toBeLessThan(second!);
  expect(second).toBeLessThan(back);
}, 60_000);

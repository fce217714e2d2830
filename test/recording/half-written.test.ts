// A value from outside that cannot be recorded whole ends the run: half of it would damage the recording.
import { expect, it } from 'vitest';
import { openRecording } from '../../recording/index.js';
import { project, recordingOf, run } from '../harness/index.js';

it('data that is nested too deep ends the run before anything is half written', async () => {
  const program = await project({
    files: { 'src/main.ts': `import { deep, shallow } from 'deep';\nconsole.log(JSON.stringify(shallow()).length);\nconst found: any = deep();\nconsole.log(found.next.next.depth);\n` },
    outside: { deep: { 'index.js': `const nest = (depth) => { let at = { depth: 0 }; for (let i = 1; i <= depth; i++) at = { depth: i, next: at }; return at; };\nexports.shallow = () => nest(100);\nexports.deep = () => nest(100_000);\n` } },
  });
  try {
    const plain = await run(program, { mode: 'plain' });
    expect(plain).toMatchObject({ code: 0, stdout: '2003\n99998\n' });
    expect(await run(program, { mode: 'record', direct: true })).toEqual({
      code: 125, signal: null, stdout: '2003\n',
      stderr: 'reprise: a value from outside cannot be recorded: Maximum call stack size exceeded (REPRISE_UNSUPPORTED)\n'
        + 'Data that is nested some thousand levels deep and objects whose traps throw cannot be kept: call what gives them in a function with @record that returns less.\n',
    });
    const recording = openRecording(recordingOf(program));
    expect([...recording.entries()].length).toBeGreaterThan(3);
    expect(recording.damage).toBeUndefined();
  } finally {
    program.remove();
  }
});

// A replay that does something else than its recording stops there, names both source lines, and ends with 125.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { project, recordingOf, reprise, run, type Project, type Result } from '../harness/index.js';

/** A program as it was recorded, as it is replayed, and what the report has to say. */
interface Case { readonly what: string; readonly before: readonly string[]; readonly after: readonly string[]; readonly expected: RegExp; readonly actual: RegExp; readonly also?: RegExp; readonly stdout?: string }

const cases: Readonly<Record<string, Case>> = {
  argument: {
    what: 'a changed argument',
    before: ["import fs from 'node:fs';", "console.log('start');", "console.log(fs.readFileSync('one.txt', 'utf8'));"],
    after: ["import fs from 'node:fs';", '', "console.log('start');", "console.log(fs.readFileSync('two.txt', 'utf8'));"],
    expected: /fs\.readFileSync ?\("one\.txt", "utf8"\).* at src\/argument\.ts:3:13/,
    actual: /fs\.readFileSync\("two\.txt", "utf8"\) +at src\/argument\.ts:4:13/,
    also: /arguments differ: recorded \("one\.txt", "utf8"\), now \("two\.txt", "utf8"\)/,
    stdout: 'start\n',
  },
  nested: {
    what: 'a changed argument deep in an object',
    before: ["import { answer } from 'answers';", 'console.log(answer({ a: [1, { deep: 2 }] }));'],
    after: ["import { answer } from 'answers';", 'console.log(answer({ a: [1, { deep: 3 }] }));'],
    expected: /answer ?\(\{a: \[1, \{deep: 2\}\]\}\).* at src\/nested\.ts:2:13/,
    actual: /answer\(\{a: \[1, \{deep: 3\}\]\}\) +at src\/nested\.ts:2:13/,
  },
  text: {
    what: 'a long text that differs in its middle',
    before: ["console.log('x'.repeat(70), 'was here', typeof Date.now(), 'y'.repeat(70));"],
    after: ["console.log('x'.repeat(70), 'is there', typeof Date.now(), 'y'.repeat(70));"],
    expected: /console\.log "x+…" +at src\/text\.ts:1:1/,
    actual: /console\.log "x+…" +at src\/text\.ts:1:1/,
    also: /^ {2}the texts differ from character 72 on: recorded …"x{19} was here number y+"…, now …"x{19} is there number y+"…$/m,
  },
  extra: {
    what: 'an extra crossing',
    before: ['const a = Date.now();', 'console.log(typeof a);'],
    after: ['const a = Date.now();', 'const b = Math.random();', 'console.log(typeof a, typeof b);'],
    expected: /console\.log "number\\n" +at src\/extra\.ts:2:1/,
    actual: /Math\.random\(\) +at src\/extra\.ts:2:11/,
  },
  missing: {
    what: 'a missing crossing',
    before: ['const a = Date.now();', 'const b = Math.random();', "console.log('end', typeof a, typeof b);"],
    after: ['const a = Date.now();', "console.log('end', typeof a, 'number');"],
    expected: /Math\.random .* at src\/missing\.ts:2:11/,
    actual: /console\.log "end number number\\n" +at src\/missing\.ts:2:1/,
  },
  spinning: {
    what: 'a loop of awaits that never ends',
    before: ['let done = false;', 'void Promise.resolve().then(() => { done = true; });', 'void (async () => {', '  while (!done) await null;', '  console.log(Math.random());', '})();'],
    after: ['let done = false;', 'void Promise.resolve().then(() => { done = false; });', 'void (async () => {', '  while (!done) await null;', '  console.log(Math.random());', '})();'],
    expected: /Math\.random .* at src\/spinning\.ts:5:15/,
    actual: /nothing: the program has awaited [\d,]+ times without getting on +at src\/spinning\.ts:4:17/,
  },
  reordered: {
    what: 'reordered crossings',
    before: ["import os from 'node:os';", 'const a = os.hostname();', 'const b = os.platform();', 'console.log(a === b);'],
    after: ["import os from 'node:os';", 'const b = os.platform();', 'const a = os.hostname();', 'console.log(a === b);'],
    expected: /os\.hostname .* at src\/reordered\.ts:2:11/,
    actual: /os\.platform\(\) +at src\/reordered\.ts:2:11/,
  },
  output: {
    what: 'another output',
    before: ["console.log('before');", "console.log('as it was');"],
    after: ["console.log('before');", '', "console.log('as it is');"],
    expected: /console\.log "as it was\\n" +at src\/output\.ts:2:1/,
    actual: /console\.log "as it is\\n" +at src\/output\.ts:3:1/,
    stdout: 'before\n',
  },
  callback: {
    what: 'a crossing in a callback',
    before: ['setTimeout(() => {', '  console.log(typeof Date.now());', '}, 1);'],
    after: ['setTimeout(() => {', '  console.log(typeof performance.now());', '}, 1);'],
    expected: /Date\.now .* at src\/callback\.ts:2:22/,
    actual: /performance\.now\(\) +at src\/callback\.ts:2:22/,
  },
  added: {
    what: 'what a package added to an object of the language, and what to do about it',
    before: ["import { extend } from 'answers';", 'extend();', 'console.log(typeof new WeakSet().addedByPackage());'],
    after: ["import { extend } from 'answers';", '', 'extend();', 'console.log(typeof new WeakSet().addedByPackage());'],
    expected: /console\.log "number\\n" +at src\/added\.ts:3:1/,
    actual: /the process ends with exit code 1, since nobody catches/,
    also: /TypeError: \(intermediate value\)\.addedByPackage is not a function[^]*If a package added addedByPackage to the globals .* "What is not seen"\./s,
  },
  table: {
    what: 'a value in a large table, without all the others',
    before: ["import { ask } from 'answers';", 'ask(() => 1, Array.from({ length: 300 }, (_, i) => ({ i })));'],
    after: ["import { ask } from 'answers';", 'ask(() => 1, Array.from({ length: 300 }, (_, i) => ({ i: i === 150 ? -1 : i })));'],
    expected: / … .{60} +at src\/table\.ts:2:1/,
    actual: /ask\(.* … .{60}\) +at src\/table\.ts:2:1/,
    also: /arguments differ from character 1\d{3} on: recorded …".{60}"…, now …".{60}"…/,
  },
  throws: {
    what: 'a callback that throws where it returned',
    before: ["import { ask } from 'answers';", 'ask(() => 1);', "console.log('on');"],
    after: ["import { ask } from 'answers';", "ask(() => { throw new RangeError('no'); });", "console.log('on');"],
    expected: /call-in end/,
    actual: /throws RangeError: no +at .*src\/throws\.ts:2:19/,
    also: /ask .* at src\/throws\.ts:2:1/,
  },
  longer: {
    what: 'a crossing after the recorded end',
    before: ["console.log('last');"],
    after: ["console.log('last');", 'setImmediate(() => undefined);'],
    expected: /end .*exit code 0/,
    actual: /setImmediate\(.*\) +at src\/longer\.ts:2:1/,
    stdout: 'last\n',
  },
  shorter: {
    what: 'a program that stops before the recorded end',
    before: ["console.log('first');", 'console.log(typeof Math.random());'],
    after: ["console.log('first');"],
    expected: /Math\.random .* at src\/shorter\.ts:2:20/,
    actual: /the program waits for something that never comes/,
    stdout: 'first\n',
  },
  waits: {
    what: 'a program that waits for what never comes',
    before: ["import { setTimeout as sleep } from 'node:timers/promises';", 'async function main(): Promise<void> {', '  await sleep(1);', '  console.log(typeof Date.now());', '}', 'void main();'],
    after: ["import { setTimeout as sleep } from 'node:timers/promises';", 'async function main(): Promise<void> {', '  await sleep(1);', '  await new Promise(() => undefined);', '  console.log(typeof Date.now());', '}', 'void main();'],
    expected: /Date\.now .* at src\/waits\.ts:4:22/,
    actual: /the program waits for something that never comes/,
  },
  root: {
    what: 'a root that the recording has named before',
    before: ['const a = process.argv.length;', 'const b = process.argv.length;', 'console.log(a === b);'],
    after: ['const a = process.argv.length;', 'console.log(a > 0);'],
    expected: /get process\.argv .* at src\/root\.ts:2:18/,
    actual: /console\.log "true\\n" +at src\/root\.ts:2:1/,
  },
  code: {
    what: 'another exit code',
    before: ["console.log('x');", 'process.exit(3);'],
    after: ["console.log('x');", 'process.exit(4);'],
    expected: /process\.exit ?\(3\).* at src\/code\.ts:2:1/,
    actual: /process\.exit\(4\) +at src\/code\.ts:2:1/,
  },
  ticks: {
    what: 'what follows ticks of the outside, without them',
    before: ["import { gzip } from 'node:zlib';", "gzip('x', () => { console.log(typeof Date.now()); });"],
    after: ["import { gzip } from 'node:zlib';", "gzip('x', () => { console.log(typeof performance.now()); });"],
    expected: /Date\.now .* at src\/ticks\.ts:2:38/,
    actual: /performance\.now\(\)/,
    also: /before that, as recorded:\n +node:zlib\.gzip \("x", .*\n +call-in \[program function #\d+\].*\n\n/,
  },
  crash: {
    what: 'an error that nobody catches',
    before: ["console.log('x');", 'console.log(typeof Date.now());'],
    after: ["console.log('x');", "if (Math.abs(-1) === 1) throw new Error('new bug');", 'console.log(typeof Date.now());'],
    expected: /Date\.now .* at src\/crash\.ts:2:20/,
    actual: /the process ends with exit code 1/,
    also: /nobody catches\n +Error: new bug\n +at .*src\/crash\.ts:2:31/,
  },
};

let program: Project;
const replays = new Map<string, Result>();

beforeAll(async () => {
  const texts = (which: 'before' | 'after') => Object.entries(cases).map(([name, { [which]: lines }]) => [`src/${name}.ts`, `${lines.join('\n')}\n`] as const);
  program = await project({
    files: {
      ...Object.fromEntries(texts('before')), 'one.txt': 'one', 'two.txt': 'two',
      'src/asking.ts': "import { answer } from 'answers';\nconsole.log(answer());\n",
      'src/same.ts': 'console.log(1 + 1, typeof Date.now());\n',
      'src/logged.ts': "const now = Date.now();\nconsole.log('before');\nsetTimeout(() => console.log('after', typeof Math.random()), 1);\n",
      'src/looping.ts': "import { answer } from 'answers';\nconsole.log(answer());\n",
      'src/repaired.ts': "console.log(typeof Date.now());\nthrow new Error('the bug');\n",
      'src/hanging.mts': 'console.log(typeof Date.now());\nawait new Promise(() => {});\n',
      'src/waiting.mts': 'console.log(typeof Date.now());\nawait new Promise(() => {});\n',
      'src/hidden.ts': "console.log('start');\nconsole.log(new Function('return process.hrtime.bigint()')());\n",
      'src/slow.ts': "setTimeout(() => console.log('slept'), 3_000);\nconst keep = setInterval(() => { console.log('interval'); clearInterval(keep); }, 2_000);\n",
    },
    outside: { answers: { 'index.js': 'exports.answer = () => 42;\nexports.ask = (fn) => fn();\nexports.extend = () => { WeakSet.prototype.addedByPackage = () => 1; };\n' } },
  });
  await Promise.all([...Object.keys(cases), 'asking', 'same', 'hidden', 'slow', 'logged', 'looping'].map(async (entry) => {
    const recorded = await run(program, { mode: 'record', entry, direct: true });
    if (recorded.stderr !== '') throw new Error(`${entry}: ${recorded.stderr}`);
  }));
  await Promise.all(['repaired', 'hanging.mjs', 'waiting.mjs'].map((entry) => run(program, { mode: 'record', entry, direct: true })));
  for (const [name, text] of texts('after')) program.write(name, text);
  program.write('src/looping.ts', "import { answer } from 'answers';\nconsole.log(answer());\nfor (let i = 0; ; i++) if (i < 0) break;\n");
  program.write('src/repaired.ts', 'console.log(typeof Date.now());\n');
  program.write('src/hanging.mts', 'console.log(typeof Date.now());\nawait null;\n');
  program.write('src/waiting.mts', 'console.log(typeof Date.now());\nawait new Promise(() => { /* waits still */ });\n');
  program.write('src/same.ts', '// A comment is another source.\nconsole.log(1 + 1, typeof Date.now());\n');
  program.write('src/logged.ts', "const now = Date.now();\nconsole.log('before');\nconsole.log({ now: typeof now });\nconsole.error('two\\nlines');\nsetTimeout(() => console.log('after', typeof Math.random()), 1);\n");
  await program.compile();
  for (const entry of Object.keys(cases)) replays.set(entry, await run(program, { mode: 'replay', entry, direct: true }));
});
afterAll(() => program.remove());

describe('a divergence', () => {
  it.each(Object.entries(cases).map(([entry, { what }]) => [what, entry] as const))('reports %s with both source lines', (_what, entry) => {
    const { expected, actual, also = /./, stdout } = cases[entry]!;
    const { code, stderr, ...replayed } = replays.get(entry)!;
    expect(stderr).toMatch(new RegExp(`^  expected  .*${expected.source}`, 'm'));
    expect(stderr).toMatch(new RegExp(`^  actual    .*${actual.source}`, 'm'));
    expect(stderr).toMatch(also);
    expect(stderr).toContain(`The source changed since the recording: src/${entry}.ts`);
    expect(stderr).toContain(`reprise show ${program.path(`${entry}.reprise`)}`);
    expect(code).toBe(125);
    if (stdout !== undefined) expect(replayed.stdout).toBe(stdout);
    // Arguments of different operations are not compared.
    expect(stderr.includes('arguments differ')).toBe(['argument', 'nested', 'code', 'table'].includes(entry));
  });

  it('is a program that no longer throws what ended the recorded run', async () => {
    const { code, stdout, stderr } = await run(program, { mode: 'replay', entry: 'repaired', direct: true });
    expect({ code, stdout }).toEqual({ code: 125, stdout: 'number\n' });
    expect(stderr).toMatch(/expected  uncaught "Error: the bug.*\n +actual +nothing: the changed program throws no error here/);
  });

  it('is a program that no longer waits for what the recorded run never got, at the top level', async () => {
    const { code, stdout, stderr } = await run(program, { mode: 'replay', entry: 'hanging.mjs', direct: true });
    expect({ code, stdout }).toEqual({ code: 125, stdout: 'number\n' });
    expect(stderr).toMatch(/expected  end exit code 13\n +actual +exit code 0/);
    expect(await run(program, { mode: 'replay', entry: 'waiting.mjs', direct: true })).toMatchObject({ code: 13, stdout: 'number\n' });
  });

  it('says that the source is the same, if something escaped the recording', async () => {
    const { code, stdout, stderr } = await run(program, { mode: 'replay', entry: 'hidden', direct: true });
    expect({ code, stdout }).toEqual({ code: 125, stdout: 'start\n' });
    expect(stderr).toMatch(/expected  console\.log "\d+n\\n" +at src\/hidden\.ts:2:1\n +actual +console\.log "\d+n\\n" +at src\/hidden\.ts:2:1/);
    expect(stderr).toContain('The source is the same as when it was recorded.');
  });

  it('has none where only the text of the source changed, and says that it did', async () => {
    const { code, stdout, stderr } = await run(program, { mode: 'replay', entry: 'same', direct: true });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '2 number\n' });
    expect(stderr).toContain('src/same.ts changed since the recording was made');
  });
});

describe('output that a changed program adds', () => {
  it('is printed aside, with its place, and the replay goes on', async () => {
    const { code, stdout, stderr } = await run(program, { mode: 'replay', entry: 'logged', direct: true });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'before\nafter number\n' });
    expect(stderr).toMatch(/^reprise: src\/logged\.ts changed .*\nreprise: added output at src\/logged\.ts:3:1: \{ now: 'number' \}\nreprise: added output at src\/logged\.ts:4:1: two\nlines\n$/);
  });

  it('is a difference for verify', async () => {
    const { code, stdout } = await reprise(['verify', recordingOf(program, 'logged'), '-n', '1'], { cwd: program.folder });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^not faithful: 0 of 1 replay .*\nrun 1: the program, which changed, printed 2 times what the recording does not have\n$/);
  });
});

describe('a changed program that computes for ever', () => {
  it('is told of, with the entry that it does not get on from', async () => {
    const { stderr, signal } = await run(program, { mode: 'replay', entry: 'looping', direct: true, started: (child) => { child.stderr!.on('data', (bytes: Buffer) => { if (bytes.includes('may loop')) child.kill('SIGKILL'); }); } });
    expect(signal).toBe('SIGKILL');
    expect(stderr).toMatch(/^reprise: the replay has computed for 3 s behind entry \d+ without meeting the outside\. The program changed, and may loop\. reprise replay --inspect-brk shows where; Ctrl-C ends it\.$/m);
  });
});

describe('time', () => {
  it('is not waited for: a run of three seconds replays in less than one', async () => {
    const started = performance.now();
    const { code, stdout, stderr } = await run(program, { mode: 'replay', entry: 'slow', direct: true });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'interval\nslept\n', stderr: '' });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('another build of the same source', () => {
  it('is named, with the package that it takes otherwise', async () => {
    const tsconfig = readFileSync(program.path('tsconfig.json'), 'utf8');
    program.write('tsconfig.json', tsconfig.replace('"transform":"reprise/transformer"', '$&,"pure":["answers"]'));
    await program.compile();
    const { code, stderr } = await run(program, { mode: 'replay', entry: 'asking', direct: true });
    expect(code).toBe(125);
    expect(stderr).toContain('The source is the same as when it was recorded; its build is not: answers no longer belongs to the outside of src/asking.ts.\n\nReplay the build that was recorded, or record again; ');
  });
});

// Records and replays tests: each a program of its own, since a recording is of a process. The harness of test262 is
// not instrumented; the test is, and its exit code tells how it went.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { dist, root } from './package.mjs';
import { text } from './printers.mjs';

/** What a test finds in its globals, and how it tells that it is done. Exit code 3: it never was. */
const PRELOAD = `
const { readFileSync } = require('node:fs');
const vm = require('node:vm');
const { files, isAsync } = JSON.parse(readFileSync(__dirname + '/harness.json', 'utf8'));
const done = 'Test262:AsyncTestComplete';
globalThis.print = (message) => { if (isAsync) process.exitCode = message === done && process.exitCode !== 1 ? 0 : 1; };
globalThis.$262 = { global: globalThis, gc: () => globalThis.gc?.(), evalScript: (source) => vm.runInThisContext(source), detachArrayBuffer: (buffer) => { structuredClone(buffer, { transfer: [buffer] }); } };
if (isAsync) process.exitCode = 3;
for (const file of files) vm.runInThisContext(readFileSync(file, 'utf8'), { filename: file });
`;

const run = promisify(execFile);

/** Whether a test can be a program of its own. */
export function isProgram(test, mode) {
  return mode !== 'raw' && test.negative === undefined && !/_FIXTURE|\$262\.(createRealm|agent|AbstractModuleSource|IsHTMLDDA)|import\(|import\.meta|\bimport\b[^;]*from/.test(test.text);
}

/** Runs a test plainly, recorded and replayed; gives how each went. */
export async function recordAndReplay(checkout, test, mode) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'reprise-conformance-')));
  try {
    const isModule = mode === 'module';
    const source = mode === 'strict' ? `"use strict";\n${test.text}` : test.text;
    const file = basename(test.path);
    const place = (name, content) => {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ name: 'test', type: isModule ? 'module' : 'commonjs' }));
      writeFileSync(join(folder, name, file), content);
    };
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/reprise'), 'junction');
    const includes = ['assert.js', 'sta.js', ...(test.isAsync ? ['doneprintHandle.js'] : []), ...test.includes];
    writeFileSync(join(folder, 'harness.json'), JSON.stringify({ isAsync: test.isAsync, files: includes.map((name) => join(checkout, 'harness', name)) }));
    writeFileSync(join(folder, 'preload.cjs'), PRELOAD);
    place('plain', source);
    place('instrumented', text(join(folder, 'instrumented', file), source, isModule));
    const recording = { REPRISE_FILE: join(folder, 'run.reprise'), REPRISE_REPORT: join(folder, 'report.json') };
    const plain = await node(folder, join(folder, 'plain', file), {});
    const recorded = await node(folder, join(folder, 'instrumented', file), { ...recording, REPRISE_MODE: 'record' });
    if (!existsSync(recording.REPRISE_FILE)) return { plain, recorded, replayed: 'nothing was recorded' };
    const replayed = await node(folder, join(folder, 'instrumented', file), { ...recording, REPRISE_MODE: 'replay' });
    const report = existsSync(recording.REPRISE_REPORT) ? JSON.parse(readFileSync(recording.REPRISE_REPORT, 'utf8')) : {};
    return { plain, recorded, replayed: report.faithful === true ? replayed : `not faithful: ${report.divergence ?? replayed}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function node(folder, script, env) {
  const boot = env.REPRISE_MODE === undefined ? [] : ['--require', join(dist, 'runtime/boot.js')];
  try {
    await run(process.execPath, ['--expose-gc', ...boot, '--require', join(folder, 'preload.cjs'), script], { cwd: folder, timeout: 20_000, env: { PATH: process.env.PATH, ...env } });
    return 'pass';
  } catch (error) {
    const lines = String(error.stderr).split('\n');
    return `exit ${error.code ?? error.signal}: ${lines.find((line) => /Error|diverged/.test(line)) ?? ''}`;
  }
}

// Memory that threads share cannot be recorded: where the program shares some, the recording is refused.
import { beforeAll, expect, it } from 'vitest';
import { openRecording } from '../../recording/index.js';
import { project, recordingOf, run, type Project } from '../harness/index.js';

const source = `
import { Worker } from 'node:worker_threads';
const how = process.argv[2];
const memory = new SharedArrayBuffer(8);
const cell = new Int32Array(memory);
console.log('before', cell.length);
const code = \`const { parentPort } = require('node:worker_threads');
parentPort.once('message', (how) => { parentPort.postMessage(how === 'memory' ? { memory: new SharedArrayBuffer(4) } : how === 'view' ? [new Uint8Array(new SharedArrayBuffer(4))] : 'a copy'); });\`;
const worker = new Worker(code, { eval: true, workerData: how === 'data' ? { deep: [cell] } : { deep: [1] } });
worker.on('message', (message) => { console.log('got', message); });
if (how === 'post') worker.postMessage(new Map([['memory', memory]]));
else if (how === 'wasm') worker.postMessage({ of: new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }) });
else worker.postMessage(how);
if (how === 'none') console.log(structuredClone(cell).buffer instanceof SharedArrayBuffer, Atomics.add(cell, 0, 5), cell[0]);
`;

let program: Project;
beforeAll(async () => { program = await project({ files: { 'src/main.ts': source, 'src/webassembly.d.ts': 'declare namespace WebAssembly { class Memory { constructor(how: object); } }' } }); });

it.each([
  ['data', 'goes out by Worker at src/main.ts:9:16'],
  ['post', 'goes out by postMessage at src/main.ts:11:28'],
  ['wasm', 'goes out by postMessage at src/main.ts:12:33'],
  ['memory', 'comes in'],
  ['view', 'comes in'],
])('sharing it with a thread ends the run: %s', async (how, what) => {
  expect(await run(program, { mode: 'record', direct: true, args: [how] })).toEqual({
    code: 125, signal: null, stdout: 'before 2\n',
    stderr: `reprise: shared memory ${what}. What another thread writes there cannot be recorded. (REPRISE_UNSUPPORTED)\nSend copies or transfer an ArrayBuffer; or mark the function that shares the memory with @record, and all that happens inside belongs to the outside.\n`,
  });
  const recording = openRecording(recordingOf(program));
  expect([...recording.entries()].length).toBeGreaterThan(3);
  expect(recording.damage).toBeUndefined();
});

it('keeping it in one thread is recorded and replayed', async () => {
  const recorded = await run(program, { mode: 'record', direct: true, args: ['none'] });
  expect(recorded).toMatchObject({ code: 0, stdout: "before 2\ntrue 0 5\ngot a copy\n" });
  expect(await run(program, { mode: 'replay', direct: true, args: ['none'] })).toEqual(recorded);
});

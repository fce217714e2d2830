// Blobs and files are handles: what the program reads of them is recorded, and comes at the same point in a replay.
import { expect, it } from 'vitest';
import { openRecording } from '../../recording/index.js';
import { project, run } from '../harness/index.js';

const source = `
import { openAsBlob } from 'node:fs';
import { Blob as LiveBlob } from 'node:buffer';
import { randomBytes } from 'node:crypto';

const order: string[] = [];
async function say(what: string, value: Promise<unknown>): Promise<void> { const got = await value; order.push(what); console.log(what, got); }
const sum = (bytes: ArrayBuffer | Uint8Array): number => new Uint8Array(bytes as ArrayBuffer).reduce((total, byte) => (total * 31 + byte) % 1_000_003, 7);

async function main(): Promise<void> {
  for (let i = 0; i < 30; i++) {
    const blob = new Blob([randomBytes(i * 40), String(Math.random())], { type: 'text/x-' + i });
    const whole = sum(await blob.arrayBuffer());
    const parts = await Promise.all([blob.slice(0, i).arrayBuffer(), blob.slice(i).arrayBuffer()]);
    console.log(i, blob instanceof Blob, blob.size, blob.type, whole, parts.map(sum), sum(Buffer.concat(parts.map((part) => Buffer.from(part)))) === whole);
  }
  const file = new File(['a', new Blob(['b'])], 'name.txt', { type: 'text/plain', lastModified: Date.now() });
  console.log(file instanceof File, file instanceof Blob, file.name, file.lastModified > 0, await file.text());
  const form = new FormData();
  form.append('file', file, 'other.txt');
  const part = form.get('file') as File;
  console.log(part.name, part.size, await part.text());
  const got = await (await fetch('data:text/plain,hello')).blob();
  console.log(got.type, await got.text(), await new Response(got).text());
  const opened = await openAsBlob(process.argv[1]!);
  let streamed = 0;
  for await (const chunk of opened.stream()) streamed += chunk.length;
  console.log(opened.size === streamed, streamed > 100, opened.size);
  const text = new Blob(['cloned'], { type: 'text/x' });
  const { deep: [copy], list } = structuredClone({ deep: [text], list: new Map([['n', 1]]) });
  console.log(copy instanceof Blob, copy !== text, await copy!.text(), [...list]);
  const { port1, port2 } = new MessageChannel();
  port2.postMessage('through');
  const { port } = structuredClone({ port: port1 }, { transfer: [port1] });
  console.log(await new Promise((done) => { port.onmessage = ({ data }) => { done(data); }; }));
  port.close();
  const address = URL.createObjectURL(text);
  console.log(address, await (await fetch(address)).text());
  URL.revokeObjectURL(address);
  try { structuredClone({ opened, f: () => 1 }); } catch (error) { console.log((error as Error).name); }
  console.log(await new Response(new LiveBlob(['live']) as never).text());
  await Promise.all([say('text', got.text()), say('timer', new Promise((done) => { setTimeout(done, 1, 1); })), say('stream', (async () => { let n = 0; for await (const chunk of got.stream()) n += chunk.length; return n; })()), say('buffer', got.arrayBuffer())]);
  console.log(order.join());
}
void main();
`;

it('blobs and files replay with what was read of them', async () => {
  const program = await project({ files: { 'src/main.ts': source } });
  const recorded = await run(program, { mode: 'record', direct: true });
  expect(recorded).toMatchObject({ code: 0, stdout: expect.stringContaining('true true name.txt true ab\nother.txt 2 ab\ntext/plain hello hello\ntrue true ') });
  expect(recorded.stdout.match(/^\d+ true .* true$/gm)).toHaveLength(30);
  const recording = openRecording(program.path('main.reprise'));
  expect([...recording.entries()].length).toBeGreaterThan(100);
  expect(recording.end()).toMatchObject({ inexact: 0 });
  for (let i = 0; i < 3; i++) expect(await run(program, { mode: 'replay', direct: true })).toEqual(recorded);
  program.remove();
});

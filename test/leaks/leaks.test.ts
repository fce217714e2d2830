// `record --watch-leaks`: calls of the host by code that runs in a replay, too. Nothing else is one.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kind, openRecording, type Leak } from '../../recording/index.js';
import { project, recordingOf, reprise, type Project } from '../harness/index.js';

const CLOCK = `// Pure, says the project. It is not.
const { readFileSync } = require('node:fs');
const started = Date.now();
exports.stamp = function stamp() { return [Date.now(), new Date()].length + started * 0; };
exports.later = async function later() { await null; return Math.random(); };
exports.soon = (done) => { setTimeout(function due() { done(Date.now()); }, 1); };
exports.home = () => process.env.HOME;
exports.read = (file) => readFileSync(file, 'utf8').length;
exports.dice = [1, 2].map(Math.random);
exports.fixed = () => [new Date(0), Date.UTC(2020, 0), Math.max(1, 2), require('node:path').join('a', 'b')].length;
exports.middleware = function middleware(request, response, next) { request.at = performance.now(); next(); };
exports.inspect = (value) => JSON.stringify(structuredClone(value));
`;

const WIRE = `const net = require('node:net');
class Own extends net.Socket {}
exports.open = function open() {
  const [socket, own, channel] = [new net.Socket(), new Own(), new BroadcastChannel('x')];
  socket.destroy();
  own.destroy();
  channel.close();
  return [socket instanceof net.Socket, own instanceof Own, own instanceof net.Socket, channel instanceof BroadcastChannel].join();
};
`;

/** Outside packages that do all of it: while loaded, within crossings, and in their own time. */
const SERVER = `const { stamp } = require('shared');
const loaded = Date.now();
setTimeout(() => Math.random(), 1);
void Promise.resolve().then(() => Date.now());
exports.listen = (handler, done) => {
  const request = { id: Math.random(), url: process.env.HOME, at: stamp() };
  setTimeout(() => { request.late = stamp(); process.nextTick(() => { new Date(); handler(request, {}, () => { Date.now(); done(request.late > loaded - 1); }); }); }, 2);
};
exports.ask = async () => { await null; return require('node:fs').readFileSync(__filename).length + new Date().getTime() + stamp(); };
`;

const files = {
  'src/leaking.ts': `import { stamp, later, soon, home, read, fixed, middleware, inspect, dice } from 'clock';
import { old } from './old.cjs';
import { listen } from 'server';
console.log(Date.now() > 0, Math.random() < 1, process.env.HOME !== undefined, fixed(), dice.length, inspect({ a: 1 }));
console.log(stamp(), stamp(), typeof home(), read(__filename) > 0, old() > 0);
void later().then((n: number) => { console.log(n < 1); });
soon((at: number) => { console.log(at > 0); });
listen(middleware, (ok: boolean) => { console.log('listened', ok); });
`,
  'src/classes.ts': "import { open } from 'wire';\nconsole.log(open());\n",
  'src/silent.ts': `import { fixed, inspect } from 'clock-free';
import { listen, ask } from 'server';
import { EventEmitter, once } from 'node:events';
import { createServer, get } from 'node:http';
import { Socket } from 'node:net';
import { readFile } from 'node:fs/promises';
import { record, passthrough } from 'reprise';
const recorded = record(async () => { await null; return Date.now(); });
const passed = passthrough(() => Date.now() > 0);
class Wire extends Socket { readonly own = 1; }
const wire = new Wire();
wire.destroy();
new BroadcastChannel('y').close();
if (!(wire instanceof Wire && wire instanceof Socket && wire.own === 1)) throw new Error('no socket');
console.log(fixed(), inspect({ a: 1 }), Date.now() > 0, [1].map(Math.random).length, new Date().getTime() > 0, process.env.PATH !== undefined, typeof performance.now());
listen((request: object, _response: object, next: () => void) => { setTimeout(next, 1); }, async (ok: boolean) => {
  console.log('listened', ok, await ask() > 0, await recorded() > 0, passed(), (await readFile(__filename)).length > 0);
  const server = createServer((_request, response) => { response.end(String(Date.now() > 0)); }).listen(0, '127.0.0.1', () => {
    get({ port: (server.address() as { port: number }).port, host: '127.0.0.1' }, (response) => { response.resume(); server.close(); });
  });
  const own = new EventEmitter();
  setImmediate(() => own.emit('x'));
  await once(own, 'x');
});
`,
};

describe('calls past the boundary', () => {
  let program: Project;
  let leaking: { code: number | null; stdout: string; stderr: string };
  beforeAll(async () => {
    program = await project({
      files,
      plugin: { pure: ['clock', 'clock-free', 'wire'] },
      outside: {
        clock: { 'index.js': CLOCK },
        'clock-free': { 'index.js': "exports.fixed = () => new Date(0).getTime(); exports.inspect = (value) => require('node:util').inspect(value);" },
        wire: { 'index.js': WIRE },
        shared: { 'index.js': 'setTimeout(() => Date.now(), 0); exports.stamp = () => Date.now();' },
        server: { 'package.json': JSON.stringify({ name: 'server', version: '1.0.0', main: 'index.js', dependencies: { shared: '1' } }), 'index.js': SERVER },
      },
    });
    program.write('dist/old.cjs', 'exports.old = function old() { return Date.now(); };');
    leaking = await reprise(['record', '--watch-leaks', '-o', program.path('leaking.reprise'), '--', 'node', 'dist/leaking.js'], { cwd: program.folder });
  });
  afterAll(() => { program.remove(); });

  const leaksIn = (name: string): Leak[] => {
    for (const entry of openRecording(recordingOf(program, name)).entries()) if (entry.kind === Kind.Leaks) return [...entry.leaks];
    return [];
  };

  it('are named by package, function and line: while a package is loaded, in calls, microtasks, timers and callbacks', () => {
    expect(leaking).toMatchObject({ code: 0, stdout: expect.stringContaining('listened true') as string });
    const found = leaksIn('leaking').map(({ operation, package: name, function: fn, file, line, count }) => `${name} ${fn} ${file}:${line} ${operation} ${count}`).sort();
    expect(found).toEqual([
      'clock  index.js:3 Date.now 1',
      'clock  index.js:9 Math.random 2',
      'clock due index.js:6 Date.now 1',
      'clock exports.home index.js:7 process.env.HOME 1',
      'clock exports.read index.js:8 node:fs.readFileSync 1',
      'clock exports.soon index.js:6 setTimeout 1',
      'clock later index.js:5 Math.random 1',
      'clock middleware index.js:11 performance.now 1',
      'clock stamp index.js:4 Date.now 2',
      'clock stamp index.js:4 new Date 2',
      'program old dist/old.cjs:1 Date.now 1',
    ]);
  });

  it('are told at the end, most frequent first, and do not change the exit code', () => {
    expect(leaking.stderr).toMatch(/warning: 10 leaks: .* \(and 1 place that reads the environment, which a replay has as recorded\)/);
    expect(leaking.stderr).toMatch(/^ {2}clock: stamp \(index\.js:4:\d+\) +Date\.now {2}2 calls$/m);
    expect(leaking.stderr).toContain('docs/boundary.md');
  });

  it('are told by stats and verify, too', async () => {
    const stats = JSON.parse((await reprise(['stats', 'leaking.reprise', '--json'], { cwd: program.folder })).stdout) as { leaks: Leak[] };
    expect(stats.leaks).toEqual(leaksIn('leaking'));
    expect((await reprise(['stats', 'leaking.reprise'], { cwd: program.folder })).stdout).toMatch(/leaks +10 leaks\n +clock: /);
    expect((await reprise(['verify', 'leaking.reprise', '-n', '1'], { cwd: program.folder })).stdout).toContain('10 leaks)');
  });

  it('are those of classes, too, whose instances and subclasses stay what they are', async () => {
    const { code, stdout } = await reprise(['record', '--watch-leaks', '-o', program.path('classes.reprise'), '--', 'node', 'dist/classes.js'], { cwd: program.folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'true,true,true,true\n' });
    expect(leaksIn('classes').map(({ package: name, line, operation }) => `${name}:${line} ${operation}`).sort()).toEqual(['wire:2 new node:net.Socket', 'wire:4 new BroadcastChannel', 'wire:4 new node:net.Socket']);
  });

  it('are none of those that the program makes, the outside in its own time, annotated functions, or the host', async () => {
    const { code, stderr, stdout } = await reprise(['record', '--watch-leaks', '-o', program.path('silent.reprise'), '--', 'node', 'dist/silent.js'], { cwd: program.folder });
    expect({ code, stdout: stdout.split('\n').length }).toEqual({ code: 0, stdout: 3 });
    expect(leaksIn('silent')).toEqual([]);
    expect(stderr).toContain('watched for leaks: none\n');
    expect((await reprise(['verify', 'silent.reprise', '-n', '2', '--json'], { cwd: program.folder })).stdout).toMatch(/"faithful":2,"inexact":0,.*"leaks":0/);
  });

  it('are not watched for unless asked', async () => {
    await reprise(['record', '-o', program.path('unwatched.reprise'), '--', 'node', 'dist/leaking.js'], { cwd: program.folder });
    expect(leaksIn('unwatched')).toEqual([]);
    expect(openRecording(program.path('unwatched.reprise')).header.features).not.toContain('leaks');
    expect((await reprise(['stats', 'unwatched.reprise'], { cwd: program.folder })).stdout).not.toContain('leaks');
  });
});

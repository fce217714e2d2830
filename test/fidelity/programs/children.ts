// Child processes, in all ways to start one.
import { exec, execFile, execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { attempt, attemptLater, check, say } from './say.js';

const node = process.execPath;
const random = ['-p', 'Math.random()'];
const grandchild = process.argv[2]!;

async function main(): Promise<void> {
  say('exec', await new Promise((done) => { exec('echo $$; echo to stderr >&2', (error, stdout, stderr) => { done([error, stdout, stderr]); }); }));
  say('execFile', (await promisify(execFile)(node, random)).stdout);
  say('promisified exec', await promisify(exec)('echo a'));
  await attemptLater('exec that fails', () => promisify(exec)('echo out; exit 3'));
  await attemptLater('execFile of nothing', () => promisify(execFile)('/no/such/program'));
  const child = spawn(node, ['-e', 'process.stdin.pipe(process.stdout)'], { env: { ...process.env, EXTRA: '1' } });
  child.stdin.end('through a child');
  const [output, code] = await Promise.all([text(child.stdout), new Promise((done) => { child.on('close', (status, signal) => { done([status, signal]); }); })]);
  say('spawn', output, code, typeof child.pid, child.exitCode, child.killed);
  const killed = spawn('sleep', ['10']);
  say('kill', killed.kill(), await new Promise((done) => { killed.on('exit', (status, signal) => { done([status, signal]); }); }));
  await attemptLater('spawn of nothing', () => new Promise((_, reject) => { spawn('/no/such/program').on('error', reject); }));
  const { status, stdout, signal } = spawnSync(node, random, { encoding: 'utf8' });
  say('spawnSync', status, stdout, signal, execSync('echo sync').toString(), execFileSync(node, random).length > 0);
  attempt('execSync that fails', () => execSync('exit 4', { stdio: 'pipe' }));
  check('spawnSync of nothing', (spawnSync('/no/such/program').error as NodeJS.ErrnoException).code === 'ENOENT');
  const forked = fork(grandchild, ['forked'], { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
  forked.send({ from: 'parent' });
  const messages: unknown[] = [];
  forked.on('message', (message) => { messages.push(message); });
  const said = await text(forked.stdout!);
  say('fork', messages, said.length > 0);
  say('two by a shell', (await promisify(exec)(`"${node}" "${grandchild}" one; "${node}" "${grandchild}" two`)).stdout);
  say('an instrumented child', (await promisify(execFile)(node, [grandchild, 'async'])).stdout);
  say('an instrumented child, at once', execFileSync(node, [grandchild, 'sync']).toString(), spawnSync(node, [grandchild, 'spawnSync'], { env: { PATH: process.env['PATH'] }, encoding: 'utf8' }).stdout);
  void fileURLToPath;
}

main().then(() => { say('done'); }, (error: unknown) => { say('main fails', error); console.log((error as Error).stack); });

// child_process, cluster and worker_threads.
import { exec, execFile, execFileSync, fork, spawn, spawnSync } from 'node:child_process';
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { isMainThread, MessageChannel, Worker } from 'node:worker_threads';

// Plain runs of the tests have this flag.
const own = (flags: readonly string[]): string => flags.filter((flag) => flag !== '--enable-source-maps').join(' ');

if (cluster.isWorker || process.argv[2] === 'child') {
  process.on('message', (message: { n: number }) => { process.send!({ twice: message.n * 2 }, () => { process.exit(6); }); });
  process.send!(`ready ${own(process.execArgv)}`);
} else {
  const node = process.execPath;
  const child = spawn(node, ['-e', 'process.stdin.on("data", (d) => process.stdout.write(String(d).toUpperCase())); process.stdin.on("end", () => process.exit(3))']);
  console.log('pid', typeof child.pid, child.spawnargs.length);
  child.stdin.write('hello ');
  child.stdin.end('child');
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  const [code] = await once(child, 'close') as [number];
  console.log(out, code, child.exitCode);
  console.log(await promisify(execFile)(node, ['-p', '6 * 7']));
  await promisify(exec)('exit 4').catch((error: { code: number; cmd: string }) => { console.log(error.code, error.cmd); });
  console.log(execFileSync(node, ['-p', '1'], { encoding: 'utf8' }).trim(), spawnSync(node, ['-e', 'process.exit(5)']).status);
  const missing = spawn('/no/such/program');
  console.log(((await once(missing, 'error')) as NodeJS.ErrnoException[])[0]!.code);
  const lines: string[] = [];
  for await (const line of createInterface({ input: spawn(node, ['-e', 'console.log("a\\nb\\nc")']).stdout })) lines.push(line);
  console.log(lines);
  const sleeper = spawn(node, ['-e', 'setInterval(() => {}, 1000)']);
  sleeper.kill('SIGTERM');
  console.log(await once(sleeper, 'exit'));
  const forked = fork(fileURLToPath(import.meta.url), ['child'], { silent: true });
  console.log('flags', own(process.execArgv), own(forked.spawnargs.slice(1, -2)));
  const gone = once(forked, 'exit');
  console.log(await once(forked, 'message').then(([first]) => first as unknown));
  forked.send({ n: 4 });
  console.log(JSON.stringify((await once(forked, 'message'))[0]));
  await gone;

  cluster.setupPrimary({ silent: true });
  console.log(cluster.settings.silent, own(cluster.settings.execArgv!));
  const worker = cluster.fork();
  worker.on('message', (message) => {
    console.log('worker says', message);
    if (message === 'ready ') worker.send({ n: 21 });
  });
  const [exitCode] = await once(worker, 'exit') as [number];
  console.log('worker', worker.id, exitCode, Object.keys(cluster.workers!).length);

  const thread = new Worker('const { parentPort, workerData } = require("node:worker_threads"); parentPort.on("message", ({ port, list }) => { port.postMessage(list.map((n) => n * workerData.factor)); port.close(); parentPort.close(); });', { eval: true, workerData: { factor: 10 } });
  const ended = once(thread, 'exit');
  thread.on('online', () => { console.log('online', isMainThread); });
  const { port1, port2 } = new MessageChannel();
  thread.postMessage({ port: port2, list: [1, 2, 3] }, [port2]);
  console.log((await once(port1, 'message'))[0]);
  console.log('thread', (await ended)[0]);
  const failing = new Worker('throw new TypeError("in the thread")', { eval: true });
  const [error] = await once(failing, 'error') as [Error];
  console.log(error.name, error.message);
  console.log((await Readable.from(spawn(node, ['-e', 'process.stderr.write("to stderr")']).stderr).toArray()).join(''));
}

// Spreads tests over worker processes. A worker that a test brings down, or that does not answer, is replaced.
import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BATCH = 40;
/** Milliseconds that one test may take in all its runs. */
const PATIENCE = 120_000;

/** Runs every test; `ended` is told of each, with undefined for one that brought its worker down. `worker` is a file of this folder. */
export function runAll(worker, checkout, names, count, ended) {
  let next = 0;
  const batch = () => names.slice(next, next += BATCH);
  return Promise.all(Array.from({ length: count }, () => new Promise((resolve) => { work(resolve, batch()); })));

  function work(finished, todo) {
    if (todo.length === 0) return finished();
    const child = fork(join(dirname(fileURLToPath(import.meta.url)), worker), [checkout], { execArgv: ['--experimental-vm-modules', '--no-warnings', '--expose-gc'] });
    let left = todo;
    let timer;
    child.on('message', (message) => {
      clearTimeout(timer);
      if (message.idle) {
        left = batch();
        if (left.length === 0) child.disconnect();
        else child.send(left);
      } else if (message.started === undefined) {
        left = left.slice(1);
        ended(message.ended, message.runs);
      } else {
        timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
      }
    });
    child.on('exit', () => {
      clearTimeout(timer);
      if (left.length === 0) return finished();
      ended(left[0], undefined);
      const rest = left.slice(1);
      work(finished, rest.length > 0 ? rest : batch());
    });
    child.send(todo);
  }
}

// A listener of the exit event fails: nobody is told of it once more, and the code that was set is the code of the process.
import { strictEqual } from 'node:assert';

process.on('exit', (code) => {
  console.log('exit', code);
  void Promise.resolve().then(() => console.log('a microtask'));
  setTimeout(() => console.log('a timer'), 0);
  strictEqual(Date.now() < 0, true, 'not what was expected');
});
process.on('exit', () => console.log('another listener'));
setTimeout(() => { process.exitCode = 4; }, 2);

// Every way to end; the argument says which.
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.js';

const ways: Record<string, () => unknown> = {
  natural() { process.exitCode = 3; },
  exit() { setTimeout(() => { say('never'); }, 1_000); process.exit(4); },
  'exit in a timer'() { setTimeout(() => { say('leaving', Date.now()); process.exit(5); }, 5); setInterval(() => undefined, 1); },
  async 'exit after an await'() { await sleep(2); process.exit(6); },
  'exit in a listener'() { process.on('exit', () => { say('in the listener'); process.exitCode = 7; }); },
  'exit in an exit listener'() { process.once('exit', () => { process.exit(8); }); },
  'exit with a text'() { process.exit('9' as unknown as number); },
  'exitCode and exit'() { process.exitCode = 10; process.exit(); },
  beforeExit() {
    let rounds = 0;
    process.on('beforeExit', (code) => { say('beforeExit', code, rounds); if (rounds++ < 2) setTimeout(() => { say('more work', Date.now()); }, 2); });
    process.on('exit', (code) => { say('exit', code); });
  },
  uncaught() { throw new TypeError('not caught'); },
  'uncaught in a timer'() { setTimeout(() => { throw new Error('from a timer'); }, 2); },
  'uncaught in a tick'() { process.nextTick(() => { throw new Error('from a tick'); }); },
  'uncaught in a microtask'() { queueMicrotask(() => { throw new RangeError('from a microtask'); }); },
  'uncaught in an event'() { void import('node:events').then(({ EventEmitter }) => { new EventEmitter().emit('error', new Error('nobody listens')); }); },
  'uncaught and heard'() {
    process.on('uncaughtException', (error, origin) => { say('heard', error.message, origin); });
    setTimeout(() => { throw new Error('first'); }, 1);
    setTimeout(() => { say('still here'); process.exitCode = 11; }, 8);
  },
  'uncaught, watched'() { process.on('uncaughtExceptionMonitor', (error, origin) => { say('monitor', error.message, origin); }); setTimeout(() => { throw new Error('watched'); }, 1); },
  'uncaught value'() { throw 'a string'; },
  'rejected'() { void Promise.reject(new Error('rejected')); },
  async 'rejected later'() { await sleep(1); throw Object.assign(new Error('with a code'), { code: 'E_CODE' }); },
  'rejected value'() { void Promise.reject(42); },
  'rejected and heard'() {
    process.on('unhandledRejection', (reason, promise) => { say('unhandled', (reason as Error).message, promise instanceof Promise); });
    process.on('rejectionHandled', () => { say('handled at last'); });
    const late = Promise.reject(new Error('late'));
    setTimeout(() => { late.catch(() => { say('caught'); }); }, 3);
  },
  'rejected by the outside'() { void import('node:fs/promises').then(({ readFile }) => { void readFile('missing'); }); },
  async 'never'() { await new Promise(() => undefined); },
  'killed'() { process.kill(process.pid, 'SIGTERM'); setTimeout(() => { say('never'); }, 5_000); },
  'killed hard'() { say('before'); process.kill(process.pid, 'SIGKILL'); setTimeout(() => { say('never'); }, 5_000); },
  'killed in a timer'() { setTimeout(() => { say('now', Math.random()); process.kill(process.pid, 'SIGINT'); }, 3); setInterval(() => undefined, 100); },
  'signal heard'() {
    const waiting = setInterval(() => undefined, 100);
    process.on('SIGTERM', (signal, number) => { say('got', signal, number); clearInterval(waiting); process.exitCode = 12; });
    process.kill(process.pid, 'SIGTERM');
  },
  'signal heard once'() {
    process.once('SIGUSR2', () => { say('once'); process.kill(process.pid, 'SIGUSR2'); });
    setInterval(() => undefined, 100);
    process.kill(process.pid, 'SIGUSR2');
  },
  abort() { process.abort(); },
  'warning'() { process.on('warning', (warning) => { say('warning', warning.name, warning.message); }); process.emitWarning('careful', 'CustomWarning', 'C001'); },
  'multiple'() { process.on('exit', (code) => { say('first', code, process.exitCode); }); process.on('exit', () => { say('second'); throw new Error('in an exit listener'); }); },
};

say('ending', process.argv[2]);
ways[process.argv[2]!]!();

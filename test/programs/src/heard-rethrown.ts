// What functions of the program throw, and a package throws on: at once, later, as another error, in microtasks. Somebody listens.
import { setTimeout as sleep } from 'node:timers/promises';
import { inMicrotasks, later, run, wrapping } from 'thrower';

const failing = (text: string) => () => {
  queueMicrotask(() => { console.log('microtask of', text); });
  throw new TypeError(text);
};
process.on('uncaughtException', (error) => {
  console.log('heard', error.name, error.message);
  void Promise.resolve().then(() => { console.log('microtask behind', error.message); });
});
async function rest(): Promise<void> {
  for (const [name, act] of Object.entries({ later, wrapping, inMicrotasks })) {
    act(failing(name));
    await sleep(20);
  }
  process.nextTick(() => { run(failing('in a tick')); });
  queueMicrotask(() => { run(failing('in a microtask')); });
  // Behind a tick that throws, Node goes on in an immediate, which may come before a timer of the same turn or behind it.
  await sleep(20);
  setTimeout(() => { run(failing('in a timer')); }, 1);
  await sleep(20);
  const kept = new Error('kept');
  later(() => { throw kept; });
  await sleep(20);
  process.nextTick(() => { throw kept; });
  await sleep(20);
  process.exitCode = 5;
}
setTimeout(rest, 5);
run(failing('at the top'));

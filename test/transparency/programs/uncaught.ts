// Errors that callbacks throw, one after another, with a listener for them.
import { immediate, later, micro, tick, timer } from 'things';

process.on('uncaughtException', (error, origin) => { console.log('uncaught', error.message, origin); });
process.on('exit', (code) => console.log('exit', code));
for (const [name, start] of Object.entries({ timer, immediate, tick, micro })) {
  start(() => { throw new Error(`from ${name}`); });
  await later(1, 5);
}
setTimeout(() => { throw new Error('from an own timer'); }, 1);
await later(1, 5);
process.nextTick(() => { throw new Error('from an own tick'); });
await later(1, 5);
queueMicrotask(() => { throw new Error('from an own microtask'); });
await later(1, 5);
timer(() => console.log('still here'));

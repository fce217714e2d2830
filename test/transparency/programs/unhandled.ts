// A rejection that is handled late is reported first, and then taken back.
import { fails, later, pass, waits } from 'things';

const promises: unknown[] = [];
process.on('unhandledRejection', (reason, promise) => { console.log('unhandled', (reason as Error).message, (reason as { code?: string }).code, promises.indexOf(promise)); });
process.on('rejectionHandled', (promise) => { console.log('handled after all', promises.indexOf(promise)); });
const outside = fails('outside');
promises.push(outside);
await later(1, 2);
const own = Promise.reject(new Error('own'));
const handedOut = Promise.reject(new Error('handed out'));
promises.push(own, handedOut);
pass(handedOut);
await later(1, 2);
for (const promise of [outside, own, handedOut]) await promise.catch((error: Error) => console.log('caught', error.message));
await later(1, 2);
const quick = fails('quick');
await quick.catch(() => console.log('in time'));
const derived = fails('derived').then(() => 'never');
promises.push(derived);
await later(1, 2);
derived.catch(() => console.log('derived caught'));
await later(1, 2);
const held = (async () => { await null; throw new Error('held'); })();
held.catch((error: Error) => console.log('handled by the program alone', error.message));
pass(held);
console.log(await waits(held), await waits(Promise.reject(new Error('by the outside alone'))));

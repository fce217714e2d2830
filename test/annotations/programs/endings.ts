// Ends inside of recorded functions, by argument.
import { record } from 'reprise';

process.on('exit', (code) => { console.log('exit', code); });
const wait = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms); });
const how = process.argv[2];
const end = record(async () => {
  await wait(1);
  if (how === 'exit') process.exit(3);
  if (how === 'rejects') throw new Error('nobody catches');
  if (how === 'throws') { setTimeout(() => { throw new Error('thrown later'); }, 1); await wait(50); }
  if (how === 'never') await new Promise(() => { /* never */ });
  if (how === 'code') process.exitCode = 4;
});
if (how === 'new') Reflect.construct(record(function Made() { /* nothing */ }), []);
if (how === 'now') record(() => { process.exit(5); })();
console.log('before');
await end();
console.log('after', process.exitCode ?? 0);

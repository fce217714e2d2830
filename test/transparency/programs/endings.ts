// beforeExit, exit listeners and what they do to the code.
import { later } from 'things';

let rounds = 0;
process.on('beforeExit', (code) => {
  console.log('beforeExit', code, rounds);
  if (rounds++ < 2) void later('again').then((x: string) => console.log(x));
});
process.on('exit', (code) => { console.log('exit', code, process.exitCode); process.exitCode = 7; });
process.once('exit', (code) => { console.log('exit too', code); });
process.exitCode = 3;
console.log('running');

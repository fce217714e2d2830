// A package throws another error for what a function of the program threw, at once; nobody catches.
import { wrapping } from 'thrower';
process.on('exit', (code) => { console.log('exit', code); });
wrapping(() => {
  queueMicrotask(() => { console.log('never'); });
  throw new TypeError('inner');
});

// A package throws an error of the program in its own time, as schedulers and stores do with those of subscribers; nobody catches.
import { later } from 'thrower';
process.on('exit', (code) => { console.log('exit', code); });
setInterval(() => { /* keeps the process */ }, 1_000);
later(() => { throw new TypeError('subscriber failed'); });

// A function of the program throws, and what the package does with it goes uncaught at the top of a module.
import { run } from 'thrower';
process.on('exit', (code) => { console.log('exit', code); });
run(() => { throw new TypeError('thrown through'); });

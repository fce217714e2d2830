// A package throws in its own time, and nobody catches.
import { fail } from 'thrower';
process.on('exit', (code) => { console.log('exit', code); });
setInterval(() => { /* keeps the process */ }, 1_000);
fail('package failed');

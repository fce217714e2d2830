// A package derives a promise of one that the program gave it; nobody handles that it is rejected with the program's error.
import { derive } from 'thrower';
process.on('exit', (code) => { console.log('exit', code); });
setTimeout(() => { derive(Promise.reject(new TypeError('only the package had it'))); }, 1);

// Nobody handles it: the process dies of it.
import { fails, later } from 'things';

process.on('exit', (code) => console.log('exit', code));
fails('nobody cares');
await later(1, 50);
console.log('never');

import { timer } from 'things';

process.on('exit', (code) => console.log('exit', code));
timer(() => console.log('before'), 1);
timer(() => { throw new Error('fatal'); }, 3);
timer(() => console.log('never'), 30);

import { later, timer } from 'things';

process.on('exit', (code) => console.log('exit', code));
timer(() => { console.log('leaving'); process.exit(9); console.log('never'); });
await later(1, 50);
console.log('never');

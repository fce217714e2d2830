import { later, timer } from 'things';

timer(() => { void Promise.reject(new TypeError('own and late')); });
await later(1, 50);
console.log('never');

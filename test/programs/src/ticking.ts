// A package that queues ticks when it loads, between two modules of the program that run before this one.
import { before } from './ticking-before.js';
import { order } from 'ticker';
import { after } from './ticking-after.js';

console.log(before < after, order() === '');
process.nextTick(() => { console.log('own tick', order()); });
setImmediate(() => { console.log(order()); });

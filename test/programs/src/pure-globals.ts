// What a pure package keeps on globalThis is its own in both modes, whoever has loaded it first.
import { opened } from './pure-globals-before.js';
import { convert, learn } from 'rates';
import * as exchange from 'exchange';

learn('EUR', 1.1);
learn('CHF', 1.05);
console.log(opened, convert('EUR', 100), convert('CHF', 10), exchange.learn('x', 200));
setTimeout(() => { console.log(convert('CHF', 30)); }, 1);

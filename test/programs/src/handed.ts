// Arguments that a package hands over below a call, and changes when the program calls the same object again.
import { Context } from 'responder';

interface Init { headers: Headers; list: number[] }
class Made { constructor(readonly text: string, readonly init: Init) {} }

const context = new Context((text: string, init: Init) => new Made(text, init));
const made = context.body('text') as Made;
const told = (): string => `${made.text} ${[...made.init.headers].join(';')} ${made.init.list.join()}`;
console.log(told());
context.header('x-later', String(Math.random() < 2));
console.log(told());
made.init.headers.set('x-own', '1');
context.header('x-latest', '2');
console.log(told());
const seen: unknown[] = [];
context.each((given: { item: number }, list: number[]) => { seen.push(given.item, list.length); });
context.header('x-made', 'again');
setTimeout(() => { console.log(told(), seen.join()); }, 1);

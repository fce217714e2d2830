// The program puts methods of its own on the console, which packages call, and which other methods of the console print by.
import { listener, say } from 'speaker';

const { log, warn } = console;
console.log = (...words: unknown[]) => { log('[own]', ...words); };
console.log('by the program');
say('log', 'by a package', { a: [1] });
console.warn = () => { /* silent */ };
say('warn', 'not heard');
Object.assign(console, { error: (word: string) => { log('failed:', word); } });
say('error', 'badly');

console.table([{ a: 1 }]);
console.group('group');
console.log('within');
console.groupEnd();
console.count('times');
console.assert(false, 'not asserted');

const heard = listener();
console.info = heard;
console.info('one');
say('info', 'two');
log(heard.words);

console.debug = log;
say('debug', 'as it was');
console.log = log;
console.warn = warn;
say('log', 'again');
console.count('times');
console.group('group');
console.log('within');
console.groupEnd();
log(console.log === log, Object.keys(console).includes('log'));

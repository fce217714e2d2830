import { say } from 'speaker';

// A package prints by a method that the program put on the console: a recording with the feature `console-methods`.
const { log } = console;
console.log = (...words: unknown[]) => { log('[own]', ...words); };
say('log', 'by a package');
console.group('group');
console.log = log;
say('log', 'as it was');
console.log('within');
process.exitCode = 7;

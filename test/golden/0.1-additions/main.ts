import { painted } from 'painter';

// A package adds to prototypes of the language, and the program uses that: a recording with the feature `additions`.
declare global {
  interface String { readonly red: string }
  interface Array<T> { last(): T }
}
console.log('text'.red, [1, 2].last(), painted('more'));
process.exitCode = 7;

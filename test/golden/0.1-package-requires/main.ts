import { collect } from 'collector';

// A package loads a module of the program, this one, by its path: a recording with the feature `package-requires`.
export class Entity { constructor(readonly name: string) {} }
export const greet = (name: string): string => `hello ${new Entity(name).name}`;
console.log(collect(process.argv[1]!));
process.exitCode = 7;

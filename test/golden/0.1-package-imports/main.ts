import { execute } from 'autoloader';

// A package imports a module of the program, this one, by its path: a recording with the feature `package-imports`.
export class Command { run(name: string): string { return `hello ${name} ${Date.now() > 0}`; } }
void execute(process.argv[1]!).then((greeting: string) => {
  console.log(greeting);
  process.exitCode = 7;
});

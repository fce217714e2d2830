import { lazily } from 'lazily';

// A package gets the promise of an `import()` of the program, and calls what the module exports: a recording with the feature `own-imports`.
export const greet = (name: string): string => `hello ${name} ${Date.now() > 0}`;
void lazily(() => import('./main.js')).then((greeting: string) => {
  console.log(greeting);
  process.exitCode = 7;
});
